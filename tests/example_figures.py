#!/usr/bin/python3
"""The example says what the source report says: example_figures.py ZHIHENG [PROJECT]

Builds the example and checks, against one hand-made table, that every figure of the source's 前言 and 第一章 is a fact of the
ledger with the expected text and the file it came from; that all figures and tables of the five chapters are there; that
what is only in a picture of the source is missing or an estimate; that the returns are what tools/make_example_returns.py makes.
"""
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))

# printed text, word of the fact's expression, file that it must come from
PRINTED = """
89个 | 省级以上园区数量 | 发展和改革局.csv
7个 | 千亿级园区数量 | 发展和改革局.csv
3000亿元 | 台阶 | 发展和改革局.csv
3612亿元 | 主营业务收入 | 经济发展局.xlsx
3223.3亿元 | 主营业务收入 | 昆明高新区.ods
9346亿元 | 主营业务收入 | 经济发展局.xlsx
增长13.4% | 主营业务收入 | 经济发展局.xlsx
351.3亿元 | 固定资产投资 | 经济发展局.xlsx
99.5亿元 | 固定资产投资 | 经济发展局.xlsx
下降21.9% | 固定资产投资 | 经济发展局.xlsx
1574.9亿元 | 规模以上工业总产值 | 统计中心.xlsx
518.8亿元 | 规模以上工业总产值 | 统计中心.xlsx
534.5 | 规模以上工业总产值 | 统计中心.xlsx
521.6 | 规模以上工业总产值 | 统计中心.xlsx
增长4.2% | 规模以上工业增加值增速 | 统计中心.xlsx
增长6.6% | 规模以上工业增加值增速 | 统计中心.xlsx
低2.4个百分点 | 规模以上工业增加值增速 | 统计中心.xlsx
481.2亿元 | 社会消费品零售总额 | 经济发展局.xlsx
164.3亿元 | 社会消费品零售总额 | 经济发展局.xlsx
增长1.4% | 社会消费品零售总额 | 经济发展局.xlsx
3个百分点 | 回落幅度 | 经济发展局.xlsx
118.6亿元 | 一般公共预算收入 | 财政局.xlsx
20.1亿元 | 政府性基金预算收入 | 财政局.xlsx
39.3亿元 | 一般公共预算收入 | 财政局.xlsx
7% | 一般公共预算收入占全市比重 | 财政局.xlsx
3亿元 | 政府性基金预算收入 | 财政局.xlsx
1.9% | 政府性基金预算收入占全市比重 | 财政局.xlsx
200家 | 外贸企业数 | 商务和投资促进局.xlsx
113.9亿元 | 外贸进出口总额 | 商务和投资促进局.xlsx
54.3亿元 | 外贸进出口总额 | 商务和投资促进局.xlsx
130.36亿元 | 货物进出口额 | 综合保税区管理办公室.xlsx
69.76亿元 | 货物进出口额 | 综合保税区管理办公室.xlsx
60.60亿元 | 货物进出口额 | 综合保税区管理办公室.xlsx
6.50亿元 | 货物进出口额 | 综合保税区管理办公室.xlsx
2.93亿元 | 货物进出口额 | 综合保税区管理办公室.xlsx
3.57亿元 | 货物进出口额 | 综合保税区管理办公室.xlsx
78% | 电子产品保税物流业务占比 | 综合保税区管理办公室.xlsx
14家 | 风险纳税人 | 综合保税区管理办公室.xlsx
五 | 重点产业链数量 | 产业发展局.xlsx
50600户 | 新增市场主体 | 市场监督管理局.xlsx
28337户 | 新增市场主体 | 市场监督管理局.xlsx
133户 | 新增市场主体 | 市场监督管理局.xlsx
2.5万户 | 新增市场主体 | 市场监督管理局.xlsx
15799户 | 新增市场主体 | 市场监督管理局.xlsx
65户 | 新增市场主体 | 市场监督管理局.xlsx
43家 | 装备制造企业数 | 产业发展局.xlsx
1家 | 主板上市公司数 | 产业发展局.xlsx
113.8亿元 | 装备制造业工业产值 | 产业发展局.xlsx
增长14.2% | 装备制造业工业产值增速 | 产业发展局.xlsx
117.1亿元 | 装备制造业营业收入 | 产业发展局.xlsx
增长14.9% | 装备制造业营业收入增速 | 产业发展局.xlsx
-6.3亿元 | 装备制造业利润总额 | 产业发展局.xlsx
44% | 装备制造业利润总额增速 | 产业发展局.xlsx
2.74亿元 | 装备制造业税收 | 产业发展局.xlsx
14户 | 产值超亿元 | 产业发展局.xlsx
3户 | 产值超5亿元 | 产业发展局.xlsx
32户 | 规上企业数 | 生物医药产业专班.csv
210.4亿元 | 生物医药及大健康营业收入 | 生物医药产业专班.csv
下降2.7% | 生物医药及大健康营业收入 | 生物医药产业专班.csv
13 | 规上企业数 | 生物医药产业专班.csv
9 | 规上企业数 | 生物医药产业专班.csv
10 | 规上企业数 | 生物医药产业专班.csv
72.4 | 生物医药及大健康营业收入 | 生物医药产业专班.csv
120.4 | 生物医药及大健康营业收入 | 生物医药产业专班.csv
17.6 | 生物医药及大健康营业收入 | 生物医药产业专班.csv
1.7 | 生物医药及大健康营业收入增速 | 生物医药产业专班.csv
-4.6 | 生物医药及大健康营业收入增速 | 生物医药产业专班.csv
-6.72 | 生物医药及大健康营业收入增速 | 生物医药产业专班.csv
520亿元 | 引进市外/省外内资 | 商务和投资促进局.xlsx
143.91亿元 | 引进市外/省外内资 | 商务和投资促进局.xlsx
10.52% | 到位省外内资占全市比重 | 商务和投资促进局.xlsx
2.27亿美元 | 实际利用外资 | 商务和投资促进局.xlsx
6500万美元 | 实际利用外资 | 商务和投资促进局.xlsx
11.84% | 实际利用外资占全市比重 | 商务和投资促进局.xlsx
一 | 招商引资综合成绩位次 | 商务和投资促进局.xlsx
"""

