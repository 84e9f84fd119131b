#!/usr/bin/python3
"""Makes examples/kunming-2023/returns/: departments' workbooks as offices really fill them in.

The committed files are the inputs of the example; this program says how they came about and makes the same bytes again.
Every number in them is printed in the reference report (前言 and 第一章), or is one of those in another unit (亿元 as 万元), or is a
sum that a formula cell makes of them. Usage: make_example_returns.py [FOLDER]
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
        return xml


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


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../examples/kunming-2023/returns")
    os.makedirs(folder, exist_ok=True)
    for make in (economy, statistics, finance, commerce, bonded_zone, market, industry, high_tech_zone, parks_csv, bio_csv):
        make(folder)


if __name__ == "__main__":
    main()
