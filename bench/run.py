#!/usr/bin/python3
"""./dev bench: whole-process time and peak memory of a build, beside two peers that write the same document, and growth with size;
then the checker (check.py).

    run.py [--runs N] [--quick] [--program PATH] [--project FOLDER]

Times are of whole processes, from start to exit, with warm caches; memory is the largest resident set the kernel saw (wait4). Every
figure is the median of several runs; spreads are given as min – max. Peers are run in turn with the program, not after it, so that
a machine that slows down slows all of them.
"""
import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, "peers"))
FORMATS = "docx,html,xlsx,json"

import check  # noqa: E402
import describe  # noqa: E402
import generate  # noqa: E402
import synthetic  # noqa: E402


class Sample:
    """Runs of one command."""

    def __init__(self):
        self.seconds, self.bytes = [], []

    def add(self, seconds, size):
        self.seconds.append(seconds)
        self.bytes.append(size)

    @property
    def time(self):
        return statistics.median(self.seconds)

    @property
    def memory(self):
        return statistics.median(self.bytes)

    def row(self, label):
        ms = [1000 * s for s in (min(self.seconds), self.time, max(self.seconds))]
        print(f"  {label:<34}{ms[1]:9.1f} ms  ({ms[0]:.1f} – {ms[2]:.1f}){'':4}{self.memory / 2**20:8.1f} MiB   {len(self.seconds)} runs")


# A process that a large one starts counts the starter's memory as its own peak (getrusage(2): exec keeps the high-water mark), so
# each command is started by a small interpreter, whose 8 MiB are the least that can be seen.
STARTER = """
import os, sys, time
output = os.open(sys.argv[1], os.O_WRONLY)
null = os.open('/dev/null', os.O_RDONLY)
redirect = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, output, 1), (os.POSIX_SPAWN_DUP2, output, 2)]
start = time.perf_counter()
process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ, file_actions=redirect)
_, status, usage = os.wait4(process, 0)
print(time.perf_counter() - start, status, usage.ru_maxrss * 1024)
"""


def run_once(command):
    """(seconds, peak resident bytes) of one process; its output is shown if it fails."""
    with tempfile.NamedTemporaryFile() as output:
        starter = [sys.executable, "-I", "-S", "-c", STARTER, output.name, *command]
        seconds, status, size = subprocess.run(starter, check=True, capture_output=True, text=True).stdout.split()
        code = os.waitstatus_to_exitcode(int(status))
        if code != 0:
            output.seek(0)
            sys.exit(f"{' '.join(command)} failed ({code}):\n{output.read().decode(errors='replace')[-3000:]}")
    return float(seconds), int(size)


def measure(commands, runs):
    """{label: Sample}; one unmeasured run of each first, then all in turn."""
    samples = {label: Sample() for label in commands}
    for command in commands.values():
        run_once(command)
    for _ in range(runs):
        for label, command in commands.items():
            samples[label].add(*run_once(command))
    return samples


def peers_ready():
    folder = os.path.join(HERE, "peers", "docx-npm")
    if not os.path.isdir(os.path.join(folder, "node_modules", "docx")):
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)


def peer_commands(document, scratch, label):
    return {
        f"docx 9.15 (node), {label}": ["node", os.path.join(HERE, "peers", "docx-npm", "peer.mjs"), document, os.path.join(scratch, "npm.docx")],
        f"python-docx + matplotlib, {label}": ["/usr/bin/python3", os.path.join(HERE, "peers", "python", "peer.py"), document, os.path.join(scratch, "python.docx")],
    }


def counted(description):
    kinds = [b["kind"] for b in description["blocks"]]
    return f"{kinds.count('paragraph') + kinds.count('heading')} paragraphs, {kinds.count('table')} tables, {kinds.count('chart')} charts"


def check_same(description, path):
    """A peer's document holds what it was given: else the comparison is worth nothing."""
    made = describe.describe(path)["blocks"]

    def words(blocks):
        return [b["text"] for b in blocks if b["kind"] in ("heading", "paragraph")]

    def cells(blocks):
        return [[c["text"] for row in b["rows"] for c in row if c["merge"] != "go-on"] for b in blocks if b["kind"] == "table"]

    for what, part in (("paragraphs", words), ("tables", cells)):
        if part(made) != part(description["blocks"]):
            sys.exit(f"{path}: its {what} are not those of the report")
    if path.endswith("npm.docx"):
        def data(blocks):
            return [[(s["name"], s["values"]) for s in b["series"]] for b in blocks if b["kind"] == "chart"]
        if data(made) != data(description["blocks"]):
            sys.exit(f"{path}: its charts are not those of the report")


