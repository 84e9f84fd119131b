#!/usr/bin/python3
"""What the compiler does not see: layers include only those above them in CMakeLists.txt, a code belongs to one layer (texts of one kind
of fault may share it) and every declared fault is used; no file of the project names a folder of one machine."""
import os
import re
import subprocess
import sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
faults = []
files = [f for f in subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.splitlines() if os.path.isfile(f)]
read = {}
for name in files:
    with open(name, "rb") as file:
        data = file.read()
    try:
        read[name] = data.decode()
    except UnicodeDecodeError:
        pass

order = re.findall(r"^zh_layer\((\w+)", read["CMakeLists.txt"], re.M)
for name, text in read.items():
    parts = name.split("/")
    if parts[0] != "src" or len(parts) < 3:
        continue
    layer = parts[1]
    if layer not in order:
        faults.append(f"{name}: {layer} is no layer of CMakeLists.txt")
        continue
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r'#include "(\w+)/', line)
        if found and found[1] in order and order.index(found[1]) > order.index(layer):
            faults.append(f"{name}:{number}: {layer} includes {found[1]}, which stands below it")

declared = {}
kinds = []
for name, text in read.items():
    if not name.endswith("codes.h"):
        continue
    for identifier, code, severity in re.findall(r'DiagnosticKind (\w+)\{"(\w+)", Severity::(\w+)', text):
        if declared.setdefault(code, name) != name:
            faults.append(f"{name}: {code} is declared in {declared[code]} too")
        kinds.append((name, code, identifier))
        if code[0] != {"error": "E", "warning": "W", "note": "N"}[severity]:
            faults.append(f"{name}: {code} is of severity {severity}")
if not declared:
    faults.append("no code was found in src/*/codes.h")
source = {name: text for name, text in read.items() if name.startswith("src/") and name.endswith((".cc", ".h")) and not name.endswith("codes.h")}
for name, code, identifier in kinds:
    layer = name.split("/")[1]
    if not any(re.search(rf"\b{identifier}\b", text) for other, text in source.items() if other.startswith(f"src/{layer}/")):
        faults.append(f"{name}: {code} {identifier} is never used")

machine = re.compile(r"/(?:home|Users|work|root)/[A-Za-z]")
for name, text in read.items():
    for number, line in enumerate(text.splitlines(), 1):
        if machine.search(line):
            faults.append(f"{name}:{number}: names a folder of one machine: {line.strip()[:80]}")

print("\n".join(faults))
print(f"{len(declared)} codes, {len(order)} layers, {len(read)} text files: {len(faults)} faults")
sys.exit(1 if faults else 0)