# word of the expression, status, whether a number is there: what the source has only as a picture
DERIVED = {"主营业务收入[2022]", "主营业务收入[2021]", "社会消费品零售总额[2022]", "社会消费品零售总额[2021]"}


def parts(data):
    """A zipped file by its parts, so that another zlib does not count as a difference."""
    if data[:2] != b"PK":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: example_figures.py ZHIHENG [PROJECT]")
    project = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.join(HERE, "../examples/kunming-2023"))
    results = []

    def expect(holds, words):
        results.append(bool(holds))
        if not holds:
            print("FAILED", words)

    run = subprocess.run([os.path.abspath(sys.argv[1]), "build", "--only", "json", project], capture_output=True, text=True)
    expect(run.returncode == 0, "the example builds\n" + run.stdout + run.stderr)
    ledger = json.load(open(os.path.join(project, "out/ledger.json"), encoding="utf-8"))

    def files(fact):
        return {os.path.basename(ledger["origins"][i]["file"]) for i in fact["origins"]}

    for line in PRINTED.strip().splitlines():
        text, word, file = (field.strip() for field in line.split("|"))
        same = [f for f in ledger["facts"] if f["text"] == text or f.get("words", "") + f["text"] == text or f.get("figure") == text]
        expect(any(word in f["expression"] and file in files(f) for f in same),
               f"{text} of {word} from {file}; there are {[(f['expression'], f['text'], sorted(files(f))) for f in ledger['facts'] if word in f['expression']]}")

    places = [place for fact in ledger["facts"] for place in fact["places"]]
    numbers = {place["number"] for place in places if place.get("number")}
    figures = {f"图{chapter}-{n}" for chapter, last in ((1, 11), (2, 2), (3, 10), (4, 5)) for n in range(1, last + 1)}
    # 表4-1 … 表4-4 list names and certificates: registers, no facts.
    tables = {"表1-1"} | {f"表2-{n}" for n in range(1, 6)} | {"表3-1", "表3-2"}
    expect(numbers >= figures | tables and all(n in figures or n[0] == "表" for n in numbers), f"numbers of figures and tables: {sorted(numbers)}")
    expect(all(fact["origins"] for fact in ledger["facts"] if fact["value"]["exact"] is not None and not fact["expression"].startswith("目标(")),
           "every printed number has an origin, a target the catalogue's document")
    estimates = {node["label"] for node in ledger["lineage"] if node["kind"] == "estimate"}
    expect(DERIVED <= estimates, f"estimates: {sorted(estimates)}")
    for fact in ledger["facts"]:
        if fact["value"]["status"] == "E" and fact.get("figure") and "low" in fact["value"]:
            wide = eval_fraction(fact["value"]["high"]) - eval_fraction(fact["value"]["low"])
            scale = 10 ** -fact["value"]["decimals"]
            expect(wide <= scale * 1.0000001, f"{fact['text']} of {fact['expression']} is printed finer than its interval")

    with tempfile.TemporaryDirectory() as scratch:
        made = subprocess.run([sys.executable, os.path.join(HERE, "../tools/make_example_returns.py"), scratch], capture_output=True, text=True)
        expect(made.returncode == 0, made.stderr)
        committed = os.path.join(project, "returns")
        expect(sorted(os.listdir(scratch)) == sorted(os.listdir(committed)), "the same returns are made")
        for name in sorted(os.listdir(scratch)):
            old, new = (parts(open(os.path.join(folder, name), "rb").read()) for folder in (committed, scratch))
            expect(old == new, f"{name} is what the tool makes")

    print(f"{sum(results)} passed, {results.count(False)} failed")
    sys.exit(0 if all(results) else 1)


def eval_fraction(text):
    """"7223/2268" or "3183.3" as a float, good enough to compare widths."""
    numerator, _, denominator = text.partition("/")
    return float(numerator) / float(denominator or 1)


if __name__ == "__main__":
    main()
