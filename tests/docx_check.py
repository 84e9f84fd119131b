#!/usr/bin/python3
"""docx_check.py [--office] FILE.docx|.xlsx|ledger.json…: do other programs accept what was written?

A .docx must open in python-docx and an .xlsx in openpyxl; every workbook inside a .docx too. Where a folder ../shared/ooxml with a
schema checker lies beside the checkout, every part is checked against the OOXML schemas. A ledger.json is checked against
docs/ledger.schema.json. --office also loads each document in
LibreOffice. Prints one line a fault; exit status 1 if there is any."""
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCHEMAS = os.path.join(os.path.dirname(ROOT), "shared", "ooxml", "check.py")


def check_workbook(data, label):
    import openpyxl
    book = openpyxl.load_workbook(io.BytesIO(data))
    faults = []
    for sheet in book:
        if sheet.merged_cells.ranges:
            faults.append(f"{label}: {sheet.title}: has merged cells")
        for table in sheet.tables.values():
            header = [c.value for c in sheet[table.ref][0]]
            names = [c.name for c in table.tableColumns]
            if header != names:
                faults.append(f"{label}: {sheet.title}: the table's columns {names} are not the header {header}")
    return faults


def check_docx(data, label):
    import docx
    document = docx.Document(io.BytesIO(data))
    faults = []
    names = {s.name for s in document.styles}
    for paragraph in document.paragraphs:
        if paragraph.style is None or paragraph.style.name not in names:
            faults.append(f"{label}: a paragraph has no style: {paragraph.text[:30]}")
    for table in document.tables:
        for row in table.rows:
            len(row.cells)  # resolves all spans
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xlsx"):
                faults += check_workbook(package.read(name), f"{label}!{name}")
    return faults


KNOWN = {"type", "required", "properties", "additionalProperties", "items", "enum", "const", "pattern", "minimum", "anyOf", "$ref",
         "$defs", "$schema", "title", "description"}
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}


def against_schema(value, schema, root, at=""):
    """The part of JSON Schema that our schemas use; a keyword beyond it is a fault too."""
    if "$ref" in schema:
        yield from against_schema(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, at)
    if unknown := set(schema) - KNOWN:
        yield f"the schema uses {unknown}, which is not checked"
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        yield f"{at}: is no {schema['type']}: {value!r}"
        return
    if "const" in schema and value != schema["const"] or "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not allowed"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{at}: {value} is below {schema['minimum']}"
    if "anyOf" in schema and all(list(against_schema(value, s, root, at)) for s in schema["anyOf"]):
        yield f"{at}: {value!r} is none of what is allowed"
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        for name in set(schema.get("required", [])) - set(value):
            yield f"{at}: {name} is missing"
        for name, part in value.items():
            if name in properties:
                yield from against_schema(part, properties[name], root, f"{at}/{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{at}: {name} is unknown"
            elif isinstance(schema.get("additionalProperties"), dict):
                yield from against_schema(part, schema["additionalProperties"], root, f"{at}/{name}")
    if isinstance(value, list) and "items" in schema:
        for i, part in enumerate(value):
            yield from against_schema(part, schema["items"], root, f"{at}/{i}")


def check_ledger(data, label):
    ledger = json.loads(data)
    faults = []
    with open(os.path.join(ROOT, "docs", "ledger.schema.json"), encoding="utf-8") as f:
        schema = json.load(f)
    faults += [f"{label}: {fault}" for fault in against_schema(ledger, schema, schema)]
    nodes, origins = len(ledger["lineage"]), len(ledger["origins"])
    for item in ledger["facts"] + ledger["lineage"]:
        if any(i >= nodes for i in item.get("inputs", [])) or any(i >= origins for i in item.get("origins", [])):
            faults.append(f"{label}: {item.get('id', item.get('label'))}: leads to a node or origin that is not there")
    return faults


def check_in_office(path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", "pdf",
                        "--outdir", folder, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180, check=False)
        name = os.path.splitext(os.path.basename(path))[0] + ".pdf"
        if not os.path.exists(os.path.join(folder, name)):
            return [f"{os.path.basename(path)}: LibreOffice cannot load it"]
    return []


def main():
    office = "--office" in sys.argv
    faults = []
    for path in sys.argv[1:]:
        if path == "--office":
            continue
        label = os.path.basename(path)
        with open(path, "rb") as f:
            data = f.read()
        if path.endswith(".json"):
            faults += check_ledger(data, label)
            continue
        faults += check_docx(data, label) if path.endswith(".docx") else check_workbook(data, label)
        if os.path.exists(SCHEMAS):
            run = subprocess.run([sys.executable, SCHEMAS, path], capture_output=True, text=True, check=False)
            if run.returncode != 0:
                faults += run.stdout.splitlines() or run.stderr.splitlines()
        if office:
            faults += check_in_office(path)
    print("\n".join(faults) if faults else "no fault")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
