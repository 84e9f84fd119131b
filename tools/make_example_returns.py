#!/usr/bin/python3
"""Makes examples/kunming-2023/returns/: departments' workbooks as offices really fill them in.

The committed files are the inputs of the example; this program says how they came about and makes the same bytes again.
Every number in them is printed in the reference report, or is one of those in another unit (亿元 as 万元), or is a sum or a
difference that a formula cell makes of them; where the report contradicts itself, NOTES.md says which number was taken. Usage: make_example_returns.py [FOLDER]
"""
import io
import os
import re
import sys
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

THIN = Border(*(Side(style="thin") for _ in range(4)))
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")
EPOCH = datetime(2024, 5, 1)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class Cell:
    """A number with its format, or a formula with the value that the office's program cached."""

    def __init__(self, value, fmt="General", formula=None):
        self.value, self.fmt, self.formula = value, fmt, formula


def thousands(value):
    return Cell(value, "#,##0")


class Sheet:
    """One form: title, 填表说明, who filled it in, a header of one or two lines, rows, remarks below."""

    def __init__(self, book, name, columns, title, explanation=None, office=None, unit=None, widths=None):
        self.book, self.columns = book, columns
        first = book.book.worksheets == [book.blank] and book.blank.title == "Sheet"
        self.sheet = book.blank if first else book.book.create_sheet()
        self.sheet.title = name
        self.row = 0
        self.line(title, Font(name="黑体", size=16), CENTRE)
        if explanation:
            self.line(explanation, Font(name="仿宋", size=10), LEFT)
            self.sheet.row_dimensions[self.row].height = 45
        if office:
            self.row += 1
            self.put(1, f"填报单位：{office}", border=False, align=LEFT)
            self.put(max(2, columns - 1), "填报人：　　　", border=False, align=LEFT)
            if columns > 2:
                self.put(columns, "填报日期：2024年　月　日", border=False, align=RIGHT)
        if unit:
            self.row += 1
            self.put(columns, f"单位：{unit}", border=False, align=RIGHT)
        for i in range(columns):
            self.sheet.column_dimensions[get_column_letter(i + 1)].width = (widths or {}).get(i, 16)

    def line(self, text, font, align):
        self.row += 1
        cell = self.sheet.cell(self.row, 1, text)
        cell.font, cell.alignment = font, align
        self.sheet.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=self.columns)

    def put(self, column, content, border=True, align=CENTRE, bold=False):
        cell = self.sheet.cell(self.row, column)
        if isinstance(content, Cell):
            cell.value = content.formula or content.value
            cell.number_format = content.fmt
            if content.formula:
                self.book.cached[(self.sheet.title, cell.coordinate)] = content.value
        elif content is not None:
            cell.value = content
        cell.font = Font(name="宋体", size=11, bold=bold)
        cell.alignment = align
        if border:
            cell.border = THIN

    def header(self, *lines):
        """Lines of texts; "<" joins the cell to the left, "^" the one above."""
        top = self.row + 1
        for texts in lines:
            self.row += 1
            for i, text in enumerate(texts):
                self.put(i + 1, None if text in ("<", "^") else text, bold=True)
        for r, texts in enumerate(lines):
            for c, text in enumerate(texts):
                if text in ("<", "^"):
                    continue
                right, down = c, r
                while right + 1 < len(texts) and texts[right + 1] == "<":
                    right += 1
                while down + 1 < len(lines) and lines[down + 1][c] == "^":
                    down += 1
                if (right, down) != (c, r):
                    self.sheet.merge_cells(start_row=top + r, start_column=c + 1, end_row=top + down, end_column=right + 1)

    def data(self, *rows):
        for row in rows:
            self.row += 1
            for i, content in enumerate(row):
                self.put(i + 1, content)

    def remark(self, *texts):
        self.row += 1  # an empty row ends the form
        for text in texts:
            self.line(text, Font(name="楷体", size=10), LEFT)


