#!/usr/bin/python3
"""The second example, a statistical bulletin of another place, says what its source says: example_bulletin.py ZHIHENG

Builds it in a copy and checks that every figure of the source stands in the report as a fact that rests on a cell; that what the source
does not give is an estimate, a sum, a share or missing, never a bare cell; that the report does not contradict itself; that the returns
are what tools/make_bulletin_returns.py makes; that its chapters have no sentence of the other example and hold no bare numerals."""
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "../examples/daqing-2012")

# The figures of the source, section by section, as it prints them; zeros at the end of decimals left out.
FIGURES = {
    "综合":
        "4000.5 10 153.6 11 3235.9 9.8 611 3.8 80.9 15.3 3157.4 9.9 78.5 5.3 29.1 5.7 189.3 7.2 30.6 9.7 27.9 22.8 "
        "123.1 13.9 72.8 10.9 138.2 13.4 263 24.8 140.3 6.4 262.6 181 3.7 3.4 7.7 2.7 1.9 2.6 0.5 99 4.46 0.04 4.05 "
        "0.92 4.07",
    "农业":
        "75.1 37 49.3 650 17.3 79.4 17.5 540.4 17.8 7 1.6 2.6 22.5 3.7 2.9 9.6 23.1 121.8 6.4 147.7 8.6 65.5 9.5 96.9 "
        "8.7 32.1 9.3 60.2 9.2 171.5 17.4 121.7 1914.1 4.4 906.6 3 257.6 7.2 29.4 5.2 221.3 12.9 96.2 5.3 4712.6 12.5 "
        "33.8 9.4 10.2 13 173.5 5.1 15.8 2.2 10 5.8 7.4 61 27.9 614.6 290 165 203 8 124.7",
    "工业和建筑业":
        "3157.4 9.9 429 2570 9.5 1894.4 7.2 379.8 12.9 88.4 16.5 35.8 6.1 54.2 32.9 849.8 38.6 476.9 94.5 1.5 4254.4 "
        "1.7 4000 33.7 8.5 1286.5 3.5 333.7 5.6 26.3 2.4 434.1 6.5 24.9 11.3 136.2 5.7 53.3 1.9 31.7 3.2 67.2 9.2 7.1 "
        "0.6 17.1 28.6 96.9 2.5 10.3 3.8 27.6 9.8 426.3 5.3 15.6 0.2 313 255.2 36.5",
    "固定资产投资":
        "1375.5 31 475.7 2.2 899.8 59.6 95.3 9.6 708.8 23.6 24.2 571.4 46.7 239 45.3 526.3 443.4 13 237 187.4 13.8",
    "国内外贸易和旅游":
        "803.1 15.6 747.1 16.5 56 5.8 738.4 64.7 15.8 14.4 28.1 30.1 3.9 24.2 5 19 45.9 35 1003 9.4",
    "交通和邮电业":
        "1935 4 129000 3795 3.7 605425 963 1.1 1230 4.1 45.3 12.1 0.2 14.4 4351 19.4 34.3 4.8 3.6 29.2 30.7 2.5 60 6.5 "
        "48.1 11.2 350.3 43.4 9.5 43.1",
    "金融":
        "1970.6 266 671.8 177.2 775 103 1169 160.3 1147.5 149.4 304.8 89.9 42.9 5.6 348.7 70.8 128.3 13.6 74.9 8.3",
    "教育、文化、卫生和体育":
        "20972 63184 20418 27799 110231 31521 29620 147797 27771 2026 8770 3105 56 451 48 565 255 310 295 15 53641 7629 "
        "300 286 14 30294 5278 265 264 1 23347 2351 6 289 64.3 58 491 98.99 99.24 183 8 70 714 5 252 88 84 80",
    "人口情况":
        "281.7 144.7 51.4 100 137 48.6 140.9 50 140.8",
    "能源与环境":
        "1.1578 3.9011 45.2 11.5 88.1 92.7",
}
# Of maize in grain and of oil in industry: the report's own.
SHARES = {"83.1%", "73.7%"}
zhiheng = os.path.abspath(sys.argv[1])
faults = 0


def expect(condition, *what):
    global faults
    if not condition:
        faults += 1
        print("FAIL", *what)


def plain(numeral):
    return numeral.rstrip("0").rstrip(".") if "." in numeral else numeral


with tempfile.TemporaryDirectory() as folder:
    project = os.path.join(folder, "p")
    shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns("out"))
    run = subprocess.run([zhiheng, "build", "--only", "docx,html,xlsx,json", project], capture_output=True, text=True)
    expect(run.returncode == 0 and not run.stderr, "the build", run.stdout, run.stderr)
    with open(os.path.join(project, "out/ledger.json"), encoding="utf-8") as file:
        ledger = json.load(file)
    printed = {plain(n) for fact in ledger["facts"] if fact["origins"] for n in re.findall(r"\d+(?:\.\d+)?", fact["text"])}
    for section, figures in FIGURES.items():
        for figure in figures.split():
            expect(figure in printed, section, figure, "is no fact that rests on a cell")
    source = {figure for figures in FIGURES.values() for figure in figures.split()}
    for fact in ledger["facts"]:
        known = all(plain(n) in source for n in re.findall(r"\d+(?:\.\d+)?", fact.get("figure", "")))
        derived = fact["value"]["status"] == "E" or fact["text"] in SHARES
        expect(known or derived or fact.get("figure", "0") == "0", fact["text"], fact["expression"], "is neither in the source nor derived")
    estimates = [fact for fact in ledger["facts"] if fact["value"]["status"] == "E"]
    expect(len(estimates) == 6, "six estimates", [fact["text"] for fact in estimates])

    check = subprocess.run([zhiheng, "check", "--format", "json", os.path.join(project, "out/report.docx")], capture_output=True, text=True)
    told = json.loads(check.stdout)
    verdicts = [relation["verdict"] for relation in told["relations"]]
    expect(check.returncode == 0 and not told["findings"], "the report contradicts itself", check.stdout[-500:])
    expect(verdicts.count("consistent") > 100, "relations that hold", verdicts.count("consistent"))

    made = os.path.join(folder, "returns")
    subprocess.run([sys.executable, os.path.join(HERE, "../tools/make_bulletin_returns.py"), made], check=True)
    expect(sorted(os.listdir(made)) == sorted(os.listdir(os.path.join(EXAMPLE, "returns"))), "the same files")
    for name in os.listdir(made):
        with open(os.path.join(made, name), "rb") as a, open(os.path.join(EXAMPLE, "returns", name), "rb") as b:
            one, two = a.read(), b.read()
        if name.endswith(".xlsx"):  # other versions of zlib compress otherwise
            parts = [{n: z.read(n) for n in z.namelist()} for z in (zipfile.ZipFile(io.BytesIO(one)), zipfile.ZipFile(io.BytesIO(two)))]
            expect(parts[0] == parts[1], name, "is not what the tool makes")
        else:
            expect(one == two, name, "is not what the tool makes")

print(f"{sum(len(f.split()) for f in FIGURES.values())} figures, {len(ledger['facts'])} facts: {faults} faults")
sys.exit(faults > 0)