def ratios(ours, peers):
    for label, peer in peers.items():
        pairs = sorted(p / o for o, p in zip(ours.seconds, peer.seconds))
        print(f"  {label:<34}{statistics.median(pairs):9.1f} × the time  ({pairs[0]:.1f} – {pairs[-1]:.1f})  {peer.memory / ours.memory:5.1f} × the memory")


def copy_project(project, folder):
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("out", "records"))
    return folder


def input_bytes(project):
    return [os.path.join(d, f) for d, _, files in os.walk(project) for f in files if "out" not in os.path.relpath(d, project).split(os.sep)]


def floor(project, scratch):
    """The same bytes read and written without a thought: what no program can beat by much."""
    target = os.path.join(scratch, "floor")
    os.makedirs(target, exist_ok=True)
    files = [f for f in input_bytes(project)] + [os.path.join(project, "out", f) for f in os.listdir(os.path.join(project, "out"))]
    # Names may repeat in different folders; cp writes each of them nevertheless.
    return ["cp", "--backup=numbered", *files, target]


def example(program, project, runs):
    with tempfile.TemporaryDirectory() as scratch:
        copy = copy_project(project, os.path.join(scratch, "project"))
        build = [program, "build", "--only", FORMATS, copy]
        run_once(build)
        description = describe.describe(os.path.join(copy, "out", "report.docx"))
        document = os.path.join(scratch, "document.json")
        with open(document, "w", encoding="utf-8") as file:
            json.dump(description, file, ensure_ascii=False)
        commands = {"zhiheng build (docx html xlsx json)": build,
                    "zhiheng build (docx)": [program, "build", "--only", "docx", copy]}
        commands.update(peer_commands(document, scratch, "docx only"))
        print(f"\nThe example: {counted(description)}")
        samples = measure(commands, runs)
        for name in ("npm.docx", "python.docx"):
            check_same(description, os.path.join(scratch, name))
        for label, sample in samples.items():
            sample.row(label)
        copied = Sample()
        command = floor(copy, scratch)
        for _ in range(runs):
            copied.add(*run_once(command))
            shutil.rmtree(command[-1])
            os.makedirs(command[-1])
        copied.row("cp of all inputs and outputs")
        ours = samples.pop("zhiheng build (docx html xlsx json)")
        samples.pop("zhiheng build (docx)")
        print("\nBeside zhiheng build with all four outputs")
        ratios(ours, samples)


def report_size(runs):
    """The peers alone at a yearly report's size, so that their figures can be compared with those of other machines."""
    with tempfile.TemporaryDirectory() as scratch:
        description = synthetic.document()
        document = os.path.join(scratch, "document.json")
        with open(document, "w", encoding="utf-8") as file:
            json.dump(description, file, ensure_ascii=False)
        print(f"\nThe peers at a yearly report's size: {counted(description)}")
        for label, sample in measure(peer_commands(document, scratch, "docx only"), runs).items():
            sample.row(label)


def growth(program, runs, quick):
    sizes = [("observations", {}, "members", [10, 100, 1000]), ("chapters", {}, "chapters", [1, 10] if quick else [1, 10, 100]),
             ("chapters of 100 figures", {"charts": 100}, "chapters", [1, 5] if quick else [1, 5, 50])]
    for what, fixed, argument, steps in sizes:
        print(f"\nGrowth with {what} (docx html xlsx json)")
        before = None
        for step in steps:
            with tempfile.TemporaryDirectory() as scratch:
                observations = generate.generate(scratch, **fixed, **{argument: step})
                amount = observations if what == "observations" else step
                command = [program, "build", "--only", FORMATS, scratch]
                sample = measure({"": command}, max(3, runs // 3))[""]
            line = f"  {amount:>9,} {what:<24}{1000 * sample.time:10.1f} ms {sample.memory / 2**20:9.1f} MiB"
            if before:
                scale = math.log(amount / before[0])
                line += f"    time ~ n^{math.log(sample.time / before[1]) / scale:.2f}, memory ~ n^{math.log(sample.memory / before[2]) / scale:.2f}"
            print(line, flush=True)
            before = (amount, sample.time, sample.memory)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=11, help="measured runs of each command")
    arguments.add_argument("--quick", action="store_true", help="three runs, smaller sizes")
    arguments.add_argument("--program", default=os.path.join(ROOT, "build", "release", "zhiheng"))
    arguments.add_argument("--project", default=os.path.join(ROOT, "examples", "kunming-2023"))
    a = arguments.parse_args()
    runs = 3 if a.quick else a.runs
    peers_ready()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians of {runs} runs (min – max)")
    example(a.program, a.project, runs)
    report_size(3 if a.quick else max(3, runs // 2))
    growth(a.program, runs, a.quick)
    check.bench(measure, a.program, runs, a.quick)


if __name__ == "__main__":
    main()