class Book:
    def __init__(self):
        self.book = Workbook()
        self.blank = self.book.active
        self.cached = {}  # (sheet, cell) → value of a formula cell

    def save(self, path):
        self.book.properties.creator = "zhiheng example"
        self.book.properties.created = EPOCH
        raw = io.BytesIO()
        self.book.save(raw)
        names = {f"xl/worksheets/sheet{i}.xml": sheet.title for i, sheet in enumerate(self.book.worksheets, 1)}
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
                data = source.read(name)
                if name == "docProps/core.xml":
                    data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-05-01T00:00:00Z", data)
                if name in names:
                    data = self.with_cached(data.decode(), names[name]).encode()
                info = zipfile.ZipInfo(name, ZIP_TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                target.writestr(info, data)

    def with_cached(self, xml, sheet):
        """openpyxl writes no values of formulas; an office's program does."""
        for (title, cell), value in self.cached.items():
            if title == sheet:
                xml, count = re.subn(rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v ?/?>(</v>)?', rf"\g<1><v>{value}</v>", xml)
                assert count == 1, (sheet, cell)
        # openpyxl writes 72.51 as 72.51000000000001; an office's program writes the shortest decimal that is the same number.
        return re.sub(r"<v>(-?\d+\.\d{10,})</v>", lambda m: f"<v>{float(m[1]):.15g}</v>", xml)


BLANKS = "填表说明：空白表示该年度数据未报送；“－”表示该栏不存在此项数据；数值为0的如实填0。增速一栏填百分数，不带百分号。"


def economy(folder):
    book = Book()
    office = "昆明经开区经济发展局"
    note = Sheet(book, "填报说明", 2, "2023年度质量状况分析报告数据报送说明", widths={0: 10, 1: 70})
    note.data(["一", "本表由各部门按职责填报，数据截止时间为2023年12月31日。"], ["二", "累计数填2021年至2023年三年合计，以部门年报数为准。"],
              ["三", "空白、0和“－”含义不同，见各表填表说明。"])
    s = Sheet(book, "主要经济指标", 7, "昆明经开区主要经济指标（2021—2023年）", BLANKS, office, widths={0: 6, 1: 34, 2: 10})
    s.header(["序号", "指标名称", "计量单位", "分年度", "<", "<", "三年累计"], ["^", "^", "^", "2021年", "2022年", "2023年", "2021—2023年"])
    s.data([1, "主营业务收入", "亿元", None, None, thousands(3612), thousands(9346)],
           [2, "主营业务收入增速", "%", None, None, Cell(13.4), "－"],
           [3, "规模以上固定资产投资", "亿元", None, None, Cell(99.5), Cell(351.3)],
           [4, "规模以上固定资产投资增速", "%", None, None, Cell(-21.9), "－"],
           [5, "社会消费品零售总额", "亿元", None, None, Cell(164.3), Cell(481.2)],
           [6, "社会消费品零售总额增速", "%", None, None, Cell(1.4), "－"],
           [7, "社会消费品零售总额增速回落幅度", "百分点", None, None, Cell(3), "－"])
    s.remark("注：第7项为2023年增速与前两年相比的回落幅度，为约数。")
    b = Sheet(book, "2023年简表", 4, "2023年主要指标简表（四舍五入到整数）", None, office, widths={1: 30})
    b.header(["序号", "指标名称", "计量单位", "2023年"])
    b.data([1, "规模以上工业产值", "亿元", Cell(519)], [2, "主营业务收入", "亿元", thousands(3612)])
    n = Sheet(book, "千亿级园区名单", 2, "云南省千亿级园区名单", None, None, widths={1: 24})
    n.header(["序号", "园区名称"])
    n.data(*([i, name] for i, name in enumerate(["经开区", "高新区", "滇池度假区", "安宁产业园", "五华科技产业园", "玉溪高新区", "曲靖经开区"], 1)))
    book.save(f"{folder}/经济发展局.xlsx")


def statistics(folder):
    book = Book()
    office = "昆明经开区统计中心"
    s = Sheet(book, "规模以上工业", 3, "规模以上工业产值年报", "填表说明：按当年价格计算；三年累计由公式生成，请勿改动。", office, widths={1: 26, 2: 26})
    s.header(["年度", "规模以上工业产值（亿元）", "备注"])
    first = s.row + 1
    s.data(["2021年", Cell(534.5, "0.0"), None], ["2022年", Cell(521.6, "0.0"), None], ["2023年", Cell(518.8, "0.0"), "快报数519亿元"],
           ["2021—2023年", Cell(1574.9, "0.0", f"=SUM(B{first}:B{first + 2})"), "三年累计"])
    g = Sheet(book, "工业增加值增速", 4, "规模以上工业增加值增速（可比价）", BLANKS, office)
    g.header(["地区", "规模以上工业增加值增速（%）", "<", "<"], ["^", "2021年", "2022年", "2023年"])
    g.data(["经开区", None, None, Cell(4.2)], ["昆明市", None, None, Cell(6.6)])
    book.save(f"{folder}/统计中心.xlsx")


def finance(folder):
    book = Book()
    office = "昆明经开区财政局"
    s = Sheet(book, "预算收入", 5, "财政预算收入情况表", BLANKS, office, "亿元", widths={0: 26})
    s.header(["指标名称", "分年度", "<", "<", "三年累计"], ["^", "2021年", "2022年", "2023年", "2021—2023年"])
    s.data(["一般公共预算收入", None, None, Cell(39.3), Cell(118.6)], ["政府性基金预算收入", None, None, Cell(3), Cell(20.1)])
    p = Sheet(book, "占全市比重", 5, "预算收入占昆明市总量的比重", BLANKS, office, "%", widths={0: 34})
    p.header(["指标名称", "2021年", "2022年", "2023年", "备注"])
    p.data(["一般公共预算收入占全市比重", None, None, Cell(7), None], ["政府性基金预算收入占全市比重", None, None, Cell(1.9), None])
    book.save(f"{folder}/财政局.xlsx")


def commerce(folder):
    book = Book()
    office = "昆明经开区商务和投资促进局"
    t = Sheet(book, "对外贸易", 7, "对外贸易情况表", BLANKS, office, widths={0: 36, 6: 14})
    t.header(["指标名称", "计量单位", "分年度", "<", "<", "三年累计", "备注"], ["^", "^", "2021年", "2022年", "2023年", "2021—2023年", "^"])
    t.data(["实际开展进出口业务的外贸企业数", "家", None, None, Cell(200), "－", "约数，每年"],
           ["外贸进出口总额", "亿元", None, None, Cell(54.3), Cell(113.9), None])
    s = Sheet(book, "招商引资", 6, "招商引资情况表", BLANKS, office, widths={0: 36, 5: 26})
    s.header(["指标名称", "计量单位", "2021年", "2022年", "2023年", "备注"])
    s.data(["引进市外/省外内资", "亿元", None, None, Cell(143.91, "0.00"), "2023年为到位省外内资"],
           ["到位省外内资占全市比重", "%", None, None, Cell(10.52, "0.00"), None],
           ["实际利用外资", "万美元", None, None, thousands(6500), None],
           ["实际利用外资占全市比重", "%", None, None, Cell(11.84, "0.00"), None],
           ["招商引资综合成绩位次", "位", None, None, Cell(1), "开发区板块"])
    c = Sheet(book, "三年累计", 4, "招商引资三年累计数", None, office, widths={0: 26, 3: 26})
    c.header(["指标名称", "计量单位", "2021—2023年", "备注"])
    c.data(["引进市外/省外内资", "亿元", Cell(520), "市外、省外口径合计"], ["实际利用外资", "亿美元", Cell(2.27, "0.00"), "超过此数"])
    book.save(f"{folder}/商务和投资促进局.xlsx")


def bonded_zone(folder):
    book = Book()
    office = "昆明综合保税区经开片区管理办公室"
    s = Sheet(book, "货物进出口", 5, "昆明综合保税区经开片区货物进出口情况表", BLANKS, office, "万元")
    s.header(["项目", "分年度", "<", "<", "三年累计"], ["^", "2021年", "2022年", "2023年", "2021—2023年"])
    first = s.row + 1
    s.data(["出口", None, None, thousands(29300), thousands(697600)], ["进口", None, None, thousands(35700), thousands(606000)],
           ["进出口合计", None, None, Cell(65000, "#,##0", f"=SUM(D{first}:D{first + 1})"), Cell(1303600, "#,##0", f"=SUM(E{first}:E{first + 1})")])
    s.row += 1
    s.data(["核对差", None, None, Cell(0, "#,##0", f"=D{first + 2}-D{first}-D{first + 1}"), Cell(0, "#,##0", f"=E{first + 2}-E{first}-E{first + 1}")])
    s.remark("注：核对差为合计减分项，应为0。")
    e = Sheet(book, "电子产品保税物流", 3, "电子产品保税物流业务占经开片区进出口总额比重", "填表说明：2021年、2022年各年均超过所填数；2023年该项业务基本未开展，不填。", office, widths={0: 34, 1: 18})
    e.header(["指标名称", "计量单位", "2021—2022年"])
    e.data(["电子产品保税物流业务占比", "%", Cell(78)])
    k = Sheet(book, "跨境电商", 3, "跨境电商出口业务受影响企业情况", "填表说明：2022年4月以来陆续接到风险纳税人通知的跨境电商、物流企业。", office, widths={0: 34})
    k.header(["指标名称", "计量单位", "2022年"])
    k.data(["列为风险纳税人的跨境电商和物流企业数", "家", Cell(14)])
    book.save(f"{folder}/综合保税区管理办公室.xlsx")


def market(folder):
    book = Book()
    office = "昆明经开区市场监督管理局"
    s = Sheet(book, "三年累计", 3, "自贸区昆明片区新增市场主体（三年累计）", "填表说明：合计含个体工商户等，大于内资企业与外资企业之和。", office, "户", widths={0: 20})
    s.header(["登记类型", "2021—2023年", "备注"])
    s.data(["合计", thousands(50600), None], ["内资企业", thousands(28337), "其中项"], ["外资企业", thousands(133), "其中项"])
    y = Sheet(book, "2023年", 3, "自贸区昆明片区2023年新增市场主体", None, office, widths={0: 20})
    y.header(["登记类型", "计量单位", "2023年"])
    y.data(["合计", "万户", Cell(2.5)], ["内资企业", "户", thousands(15799)], ["外资企业", "户", thousands(65)])
    book.save(f"{folder}/市场监督管理局.xlsx")


def industry(folder):
    book = Book()
    office = "昆明经开区产业发展局"
    c = Sheet(book, "重点产业链", 3, "重点产业链情况表", None, office, widths={0: 24})
    c.header(["指标名称", "计量单位", "2023年"])
    c.data(["重点产业链数量", "条", Cell(5)])
    c.remark("装备制造产业、生物及大健康产业、电子信息制造及数字经济产业、新材料产业、现代物流业。")
    s = Sheet(book, "装备制造业", 4, "规模以上装备制造企业主要指标", "填表说明：亏损以负数填列；税收为税金及附加、应交增值税、所得税之和。", office, widths={0: 34, 3: 30})
    s.header(["指标名称", "计量单位", "2023年", "备注"])
    s.data(["规模以上装备制造企业数", "家", Cell(43), None], ["装备制造业主板上市公司数", "家", Cell(1), None],
           ["装备制造业工业产值", "亿元", Cell(113.8), None], ["装备制造业工业产值增速", "%", Cell(14.2), None],
           ["装备制造业营业收入", "亿元", Cell(117.1), None], ["装备制造业营业收入增速", "%", Cell(14.9), None],
           ["装备制造业利润总额", "亿元", Cell(-6.3, "0.0_);[Red]-0.0"), "亏损"], ["装备制造业利润总额增速", "%", Cell(44), "上年基数未报"],
           ["装备制造业税收", "亿元", Cell(2.74, "0.00"), None],
           ["产值超亿元装备制造企业数", "户", Cell(14), None], ["产值超5亿元装备制造企业数", "户", Cell(3), "为超亿元企业的其中项"])
    b = Sheet(book, "生物医药", 3, "生物医药及大健康产业龙头企业", None, office, widths={0: 36})
    b.header(["指标名称", "计量单位", "2023年"])
    b.data(["年销售收入超亿元生物医药企业数", "户", Cell(4)])
    book.save(f"{folder}/产业发展局.xlsx")


def high_tech_zone(folder):
    """An .ods of a neighbouring park: title and header merged, a text mark for what was not collected."""
    def text(value, columns=1):
        span = f' table:number-columns-spanned="{columns}" table:number-rows-spanned="1"' if columns > 1 else ""
        covered = '<table:covered-table-cell/>' * (columns - 1)
        return f'<table:table-cell office:value-type="string"{span}><text:p>{value}</text:p></table:table-cell>{covered}'

    def number(value, shown):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'

    rows = [text("昆明高新区主营业务收入（2021—2023年）", 5), text("填表说明：“…”表示该年度数据缺失。", 5),
            text("填报单位：昆明高新区管理委员会", 3) + text("填报人：") + text("填报日期：2024年　月　日"),
            text("指标名称") + text("计量单位") + text("2021年") + text("2022年") + text("2023年"),
            text("主营业务收入") + text("亿元") + text("…") + text("…") + number("3223.3", "3,223.3")]
    names = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
             'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"')
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
               f'<table:table table:name="主营业务收入"><table:table-column table:number-columns-repeated="5"/>{body}</table:table>'
               '</office:spreadsheet></office:body></office:document-content>')
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest {names} manifest:version="1.2">'
                f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    with zipfile.ZipFile(f"{folder}/昆明高新区.ods", "w") as target:
        for name, data, method in (("mimetype", kind, zipfile.ZIP_STORED), ("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED),
                                   ("content.xml", content, zipfile.ZIP_DEFLATED)):
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = method
            info.external_attr = 0o644 << 16
            target.writestr(info, data)


def parks_csv(folder):
    lines = ["云南省开发区基本情况,,,", "填报单位：发展和改革局,,填报人：,", "指标名称,计量单位,2022年,2023年",
             "省级以上园区数量,个,,89", "千亿级园区数量,个,,7", '主营业务收入已迈过的台阶,亿元,"3,000",']
    with open(f"{folder}/发展和改革局.csv", "wb") as out:
        out.write("\r\n".join(lines + [""]).encode("gb18030"))


def bio_csv(folder):
    lines = ["2023年生物医药及大健康产业规上企业情况,,,", "所属领域,企业数量（户）,营业收入（亿元）,增长率（%）",
             "工业,13,72.4,1.7", "商贸业,9,120.4,-4.6", "服务业,10,17.6,-6.72", "合计,32,210.4,-2.7"]
    with open(f"{folder}/生物医药产业专班.csv", "wb") as out:
        out.write(b"\xef\xbb\xbf" + "\r\n".join(lines + [""]).encode())


# ---------------------------------------------------------------- 第二章至第五章

def number(value):
    """As offices type it: thousands apart from four digits on."""
    if not isinstance(value, (int, float)):
        return value
    if isinstance(value, int) and abs(value) >= 1000:
        return thousands(value)
    return Cell(value)


def fixed(value, decimals):
    return Cell(value, "0." + "0" * decimals)


def form(book, name, title, office, header, rows, explanation=None, unit=None, widths=None, remarks=()):
    """A form whose header is one line, or a list of lines."""
    lines = header if isinstance(header[0], list) else [header]
    s = Sheet(book, name, len(lines[0]), title, explanation, office, unit, widths)
    s.header(*lines)
    s.data(*([number(value) for value in row] for row in rows))
    if remarks:
        s.remark(*remarks)
    return s


def indicators(book, name, title, office, periods, rows, explanation=BLANKS, remarks=()):
    """序号, 指标名称, 计量单位, periods, 备注. A row is (name, unit, values …, remark)."""
    header = ["序号", "指标名称", "计量单位", *periods, "备注"]
    body = [[i, *row, *[None] * (len(header) - 1 - len(row))] for i, row in enumerate(rows, 1)]
    return form(book, name, title, office, header, body, explanation, None, {0: 6, 1: 36, 2: 10, len(header) - 1: 28}, remarks)


def total(sheet, column, rows, value, fmt="#,##0"):
    """A formula cell over the `rows` rows above it."""
    return Cell(value, fmt, f"=SUM({column}{sheet.row - rows + 1}:{column}{sheet.row})")


def quality(folder):
    book = Book()
    office = "昆明经开区市场监督管理局质量监督科"
    s = Sheet(book, "监督抽查", 6, "2021—2023年国家、省、市监督抽查情况表", "填表说明：抽查由市市场监督管理局统一组织；不合格批次按实物质量填列。", office,
              widths={1: 20, 2: 46, 3: 16, 4: 26, 5: 22})
    s.header(["年度", "抽查产品类别（类）", "主要产品", "抽查批次（批次）", "实物质量不合格批次（批次）", "后处理完成批次（批次）"])
    s.data(["2021年", 31, "食品相关产品、电线电缆、蒸压加气混凝土砌块、车用玻璃水、潜水电泵、校服、肥料、床上用品、塑料购物袋等", 300, 62, 62],
           ["2022年", 13, "食品相关产品、电线电缆、蒸压加气混凝土砌块、车用玻璃水、潜水电泵、建筑防水卷材、儿童用品、牙刷等", 112, 13, 13],
           ["2023年", 33, "食品相关产品、电线电缆、钢化玻璃、建筑排水管、车用尿素水溶液、开关设备、眼镜、木质家具、取暖器、肥料等", 108, 31, 31])
    s.data(["2021—2023年", None, None, *(total(s, c, 3, v) for c, v in (("D", 520), ("E", 106), ("F", 106)))])
    indicators(book, "生产许可证", "工业产品生产许可证情况表", office, ["2023年"],
               [("获工业产品生产许可证企业数", "家", 38, "电线电缆、化肥、水泥等"), ("获证企业质量档案建档率", "%", 100), ("获证企业年审巡查率", "%", 100)])
    book.save(f"{folder}/质量监督科.xlsx")


def agriculture(folder):
    book = Book()
    office = "昆明经开区农业农村局"
    form(book, "监管对象", "农产品质量安全监管对象情况表", office, ["监管对象", "数量（家）", "已注册追溯平台（家）", "平台名称"],
         [["饲料生产企业", 20, "－", None], ["农资批发市场", 1, "－", None], ["兽药市场", 2, "－", None], ["农药经营户", 115, 115, "云南省农药数字监管平台"],
          ["兽药经营企业", 267, 267, "兽药追溯系统"], ["病原微生物实验室", 4, "－", None], ["生猪屠宰场", 2, "－", None]],
         "填表说明：“－”表示不要求注册。", widths={0: 22, 2: 22, 3: 26})
    indicators(book, "检查检测", "农业投入品检查和抽检情况表", office, ["2023年"],
               [("农业投入品检查家次", "家次", 200, "约数，200余家次"), ("农业上级抽检批次", "批次", 38), ("农业上级抽检不合格批次", "批次", 1, "兽药，已处罚")])
    s = form(book, "蔬菜检测", "蔬菜农药残留检测情况表", office, ["检测方法", "2023年"], [["定量检测", 220], ["快速检测", 300]], None, "批次", {0: 20})
    s.data(["合计", total(s, "B", 2, 520)])
    s.remark("注：检测结果全部合格。")
    indicators(book, "合格率", "检测合格率", office, ["2023年"], [("蔬菜检测合格率", "%", 100), ("肉制品检测合格率", "%", 100)], None)
    indicators(book, "屠宰环节", "生猪屠宰环节监管情况表", office, ["2023年"],
               [("屠宰场安全检查次数", "次", 92), ("屠宰环节检测车辆数", "车次", 131707), ("屠宰环节检测生猪数", "头", 1675434),
                ("无害化处理生猪数", "头", 3417), ("屠宰环境样品检测份数", "份", 43), ("瘦肉精检测数量", "次", 38238, "即3.8238万次"),
                ("肉制品定量检测批次", "批次", 80)])
    s = form(book, "龙头企业", "农业龙头企业情况表", office, ["级别", "数量（家）"], [["国家级", 4], ["省级", 15], ["市级", 18]], None, None, {0: 20})
    s.data(["合计", total(s, "B", 3, 37)])
    s.remark("注：主要产业为畜禽产品、咖啡产品、石斛产品、三七精深加工等。")
    indicators(book, "绿色有机数", "绿色食品、有机食品认证企业数", office, ["2023年"], [("绿色食品认证企业数", "家", 3), ("有机食品认证企业数", "家", 1)], None)
    form(book, "绿色有机名单", "绿色食品、有机食品认证企业及产品", office, ["序号", "公司名称", "绿色食品", "有机食品"],
         [[1, "昆明雪兰牛奶有限责任公司", "“雪兰牌”纯牛奶", None], [2, "昆明七彩云南庆沣祥茶业股份有限公司", "普洱茶系列产品", None],
          [3, "云南农垦咖啡有限公司", "咖啡产品", None], [4, "云南玖香鲜花生物科技股份有限公司", None, "玫瑰花产品"]], None, None, {0: 6, 1: 40, 2: 20})
    book.save(f"{folder}/农业农村局.xlsx")


def food(folder):
    book = Book()
    office = "昆明经开区市场监督管理局食品安全科"
    indicators(book, "分级建档", "食品生产经营单位分级建档情况表", office, ["2023年"],
               [("食品生产企业分级建档数", "家", 565), ("食品生产示范单位数", "家", 6), ("食品小作坊监管档案数", "家", 93, "阿拉街道"),
                ("食品安全“一专三员”队伍覆盖率", "%", 100)])
    form(book, "餐饮量化分级", "餐饮服务量化分级情况表", office, ["等级", "2023年"], [["合计", 1058], ["A级", 26]], "填表说明：A级为其中项，其余等级未列。", "家", {0: 20})
    s = form(book, "清真单位", "清真食品生产经营单位", office, ["类别", "2023年"],
             [["清真餐饮类", 47], ["清真肉食类", 6], ["清真副食品类", 9], ["综合类", 3]], None, "家", {0: 20})
    s.data(["合计", total(s, "B", 4, 65)])
    s = form(book, "抽检任务", "2023年食品安全抽检任务完成情况", office, ["任务来源", "抽检批次（批次）"], [["国抽、省抽、市抽", 325], ["区抽", 924]], None, None, {0: 22, 1: 20})
    s.data(["合计", total(s, "B", 2, 1249)])
    form(book, "抽检不合格", "食品安全抽检不合格批次", office, ["年度", "不合格批次（批次）", "备注"], [["2021年", None, "未报送"], ["2023年", 37, None]], BLANKS, None, {1: 22})
    s = form(book, "2022年抽检", "2022年食品安全抽检分类情况", office, ["抽检类别", "抽检批次（批次）", "不合格批次（批次）"],
             [["食用农产品", 240, 1], ["流通环节食品", 100, 0], ["昆明两会食品安全专项抽检", 15, 0], ["机动应急抽检", 33, 1]], None, None, {0: 28, 1: 20, 2: 20})
    s.data(["合计", total(s, "B", 4, 388), total(s, "C", 4, 2)])
    s.remark("注：机动应急抽检批次和合计按分项合格率复核后填列。")
    s = Sheet(book, "食品案件", 7, "2021—2023年办理食品案件明细", "填表说明：没收违法所得、罚款以万元填列，保留两位小数。", office, widths={4: 12, 5: 22})
    s.header(["时间", "办理食品案件数量（件）", "<", "<", "<", "没收违法所得（万元）", "罚款（万元）"], ["^", "生产环节", "经营环节", "餐饮服务环节", "小计", "^", "^"])
    for year, a, b, c, gains, fines in (("2021年", 50, 7, 5, 13.53, 72.51), ("2022年", 24, 19, 0, 5.49, 60.4), ("2023年", 43, 21, 6, 6.05, 93.01)):
        row = s.row + 1
        s.data([year, a, b, c, Cell(a + b + c, "0", f"=SUM(B{row}:D{row})"), fixed(gains, 2), fixed(fines, 2)])
    s.data(["2021—2023年", *(total(s, k, 3, v, f) for k, v, f in (("B", 117, "0"), ("C", 47, "0"), ("D", 11, "0"), ("E", 175, "0"),
                                                               ("F", 25.07, "0.00"), ("G", 225.92, "0.00")))])
    indicators(book, "专项整治", "食品安全专项行动情况表", office, ["2023年"],
               [("校园食品安全排查食堂数", "个", 82, "按食堂计"), ("校园食品安全检查执法人员人次", "人次", 156), ("校园周边食品经营户检查数", "户", 86),
                ("校园食品安全责任书签订份数", "份", 70), ("考点周边重点监督经营户数", "家", 50, "约数，50余家"), ("禁捕渔获物检查人员人次", "人次", 205)])
    s = form(book, "禁捕检查", "禁捕渔获物专项检查户次", office, ["检查场所", "2023年"], [["超市", 125], ["集贸市场", 86], ["餐饮单位", 273]], None, "户次", {0: 20})
    s.data(["合计", total(s, "B", 3, 484)])
    s = form(book, "餐饮规模", "2021—2023年餐饮行业规模状况", office, ["规模", "2021年", "2022年", "2023年"],
             [["大型餐饮企业", 25, 33, 45], ["中型餐饮企业", 108, 149, 234], ["小型餐饮店", 917, 951, 1455], ["快餐饮品店", 897, 1096, 154],
              ["集中用餐配送单位", 3, 5, 7], ["中央厨房", 4, 7, 8]], None, "家", {0: 22})
    s.data(["合计", total(s, "B", 6, 1954), total(s, "C", 6, 2241), total(s, "D", 6, 1903)])
    book.save(f"{folder}/食品安全科.xlsx")


def education_csv(folder):
    lines = ["学校食堂及“互联网+明厨亮灶”建设情况,,,", "填报单位：教育体育局,,填报人：,", "指标名称,计量单位,2023年,备注",
             "设食堂的中小学和幼儿园数,所,49,", "接入省级互联网监管系统的学校数,所,2,市教体局统筹推进"]
    with open(f"{folder}/教育体育局.csv", "wb") as out:
        out.write("\r\n".join(lines + [""]).encode("gb18030"))


def customs(folder):
    book = Book()
    indicators(book, "花卉种子减免税", "花卉种子进口减免税情况表", "昆明海关", ["2023年"],
               [("花卉种子征免税确认通知书份数", "份", 1465, "政策落地以来累计"), ("花卉种子减免税款", "万元", 2612, "政策落地以来累计"),
                ("花拍中心交易鲜切花品种数", "个", 3000, "超过此数")])
    book.save(f"{folder}/昆明海关.xlsx")


def drugs(folder):
    book = Book()
    office = "昆明经开区市场监督管理局药械科"
    s = form(book, "药品零售", "药品零售企业情况表", office, ["企业类型", "2023年末"], [["连锁药店", 111], ["单体药店", 59]], None, "家", {0: 20})
    s.data(["合计", total(s, "B", 2, 170)])
    form(book, "医疗器械经营", "医疗器械经营企业情况表", office, ["类别", "2023年末"], [["合计", 522], ["三类医疗器械经营企业", 310], ["二类医疗器械备案企业", 496]],
         "填表说明：同一企业可兼营二类和三类，两类之和大于合计。", "家", {0: 28})
    s = form(book, "医疗机构", "医疗机构情况表", office, ["类别", "2023年末"],
             [["综合医院（门诊部）", 7], ["社区卫生服务站（中心）", 20], ["村卫生室", 11], ["普通诊所", 97], ["其余类别", 34]], None, "家", {0: 28})
    s.data(["合计", total(s, "B", 5, 169)])
    indicators(book, "其他", "器械生产和疫苗接种单位", office, ["2023年末"], [("第一类医疗器械生产企业数", "家", 10), ("疫苗接种单位数", "家", 21)])
    s = form(book, "抽检", "药品、医疗器械、化妆品抽检情况表", office, ["抽检任务", "2021—2023年"],
             [["国家化妆品抽检", 4], ["省级医疗器械抽检", 18], ["市级药品抽检", 30], ["区级药品抽检", 35], ["区级化妆品抽检", 115]], None, "批次", {0: 24, 1: 18})
    s.data(["合计", total(s, "B", 5, 202)])
    indicators(book, "抽检合格率", "药品、医疗器械、化妆品抽检合格率", office, ["2021—2023年"], [("药械化抽检合格率", "%", 100)], None)
    book.save(f"{folder}/药械科.xlsx")


def special_equipment(folder):
    book = Book()
    office = "昆明经开区市场监督管理局特种设备安全监察科"
    s = form(book, "设备数量", "特种设备数量变化情况", office, ["特种设备", "2021年", "2022年", "2023年"],
             [["锅炉", 180, 129, 118], ["压力容器", 1157, 1280, 1318], ["压力管道", 0, 86, 173], ["电梯", 3625, 4055, 4384],
              ["起重机械", 2012, 1941, 2050], ["场(厂)内机动车辆", 1544, 1613, 1826]], "填表说明：压力管道按条计；数值为0的如实填0。", "台", {0: 24})
    s.data(["合计", total(s, "B", 6, 8518), total(s, "C", 6, 9104), total(s, "D", 6, 9869)])
    s = Sheet(book, "使用和生产单位", 5, "特种设备使用和生产单位数量变化情况", "填表说明：“－”表示该年度无此类单位。", office, "家", {0: 24})
    s.header(["特种设备", "类别", "2021年", "2022年", "2023年"])
    s.data(["特种设备使用单位数", None, 592, thousands(1412), 642],
           *(["特种设备生产单位数", kind, "－", then, now] for kind, then, now in (("锅炉", 1, "－"), ("压力容器", 1, 1), ("电梯", 1, "－"), ("气瓶充装", 4, 4))))
    s = form(book, "监督检查", "2023年特种设备监督检查情况", office, ["检查设备", "数量", "备注"],
             [["锅炉", 60, None], ["压力容器", 1056, None], ["电梯", 2080, None], ["起重机械", 1099, None], ["厂内车辆", 1000, None],
              ["压力管道", 131, "条，长2400米"]], "填表说明：压力管道按条计入合计。", "台", {0: 20})
    s.data(["合计", total(s, "B", 6, 5426), None])
    indicators(book, "安全状况", "特种设备安全状况", office, ["2023年"],
               [("特种设备事故起数", "起", 1), ("特种设备事故死亡人数", "人", 1), ("特种设备定期检验率", "%", fixed(98.53, 2), "锅炉、三类压力容器、电梯"),
                ("新装特种设备注册登记率", "%", fixed(98.53, 2)), ("特种设备安全监察人员数", "人", 3, "含分管领导"), ("检查特种设备使用单位数", "家", 315),
                ("检查压力管道长度", "米", 2400)])
    book.save(f"{folder}/特种设备安全监察科.xlsx")


def online_csv(folder):
    lines = ["网络交易基本情况,,,,,", "填报单位：网络交易监督管理科,,,填报人：,,", "指标名称,计量单位,2021年,2022年,2023年,备注",
             "网络经营主体数,户,,,\"8,489\",截至2023年12月", "跨境电商进口企业数,家,,,10,约数", "网上零售额,亿元,2.26,,10.46,"]
    with open(f"{folder}/网络交易监督管理科.csv", "wb") as out:
        out.write("\r\n".join(lines + [""]).encode())


def construction(folder):
    book = Book()
    office = "昆明经开区规划建设局"
    indicators(book, "建筑工程", "房屋建筑工程质量监督情况表", office, ["2023年", "2021—2023年"],
               [("核发施工许可证数", "件", 17, 60), ("施工许可证覆盖率", "%", 100, "－"), ("质量监督注册份数", "份", 18, None), ("在建项目质量检查率", "%", 100, "－"),
                ("重大工程质量事故起数", "起", 0, None), ("竣工工程合格率", "%", 100, "－"), ("单位工程竣工验收率", "%", 100, "－"), ("竣工验收备案件数", "件", 23, None)])
    indicators(book, "标准化工地", "国际供应链示范中心项目工艺参数", office, ["2023年"],
               [("场地最大填土深度", "米", 7.5), ("分层回填厚度上限", "毫米", 300), ("小型机械夯填范围", "米", 1), ("成桩养护时间", "日", 28), ("反坎高度", "毫米", 500)], None)
    book.save(f"{folder}/规划建设局.xlsx")


def logistics(folder):
    book = Book()
    office = "口岸与物流办公室"
    indicators(book, "物流枢纽", "昆明—磨憨陆港型枢纽运行情况表", office, ["2023年"],
               [("枢纽货物吞吐量", "万吨", thousands_fixed(3548.16)), ("枢纽物流业务总收入", "亿元", fixed(19.41, 2)), ("国际货运班列通过量", "列次", 2640),
                ("铁路货运班列开行数量", "列", 1548), ("中老铁路国际货运列车开行数量", "列", 425), ("中老铁路国际货运列车开行数量增速", "%", 40, "近40%"),
                ("国际公路货运班车通过量", "万辆次", fixed(25.88, 2)), ("口岸过货量", "万吨", fixed(663.85, 2)), ("进口货物整体通关时间", "小时", 7.6),
                ("出口货物整体通关时间", "小时", 0.1)])
    form(book, "经营主体", "枢纽经营主体情况表", office, ["类别", "2023年末"], [["合计", 936], ["物流企业", 207], ["A级物流企业", 5]], "填表说明：后两行为其中项。", "家", {0: 22})
    indicators(book, "智慧口岸", "磨憨公路口岸智慧化改造成效", office, ["2023年", "2025年"],
               [("卡口改造前通行时间下限", "分钟", 8, "－"), ("卡口改造前通行时间上限", "分钟", 10, "－"), ("卡口改造后通行时间", "分钟", 4, "－"),
                ("口岸改造前日均通关量", "辆", 360, "－"), ("口岸改造后日均通关量", "辆", 720, "－"), ("磨憨公路口岸规划年货运量下限", "万吨", "－", 600),
                ("磨憨公路口岸规划年货运量上限", "万吨", "－", 700)])
    book.save(f"{folder}/口岸与物流办公室.xlsx")


def thousands_fixed(value):
    return Cell(value, "#,##0.00")


def government(folder):
    book = Book()
    office = "昆明经开区政务服务管理局"
    indicators(book, "政务事项", "政务服务事项情况表", office, ["2023年"],
               [("线上综合窗口覆盖事项数", "项", 935), ("线下综合窗口覆盖事项数", "项", 834, "不含行政征收事项"), ("政务服务事项进驻比例", "%", 100),
                ("政务服务事项数", "项", 940, "不含涉密事项"), ("办理深度二级及以上事项数", "项", 899), ("办理深度四级事项数", "项", 895),
                ("行政许可事项全程网办率", "%", 97.9), ("零跑腿事项比例", "%", 97.9), ("差评整改完成率", "%", 100), ("差评按时整改率", "%", 100),
                ("一部手机办事通事项数", "项", 734), ("一部手机办事通宣传活动次数", "次", 4), ("企业准营主题事项数", "项", 6, "市级主题事项的其中项")])
    form(book, "主题事项", "主题事项推广应用情况表", office, ["级别", "主题事项数（项）", "办结件数（件）"], [["省级", 16, 34], ["市级", 24, 549]],
         "填表说明：市级办结件数为企业准营6项。", None, {1: 20, 2: 20})
    form(book, "承诺时限", "承诺时限和即办件情况表", office, ["地区", "承诺时限压缩比（%）", "即办件比例（%）", "平均跑动次数（次）"],
         [["经开区", 92.6, 85.6, fixed(0.05, 2)], ["自贸区昆明片区", 92.5, 63.7, fixed(0.05, 2)]], "填表说明：平均跑动次数小于所填数；自贸区即办件比例为省级赋权事项。", None,
         {0: 22, 1: 22, 2: 20, 3: 22})
    indicators(book, "自助终端", "“e办通”自助终端情况表", office, ["2023年"],
               [("自助终端机台数", "台", 10), ("跨省办理覆盖省份数", "个", 10), ("跨省办理覆盖城市数", "个", 40, "约数，40余个"), ("跨省办理事项数", "项", 1670),
                ("全市自助办理事项数", "个", 267), ("自助终端咨询及办件次数", "次", 3399, "约数，3399余次")])
    indicators(book, "涉外专窗", "外国人来华投资工作专窗情况表", office, ["2023年"],
               [("专窗协同部门数", "个", 4), ("专窗设立前审批次数", "次", 3), ("专窗设立前办理时限", "个工作日", 10, "至少"), ("专窗办理时限", "个工作日", 3),
                ("专窗接待办理件数", "件", 244, "约数")])
    indicators(book, "服务创新", "服务创新发展情况表", office, ["2023年"],
               [("承接省市赋权事项数", "个", 176), ("营商环境观察点数", "个", 22), ("政企沟通活动次数", "次", 511), ("政企沟通服务企业数", "家", 647),
                ("医药行业审批时限压减比例", "%", 80, "近80%"), ("医药行业申请材料压减比例", "%", 70, "近70%"), ("入驻法律服务链平台机构数", "家", 93),
                ("自贸区诉讼服务结案数", "件", 2000, "约数，2000余件"), ("国际商事调解案件数", "件", 78), ("国际商事调解标的额", "万元", 2857, "约数"),
                ("仲裁中心收案数", "件", 14), ("仲裁中心开庭件数", "件", 4), ("核心业务闭环数", "项", 9), ("专题辅导企业数", "家", 300, "约数，300余家")])
    book.save(f"{folder}/政务服务管理局.xlsx")


def financial_services(folder):
    book = Book()
    office = "昆明经开区财政金融局"
    indicators(book, "昆易贷", "“昆易贷”工作情况表", office, ["2023年"],
               [("昆易贷政策宣讲会次数", "次", 12), ("昆易贷白名单联审会次数", "次", 10), ("昆易贷白名单企业数", "家", 210), ("昆易贷贷款户数", "家", 131),
                ("昆易贷累计授信金额", "万元", Cell(38293.7, "#,##0.00")), ("昆易贷贷款金额", "万元", thousands_fixed(36080.72)), ("昆易贷拨付贴息资金", "万元", 171)])
    s = form(book, "金融机构", "现有金融机构情况表", office, ["序号", "金融机构名称", "数量", "备注"],
             [[1, "银行机构", 40, "以昆明自贸区支行命名的银行机构10家"], [2, "期货经纪公司", 1, None], [3, "金融租赁机构", 1, "一级法人"],
              [4, "融资租赁公司", 19, "2家已纳入云南省地方金融组织开业机构名单"], [5, "小额贷款公司", 4, "注册并经营"],
              [6, "融资担保公司（正常经营）", 2, "拥有融资担保经营许可证"], [7, "融资担保公司（待行业退出）", 31, None],
              [8, "股权投资基金管理股份有限公司", 27, "已在中国证券投资基金业协会备案"]], None, "家", {0: 6, 1: 36, 3: 42})
    s.data([None, "合计", total(s, "C", 8, 125), None])
    indicators(book, "其中项", "金融机构其中项", office, ["2023年"], [("以昆明自贸区支行命名的银行机构数", "家", 10), ("纳入省名单的融资租赁公司数", "家", 2)], None)
    book.save(f"{folder}/财政金融局.xlsx")


def civil_affairs(folder):
    book = Book()
    indicators(book, "养老服务", "健康养老服务情况表", "昆明经开区民政局", ["2023年"],
               [("社区数", "个", 31), ("居家养老服务中心数", "家", 11), ("居家养老服务中心床位数", "床", 200), ("街道级综合养老服务中心数", "家", 2),
                ("老年幸福食堂数", "家", 7), ("民办养老机构数", "家", 1), ("护理型床位数", "床", 127)])
    book.save(f"{folder}/民政局.xlsx")


def infrastructure(folder):
    book = Book()
    office = "昆明经开区市场监督管理局标准计量认证科"
    form(book, "检验检测机构", "检验检测认证机构情况表", office, ["类别", "2023年末"], [["合计", 95], ["检验检测机构", 88], ["认证机构", 13]],
         "填表说明：一家机构可兼有两种资质，两类之和大于合计。", "家", {0: 22})
    indicators(book, "规模以上", "规模以上检验检测机构", office, ["2023年"],
               [("规模以上检验检测机构数", "家", 23), ("规模以上检验检测机构占全市比重", "%", 70), ("检验检测技术领域数", "个", 5)])
    s = form(book, "认证证书", "现有获认证证书明细", office, ["序号", "证书名称", "证书数量"],
             [[1, "质量管理体系认证", 334], [2, "环境管理体系认证", 211], [3, "职业健康安全管理体系认证", 202], [4, "知识产权管理体系认证", 33],
              [5, "商品售后服务资质认证", 19], [6, "有机产品认证", 17], [7, "信息安全服务资质认证", 14], [8, "能源管理体系认证", 12],
              [9, "信息技术服务管理体系认证", 4], [10, "其他自愿性工业产品认证", 322]], None, "个", {0: 6, 1: 32})
    s.data([None, "合计", total(s, "C", 10, 1168)])
    indicators(book, "认证认可", "认证认可情况表", office, ["2023年"],
               [("获证组织数", "家", 461), ("颁证认证机构数", "家", 107), ("强制性产品认证证书数", "个", 12), ("强制性产品认证符合性声明数", "个", 226)])
    indicators(book, "计量器具", "计量器具检定情况表", office, ["2023年", "2021—2023年"],
               [("计量器具保有量", "台", 2600, "－"), ("计量定检机构数", "家", 4, "－"), ("计量器具定检数量", "台", None, 7824)])
    indicators(book, "计量服务", "计量服务活动情况表", office, ["2023年"],
               [("计量技术服务队数", "个", 6), ("计量服务走访企业数", "家", 38), ("计量服务调研问卷份数", "份", 185), ("计量服务座谈人次", "人次", 257),
                ("计量服务培训人次", "人次", 312), ("计量服务解决问题数", "个", 18), ("计量服务完善测量管理体系企业数", "家", 57), ("计量服务经典案例数", "个", 3),
                ("计量走访帮扶企业数", "家", 22), ("推荐计量专家的机构数", "家", 4), ("推荐计量专家人数", "人", 12),
                ("定量包装计量保证能力自我声明企业数", "家", 5), ("违反计量法规立案单位数", "家", 8), ("使用未经检定计量器具案件数", "件", 98),
                ("关注计量服务公众号企业数", "家", 92), ("昆明质量在线注册企业数", "家", 125)])
    form(book, "计量督查", "计量监督检查情况表", office, ["检查事项", "单位数（家）"],
         [["重点用能单位能源计量", 3], ["食品过度包装计量", 6], ["粮食收购加工销售企业强检器具", 4], ["集贸市场强检器具", 124], ["眼镜制配场所", 15], ["集贸市场", 13]],
         None, None, {0: 36})
    form(book, "专项检查器具", "计量专项检查器具数", office, ["器具类别", "数量（台）"], [["眼镜制配计量器具", 68], ["计价秤等计量器具", 1024]], None, None, {0: 26})
    s = form(book, "上报标准", "企业上报标准情况表", office, ["标准级别", "项数"], [["国家标准", 16], ["行业标准", 24], ["地方标准", 0], ["企业标准", 575]],
             "填表说明：数值为0的如实填0。", "项", {0: 20})
    s.data(["合计", total(s, "B", 4, 615)])
    indicators(book, "标准其他", "标准化其他情况", office, ["2023年"],
               [("上报标准企业数", "家", 101), ("上报标准涵盖产品数", "种", 963), ("团体标准数", "个", 1, "2017年《卷烟包装印刷品质量控制》")])
    book.save(f"{folder}/标准计量认证科.xlsx")


def penalties(folder):
    book = Book()
    s = form(book, "行政处罚", "立案办理行政处罚案件情况表", "昆明经开区市场监督管理局法规科", ["办案程序", "2023年", "2021—2023年"],
             [["普通程序", 295, 472], ["简易程序", 10, 20]], "填表说明：合计由公式生成；分年、分类型件数未报送。", "件", {0: 20, 2: 18})
    s.data(["合计", total(s, "B", 2, 305), total(s, "C", 2, 492)])
    book.save(f"{folder}/法规科.xlsx")


def complaints(folder):
    book = Book()
    office = "昆明经开区市场监督管理局投诉举报中心"
    s = form(book, "承办科室", "2023年全国12315平台投诉举报办结情况", office, ["序号", "单位", "受理", "已办结", "办理中"],
             [[1, "综合监管一科（阿拉）", 3797, 3641, 156], [2, "综合监管二科（洛羊）", 2597, 2319, 278], [3, "综合管理二科", 1083, 551, 1]],
             "填表说明：数据截止2024年1月4日；受理件中有的不予受理、移送或者合并，不计入已办结和办理中。", "件", {0: 6, 1: 26})
    s.data([None, "合计", total(s, "C", 3, 7477), total(s, "D", 3, 6511), total(s, "E", 3, 435)])
    indicators(book, "增减变动", "投诉举报增减变动情况", office, ["2023年"],
               [("全国12315平台投诉举报件数增速", "%", fixed(4.28, 2)), ("投诉举报办结率比上年下降幅度", "百分点", fixed(4.69, 2)),
                ("排名前十投诉热点占投诉总量比重", "%", fixed(36.86, 2)), ("排名前十举报热点占举报总量比重", "%", fixed(39.65, 2)),
                ("交通运输服务投诉占比比上年上升幅度", "百分点", fixed(8.03, 2)), ("首位热点企业占比比上年上升幅度", "百分点", fixed(22.46, 2)),
                ("次位热点企业占比比上年下降幅度", "百分点", fixed(6.12, 2)), ("服务投诉举报涉及行业数", "个", 20), ("商品投诉举报涉及行业数", "个", 20)])
    s = form(book, "受理渠道", "各类投诉举报受理情况", office, ["受理渠道", "2023年", "备注"],
             [["全国12315平台", 7477, None], ["市长热线", 4200, None], ["分局办公室转办信件", 190, None], ["市局转办信件", 498, None], ["营商环境件", 34, None],
              ["信访件", 92, None], ["咨询", 5368, "个次"]], None, "件", {0: 24})
    s.data(["合计", total(s, "B", 7, 17859), None])

    def ranked(name, title, head, rows, whole, note):
        form(book, name, title, office, [head, "2023年"], [["合计", whole], *rows], note, "件", {0: 40})

    some = "填表说明：只列排名前十（并列同位）的各项，合计为全部。"
    ranked("投诉热点", "2023年投诉热点问题", "热点问题",
           [["其它食品", 253], ["航空客运服务", 93], ["出租车服务", 85], ["其它", 80], ["普洱茶", 76], ["公路客运服务", 66], ["其它客运服务", 63],
            ["非特殊用途化妆品", 58], ["其它水果", 50], ["咖啡固体饮料", 44]], 1134, some)
    ranked("举报热点", "2023年举报热点问题", "热点问题",
           [["其它食品", 116], ["非特殊用途化妆品", 53], ["其他日杂用品", 53], ["其它", 50], ["中西成药", 48], ["普洱茶", 39], ["其它茶", 25], ["其他农资用品", 20],
            ["中成药", 19]], 595, "填表说明：排名前十中有一项名称未报，只列报送名称的九项，合计为全部。")
    ranked("服务行业", "2023年服务投诉举报排名前十的行业", "行业",
           [["交通运输服务", 442], ["销售服务", 89], ["餐饮和住宿服务", 54], ["教育培训服务", 49], ["卫生保健社会福利", 46], ["互联网服务", 45], ["旅游服务", 45],
            ["美容美发洗浴服务", 40], ["文化娱乐体育服务", 28], ["租赁服务", 28], ["其他服务", 28], ["邮政服务", 26], ["制作保养和维修服务", 24]], 1023, some)
    ranked("商品行业", "2023年商品投诉举报排名前十的行业", "行业",
           [["食品", 2503], ["药品", 201], ["交通工具", 176], ["化妆品", 133], ["家居用品", 121], ["农资用品", 120], ["其他商品", 48], ["装修建材", 46],
            ["卫生用品", 46], ["服装鞋帽", 36], ["房屋", 35]], 3651, some)
    ranked("热点企业", "2023年投诉举报热点企业（内部资料）", "企业名称",
           [["云南嘀嗒出行新能源发展有限公司", 306], ["昆明航空有限公司", 149], ["昆明安金商贸有限公司", 134], ["一心堂药业集团股份有限公司", 94],
            ["云南白药集团健康产品有限公司", 54], ["昆明雪兰牛奶有限责任公司", 50], ["云南潘祥记工贸有限公司", 50], ["云南人民大药房有限公司", 46],
            ["云南白药集团智云健康服务有限公司", 42], ["聚多多电子商务云南有限公司", 38], ["滇二娃生物科技（云南）有限公司", 34]], 1220,
           "填表说明：只列排名前十（并列同位）的企业，合计为排名前20的热点企业。")
    s = Sheet(book, "汇总", 6, "投诉举报热点汇总表", "填表说明：2022年数由2023年数减增减数得出，公式生成，请勿改动。", office, widths={0: 34})
    s.header(["指标名称", "计量单位", "2022年", "增减", "2023年", "备注"])
    for name, unit, now, change in (("投诉热点件数", "件", 1134, -363), ("举报热点件数", "件", 595, -240), ("服务投诉举报件数", "件", 1023, 358),
                                    ("商品投诉举报件数", "件", 3651, 139), ("热点企业投诉举报件数", "件", 1220, -78), ("投诉举报热点企业数", "家", 20, -10)):
        row = s.row + 1
        s.data([name, unit, Cell(now - change, "#,##0", f"=E{row}-D{row}"), Cell(change), thousands(now), None])
    form(book, "食品投诉环节", "食品投诉各环节首要问题占比", office, ["环节", "占本环节比重（%）", "首要问题"],
         [["生产环节", 35.8, "预包装食品没有标签，标注事项不完整、不真实"], ["销售环节", fixed(20.24, 2), "法律、法规或者食品安全标准规定应当标明的其他事项"],
          ["餐饮服务环节", fixed(53.13, 2), "（未报送）"], ["农产品市场销售环节", fixed(66.67, 2), "经营腐败变质、霉变生虫、污秽不洁、混有异物、掺假掺杂或者感官性状异常的食用农产品"]],
         None, None, {0: 22, 1: 20, 2: 60})
    book.save(f"{folder}/投诉举报中心.xlsx")


def intellectual_property(folder):
    book = Book()
    office = "昆明经开区知识产权局"
    indicators(book, "专利授权", "专利授权情况表", office, ["2023年"],
               [("专利授权量", "件", 2808), ("专利授权量占全市比重", "%", fixed(13.84, 2)), ("发明专利授权量", "件", 749), ("发明专利授权量增速", "%", 63),
                ("发明专利授权量占全市比重", "%", fixed(15.07, 2))])
    s = form(book, "累计专利", "累计专利授权总量", office, ["专利类型", "2023年末"], [["发明专利", 2756], ["实用新型", 13912], ["外观专利", 1128]], None, "件", {0: 20})
    s.data(["合计", total(s, "B", 3, 17796)])
    form(book, "专利转让", "专利转让情况表", office, ["期间", "专利转让数量（件）"], [["2020年6—12月", 59], ["2021年", None], ["2022年", None], ["2023年", None], ["2021—2023年", 589]],
         BLANKS, None, {0: 22, 1: 24})
    form(book, "知识产权企业", "知识产权优势、示范、试点企业", office, ["类别", "2023年末"],
         [["国家级知识产权优势企业", 27], ["国家级知识产权示范企业", 1], ["云南省知识产权优势企业", 74], ["昆明市知识产权试点示范企业", 40]], None, "家", {0: 32})
    form(book, "专利奖", "专利奖获奖情况", office, ["奖项", "2023年末"], [["中国专利奖", 8], ["云南省专利奖", 22]], None, "项", {0: 22})
    form(book, "专利密集型产品", "专利密集型产品情况", office, ["状态", "2023年末"], [["合计", 68], ["已认定", 28]], None, "个", {0: 22})
    indicators(book, "金融与服务", "知识产权金融和运营服务情况表", office, ["2023年"],
               [("认定专利密集型产品占全市比重", "%", 28), ("知识产权质押融资单数", "单", 30), ("知识产权质押融资金额", "亿元", fixed(4.23, 2)),
                ("知识产权质押融资金额占全市比重", "%", Cell(33.3333333333333, "0.0", "=100/3"), "三分之一"), ("质押融资风险补偿资金池", "万元", 1000),
                ("知识产权服务带动企业主营业务收入", "亿元", fixed(48.82, 2)), ("知识产权服务出口额", "万元", fixed(866.89, 2)),
                ("专利大数据平台覆盖国家数", "个", 100, "超过此数"), ("引进知识产权服务机构数", "家", 20, "约数，20余家"),
                ("知识产权金融平台产品数", "项", 13), ("知识产权金融平台发布需求金额", "亿元", 13, "超过此数"), ("知识产权金融平台完成需求金额", "亿元", 3, "超过此数"),
                ("片区累计知识产权质押融资金额", "亿元", 4, "突破此数")])
    indicators(book, "昆磨跨区通", "专利预审服务情况表", office, ["2023年"],
               [("专利预审平均周期", "天", 4.3), ("预审后发明专利最快授权时间", "个工作日", 22), ("预审后实用新型最快授权时间", "个工作日", 5),
                ("预审后外观设计最快授权时间", "个工作日", 4), ("预审周期缩短比例", "%", 90, "超过此数")])
    book.save(f"{folder}/知识产权局.xlsx")


def innovation(folder):
    book = Book()
    office = "昆明经开区科技创新局"
    indicators(book, "企业培育", "企业培育情况表", office, ["2021年", "2022年", "2023年"],
               [("新增规模以上工业企业数", "户", None, None, 23), ("升规培育库企业数", "家", None, None, 200, "约数，近200家"),
                ("升规线上调查企业数", "家", None, None, 100, "约数，100余家"), ("升规线下走访企业数", "家", None, None, 40, "约数，40余家"),
                ("新增高新技术企业数", "家", None, None, 58), ("新增高新技术企业占全市比重", "%", None, None, fixed(15.89, 2)), ("高新技术企业保有量", "家", None, None, 334)])
    form(book, "专精特新", "专精特新企业情况表", office, ["地区", "专精特新“小巨人”企业（户）", "专精特新中小企业（户）", "创新型中小企业（户）"],
         [["云南省", 88, 803, 1947], ["经开区", 13, 97, 140]], None, None, {1: 28, 2: 26, 3: 24})
    form(book, "2023年培育", "2023年新培育专精特新企业", office, ["梯度", "2023年"], [["专精特新“小巨人”企业", 3], ["专精特新中小企业", 66], ["创新型中小企业", 82]], None, "户", {0: 28})
    s = form(book, "创新平台", "各级各类创新平台", office, ["级别", "2021年"], [["国家级", 5], ["省级", 91], ["市级", 87]], None, "个", {0: 20})
    s.data(["合计", total(s, "B", 3, 183)])
    book.save(f"{folder}/科技创新局.xlsx")


def talents(folder):
    book = Book()
    indicators(book, "人才", "人才工作情况表", "昆明经开区党群工作部", ["2023年"],
               [("引进高层次高技能人才数", "人", 392), ("人才总量", "万人", fixed(9.14, 2)), ("人才密度", "%", fixed(30.98, 2)), ("紧缺人才目录涵盖行业数", "个", 12),
                ("紧缺人才目录涵盖岗位数", "个", 228), ("人才战略合作单位数", "家", 43), ("参加人才政策调研企业数", "家", 20, "约数，20余家"),
                ("人才公寓入住率", "%", 90, "不低于"), ("人才公寓满意度", "%", 97)])
    book.save(f"{folder}/党群工作部.xlsx")


def brands(folder):
    book = Book()
    office = "实施质量强区战略领导小组办公室"
    s = form(book, "主任质量奖", "历届获昆明经开区主任质量奖的组织", office, ["届次", "年度", "获奖机构名称", "获奖数量（家）"],
             [["第一届", "2015年", "七彩云南庆沣祥茶业股份有限公司", 1], ["第二届", "2016年", "昆明雪兰牛奶有限责任公司、云南巨力电力（集团）有限公司", 2],
              ["第三届", "2017年", "云南省云缆电缆（集团）有限公司、昆明圣火药业（集团）有限公司", 2], ["第四届", "2018年", "云南昆船电子设备有限公司、昆明海天电线电缆有限公司", 2],
              ["第五届", "2020年", "云南新创新交通建设股份有限公司、云南商测质量检验技术服务有限公司", 2],
              ["第六届", "2022年", "昆明市第三中学经开区学校、云南自由贸易试验区建设工程有限公司", 2]], None, None, {2: 60, 3: 18})
    s.data(["合计", None, None, total(s, "D", 6, 11)])
    form(book, "省市质量奖", "历届获省、市政府质量奖的组织", office, ["序号", "机构名称", "获奖情况"],
         [[1, "昆明云内动力股份有限公司", "2012年获昆明市市长质量奖"], [2, "昆明云内动力股份有限公司", "2017年获第三届云南省政府质量奖"],
          [3, "昆明云内动力股份有限公司", "2023年入选工业和信息化部工业和信息化质量提升典型案例公示名单"], [4, "云南鸿翔一心堂（集团）股份有限公司", "2015年获第五届昆明市市长质量奖"],
          [5, "昆明雪兰牛奶有限责任公司", "2017年获第七届昆明市市长质量奖提名奖"], [6, "昆明雪兰牛奶有限责任公司", "2017年全国首家通过“中国优质乳工程”验收"]],
         None, None, {0: 6, 1: 38, 2: 60})
    form(book, "质量奖届数", "政府质量奖评选届数和获奖数", office, ["奖项", "评选届数（届）", "获奖组织数（家）"],
         [["中国质量奖", 5, None], ["云南省政府质量奖", 5, 1], ["昆明市市长质量奖", 9, 2], ["昆明市市长质量奖提名奖", None, 1], ["经开区主任质量奖", 6, None]], BLANKS, None,
         {0: 28, 1: 18, 2: 20})
    indicators(book, "商标", "商标情况表", office, ["2023年"], [("注册商标数", "个", 11000), ("驰名商标数", "个", 12)])
    form(book, "驰名商标", "企业获驰名商标明细", office, ["序号", "商标权利人名称", "商标名称"],
         [[i, holder, mark] for i, (holder, mark) in enumerate(
             [("云南金丰汇油脂股份有限公司", "金菜花"), ("云南潘祥记工贸有限公司", "潘祥记及图"), ("昆明嘉和股份有限公司", "嘉和及图"),
              ("昆明七彩云南庆沣祥茶业股份有限公司", "慶灃祥"), ("昆明黄龙山（饲料）工贸公司", "黄龙山"), ("昆明华润圣火药业有限公司", "理洫王LIXUEWANG及图"),
              ("昆明云内动力股份有限公司", "云内及图"), ("云南鸿翔一心堂药业（集团）股份有限公司", "一心堂"), ("云南云缆电缆（集团）有限公司", "YNYL"),
              ("昆明云南红酒业发展有限公司", "云南红"), ("昆明晨农绿色产品有限公司", "CHENNONG及图"), ("昆明七彩云南实业股份有限公司", "七彩云南")], 1)],
         None, None, {0: 6, 1: 42, 2: 28})
    book.save(f"{folder}/质量强区办公室.xlsx")


REST = (quality, agriculture, food, education_csv, customs, drugs, special_equipment, online_csv, construction, logistics, government,
        financial_services, civil_affairs, infrastructure, penalties, complaints, intellectual_property, innovation, talents, brands)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../examples/kunming-2023/returns")
    os.makedirs(folder, exist_ok=True)
    for make in (economy, statistics, finance, commerce, bonded_zone, market, industry, high_tech_zone, parks_csv, bio_csv, *REST):
        make(folder)


if __name__ == "__main__":
    main()
