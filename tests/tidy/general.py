#!/usr/bin/python3
"""Nothing in src/ knows a place or an indicator: no region, issuer or department of an example, no code or name of an indicator of the
standard catalogue or of an example stands in its code. Comments are left out, and so are the tables of documentation (functions,
wordings, rules) and messages, whose examples must name something."""
import glob
import os
import re
import sys
import tomllib

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
DOCUMENTATION = {"src/expr/builtins.cc", "src/report/wording.cc", *glob.glob("src/check/rule_book*.cc"),
                 "src/check/named_ratios.cc"}  # terms that statistics defines as quotients, for reports that anyone wrote


def indicators(table, prefix=""):
    for key, value in table.items():
        if isinstance(value, dict) and key != "lists":
            if "name" in value and "unit" in value:
                yield prefix + key, value
            yield from indicators(value, prefix + key + ".")


forbidden = {}
for name in glob.glob("examples/*/zhiheng.toml"):
    with open(name, "rb") as file:
        config = tomllib.load(file)
    for region in [config["region"], *config.get("regions", [])]:
        # 全市 and the like are words of the language, not names
        forbidden.update({text: name for text in (region["name"], region.get("short", "")) if len(text) > 2})
        forbidden[region["name"][:2]] = name
    forbidden[config["issuer"]] = name
for name in glob.glob("catalog/*.toml") + glob.glob("examples/*/catalog/*.toml"):
    with open(name, "rb") as file:
        for code, indicator in indicators(tomllib.load(file)):
            forbidden[code] = name
            forbidden.update({text: name for text in [indicator["name"], *indicator.get("alias", [])] if len(text) > 3})

faults = searched = 0
for path in sorted(glob.glob("src/**/*.cc", recursive=True) + glob.glob("src/**/*.h", recursive=True) + glob.glob("src/**/*.js", recursive=True)):
    if path in DOCUMENTATION or path.endswith("_test.cc"):
        continue
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)
    searched += 1
    for number, line in enumerate(text.splitlines(), 1):
        code = re.sub(r"(?<!:)//.*", "", line)
        code = re.sub(r'ZH_N\("(?:[^"\\]|\\.)*"\)', "", code)
        for word, origin in forbidden.items():
            if word in code:
                faults += 1
                print(f"{path}:{number}: “{word}” of {origin}: {line.strip()[:100]}")
print(f"{len(forbidden)} names of places and indicators, {searched} files: {faults} faults")
sys.exit(faults > 0 or len(forbidden) < 300 or searched < 100)
