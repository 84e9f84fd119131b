"""The checker: whole-process time and memory beside a plain read and `wc -m` of the same text, growth with pages, many files in one
call. Documents are made of a report's own pages, repeated with other numbers, so that what one page says is not what the next says.
"""
import math
import os
import random
import re
import tempfile
import zipfile

PAGE = 700  # characters of Chinese text on a page
UNIT = """{a}、抽查与投诉情况
{y}年共抽查企业{n}家，其中流通领域{n1}家、生产领域{n2}家；抽检产品{b}批次，合格{g}批次，合格率{p}%。
受理投诉举报{c}件，较上年的{l}件增加{d}件，增长{r}%。其中商品类投诉{c1}件，占{s1}%；服务类投诉{c2}件，占{s2}%。
各单位认真落实产品质量监管责任，完善抽查计划，加强不合格产品后处理，督促企业整改到位，未发生区域性、系统性质量安全事件。
"""


def section(random_, number):
    n1, n2, good, bad = (random_.randint(20, 900) for _ in range(4))
    last, more = random_.randint(200, 4000), random_.randint(10, 900)
    c = last + more
    c1 = random_.randint(10, c - 10)

    def percent(part, whole, decimals=2):
        scaled = (2 * part * 100 * 10**decimals + whole) // (2 * whole)
        return f"{scaled // 10**decimals}.{scaled % 10**decimals:0{decimals}d}"

    return UNIT.format(a=number, y=2000 + number % 24, n=n1 + n2, n1=n1, n2=n2, b=good + bad, g=good, p=percent(good, good + bad), c=c,
                       l=last, d=more, r=percent(more, last), c1=c1, c2=c - c1, s1=percent(c1, c), s2=percent(c - c1, c))


def text(pages, seed=1):
    random_ = random.Random(seed)
    parts, size, number = [], 0, 0
    while size < pages * PAGE:
        number += 1
        parts.append(section(random_, number))
        size += len(parts[-1])
    return "".join(parts)


def docx(path, words):
    """Paragraphs only, as Word writes them: a run for each stretch, properties in front."""
    body = []
    for line in words.splitlines():
        runs = "".join(f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">{part}</w:t></w:r>'
                       for part in re.findall(r"[0-9.]+|[^0-9.]+", line))
        body.append(f'<w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr>{runs}</w:p>')
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                   '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>')
        z.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                   '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
                   'Target="word/document.xml"/></Relationships>')
        z.writestr("word/document.xml", '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                   f'<w:body>{"".join(body)}</w:body></w:document>')


def bench(measure, program, runs, quick):
    with tempfile.TemporaryDirectory() as scratch:
        def path(name):
            return os.path.join(scratch, name)

        def write(name, words):
            with open(path(name), "w", encoding="utf-8") as file:
                file.write(words)
            return path(name)

        hundred = write("100.txt", text(100))
        docx(path("100.docx"), text(100))
        print("\nThe checker, 100 pages")
        commands = {"zhiheng check, docx": [program, "check", "--format", "json", path("100.docx")],
                    "zhiheng check, text": [program, "check", "--format", "json", hundred],
                    "zhiheng check, html page": [program, "check", "--format", "html", "-o", path("out.html"), hundred],
                    "cat of the text": ["cat", hundred], "wc -m of the text": ["wc", "-m", hundred]}
        samples = measure(commands, runs)
        for label, sample in samples.items():
            sample.row(label)

        print("\nGrowth with pages (text, json)")
        before = None
        for pages in [10, 100, 1000] if quick else [10, 100, 1000, 10000]:
            file = write(f"{pages}.txt", text(pages))
            size = os.path.getsize(file)
            pair = measure({"check": [program, "check", "--format", "json", file], "wc": ["wc", "-m", file]}, 3)
            sample = pair["check"]
            line = (f"  {pages:>6,} pages {1000 * sample.time:10.1f} ms {sample.memory / 2**20:9.1f} MiB {size / 1e6 / sample.time:8.2f} MB/s"
                    f"  {sample.time / pair['wc'].time:8.1f} × wc -m")
            if before:
                scale = math.log(pages / before[0])
                line += f"    time ~ n^{math.log(sample.time / before[1]) / scale:.2f}, memory ~ n^{math.log(sample.memory / before[2]) / scale:.2f}"
            print(line, flush=True)
            before = (pages, sample.time, sample.memory)

        count = 100 if quick else 1000
        many = [write(f"many{i}.txt", text(10, seed=i)) for i in range(count)]
        sample = measure({"": [program, "check", "--format", "json", "-o", path("many.json"), *many]}, 3)[""]
        print(f"\n{count} documents of 10 pages in one call: {sample.time:.2f} s, {1000 * sample.time / count:.1f} ms each, {sample.memory / 2**20:.1f} MiB")
