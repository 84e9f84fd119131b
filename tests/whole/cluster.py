#!/usr/bin/python3
"""The records of a project on a ClickHouse cluster of three nodes on loopback: cluster.py ZHIHENG [ROWS]
Every fact and every value behind it is DuckDB's; a node killed in mid-query and in mid-ingest, one that hangs, a wrong password, a
certificate that nobody vouches for, records that were not sent: an error that names it, nothing doubled, nothing lost. With ROWS,
also how long a build's queries take through curl and through the program."""
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

zhiheng = os.path.abspath(sys.argv[1])
ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 0
PASSWORD = "secret-7f3a"
failures = []
started = time.time()


def check(name, good, detail=""):
    if not good:
        failures.append(name)
    print("ok   " if good else "FAIL ", name, "" if good else detail, flush=True)


def free_ports(count):
    held = [socket.socket() for _ in range(count)]
    for each in held:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


class Cluster:
    """Three servers with folders, ports and certificates of their own."""

    def __init__(self, folder):
        self.folder = folder
        ports = free_ports(12)
        self.http, self.tcp, self.inter, self.https = ports[:3], ports[3:6], ports[6:9], ports[9:]
        self.processes = [None] * 3
        self.certificates()
        for n in range(3):
            self.write(n)

    def certificates(self):
        def openssl(*arguments):
            subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)
        for name in ("ca", "other"):
            openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", name + ".key", "-out", name + ".pem", "-days", "2", "-subj", "/CN=" + name)
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
        with open(os.path.join(self.folder, "names"), "w") as file:
            file.write("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
        openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "server.pem", "-days", "2", "-extfile", "names")

    def write(self, n):
        base = os.path.join(self.folder, f"node{n}")
        os.makedirs(base)
        shards = "".join(f"<shard><internal_replication>true</internal_replication><replica><host>127.0.0.1</host><port>{port}</port>"
                         f"<user>report</user><password>{PASSWORD}</password></replica></shard>" for port in self.tcp)
        with open(base + "/users.xml", "w") as file:
            file.write(f"""<yandex><profiles><default><max_threads>2</max_threads>{'<log_queries>1</log_queries>' if ROWS else ''}</default></profiles>
<users><report><password>{PASSWORD}</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></report></users>
<quotas><default/></quotas></yandex>""")
        with open(base + "/config.xml", "w") as file:
            file.write(f"""<yandex><logger><level>warning</level><log>{base}/log</log><errorlog>{base}/err</errorlog></logger>
<http_port>{self.http[n]}</http_port><https_port>{self.https[n]}</https_port><tcp_port>{self.tcp[n]}</tcp_port>
<interserver_http_port>{self.inter[n]}</interserver_http_port><interserver_http_host>127.0.0.1</interserver_http_host>
<listen_host>127.0.0.1</listen_host><path>{base}/data/</path><tmp_path>{base}/tmp/</tmp_path><user_files_path>{base}/files/</user_files_path>
<format_schema_path>{base}/schemas/</format_schema_path><users_config>users.xml</users_config><default_profile>default</default_profile>
<default_database>default</default_database><mark_cache_size>134217728</mark_cache_size><uncompressed_cache_size>0</uncompressed_cache_size>
<timezone>UTC</timezone><query_log><database>system</database><table>query_log</table><flush_interval_milliseconds>500</flush_interval_milliseconds></query_log><remote_servers><reports>{shards}</reports></remote_servers>
<openSSL><server><certificateFile>{self.folder}/server.pem</certificateFile><privateKeyFile>{self.folder}/server.key</privateKeyFile>
<verificationMode>none</verificationMode><loadDefaultCAFile>false</loadDefaultCAFile></server></openSSL></yandex>""")

    def start(self, n):
        base = os.path.join(self.folder, f"node{n}")
        with open(base + "/out", "ab") as out:
            self.processes[n] = subprocess.Popen(["clickhouse-server", f"--config-file={base}/config.xml"], cwd=base, stdout=out, stderr=out)
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.http[n]}/ping", timeout=1).read()
                return
            except OSError:
                if self.processes[n].poll() is not None:
                    break
                time.sleep(0.1)
        with open(base + "/out", errors="replace") as out:
            raise RuntimeError("the server does not start: " + out.read()[-2000:])

    def kill(self, n):
        self.processes[n].kill()
        self.processes[n].wait()

    def stop(self):
        for process in self.processes:
            if process and process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
                process.wait()

    def ask(self, n, sql, database="zhiheng"):
        request = urllib.request.Request(f"http://127.0.0.1:{self.http[n]}/?database={database}&wait_end_of_query=1", data=sql.encode(),
                                         headers={"X-ClickHouse-User": "report", "X-ClickHouse-Key": PASSWORD})
        try:
            return urllib.request.urlopen(request, timeout=60).read().decode()
        except urllib.error.HTTPError as fault:
            raise RuntimeError(fault.read().decode()) from fault

    def forget(self, n):
        """Drops the database. A server that was killed in the midst of an insertion may leave a table's folder without a table,
        over which DROP stumbles."""
        for attempt in range(10):
            try:
                return self.ask(n, "DROP DATABASE IF EXISTS zhiheng", "default")
            except RuntimeError as fault:
                if "Directory not empty" not in str(fault) or attempt == 9:
                    raise
                time.sleep(0.5)
                shutil.rmtree(os.path.join(self.folder, f"node{n}", "data", "data", "zhiheng"), ignore_errors=True)

    def rows(self):
        """Of the complaints by file, over all shards, past the program and past Distributed."""
        counts = {}
        for n in range(3):
            for line in self.ask(n, "SELECT _file, count(*) FROM complaint_local GROUP BY _file").splitlines():
                file, count = line.split("\t")
                counts[file] = counts.get(file, 0) + int(count)
        return counts


MEASURES = [  # name, kind of indicator, unit, records
    ("甲件数", "flow", "件", "by = {BY}, cross = [[\"division\", \"status\"]], periods = [\"year\", \"half\", \"quarter\", \"month\"]"),
    ("乙办结", "flow", "件", "by = {BY}, where = { status = \"已办结\", kind = { not = [\"咨询\"] } }"),
    ("丙金额", "flow", "元", "value = \"sum\", field = \"amount\", by = {BY}"),
    ("丁均额", "rate", "元", "value = \"mean\", field = \"amount\", by = {BY}, where = { kind = [\"投诉\", \"举报\"] }"),
    ("戊企业", "flow", "家", "value = \"distinct\", field = \"firm\", by = {BY}, periods = [\"year\", \"quarter\"]"),
    ("己结率", "rate", "%", "value = \"ratio\", that = { status = \"已办结\" }, by = {BY}"),
    ("庚中位", "rate", "元", "value = \"median\", field = \"amount\", by = {BY}"),
    ("辛大额", "flow", "件", "by = {BY}, where = { amount = { min = \"500.01\", below = \"900\" }, channel = { not = [\"信访件\"] } }"),
    ("壬早", "flow", "件", "by = {BY}, where = { received_at = { min = \"2022-03-05 08:00:00\", max = \"2023-06-30\" } }"),
    ("癸未填", "flow", "件", "by = {BY}, where = { amount = { filled = false } }"),
]
BREAKDOWNS = ["division", "channel", "status", "section", "industry", "firm"]
BY = ("{ division = \"division\", channel = \"channel\", status = \"status\", section = { field = \"industry\", level = \"门类\" }, "
      "industry = \"industry\", firm = { field = \"firm\", top = 5 } }")
DIVISIONS = ["城东所", "城西所", "o'所", "反\\斜所", "制表 所"]
FIRMS = [f"企业{n}" for n in range(40)] + ["甲'乙\\丙", "\"引号\"公司"]


def complaints(path, rows, first, seed):
    dice = random.Random(seed)
    with open(path, "w", encoding="utf-8") as file:
        file.write("登记编号,登记时间,类型,受理渠道,承办单位,办理状态,国民经济行业,被投诉企业,涉及金额,投诉人\n")
        for n in range(first, first + rows):
            year = dice.choice([1938, 1969, 2022, 2023, 2023, 2023, 2199])  # also where ClickHouse's own dates end
            amount = dice.choice(["", "0.01", f"{dice.randint(0, 150000) / 100:.2f}", f"{dice.randint(0, 150000) / 100:.2f}", "9999999999999.99" if n % 997 == 0 else "7"])
            firm = dice.choice(FIRMS).replace('"', '""')
            file.write(f"T{n:08},{year}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02} {dice.randint(0, 23):02}:00:07,{dice.choice(['投诉', '举报', '咨询'])},"
                       f"{dice.choice(['全国12315平台', '市长热线', '信访件', ''])},{dice.choice(DIVISIONS)},{dice.choice(['已办结', '办理中', '终止'])},"
                       f"{dice.choice(['01', '13', '51', '62', ''])},\"{firm}\",{amount},姓名\n")


def equipment(folder):
    """A register: without dates."""
    os.makedirs(folder + "/records/device")
    with open(folder + "/records/device/1.csv", "w", encoding="utf-8") as file:
        file.write("编号,类别,在用,投用日期\n" + "".join(f"E{n},{['电梯', '锅炉', ''][n % 3]},{['是', '否', ''][n % 4 % 3]},{1900 + n % 300}-02-28\n" for n in range(900)))


CATALOG = """
[records.device]
name = "台账"
key = "id"
[records.device.fields]
id = { name = "编号", type = "text", required = true }
kind = { name = "类别", type = "text" }
used = { name = "在用", type = "yes-no" }
since = { name = "投用日期", type = "date" }
[t.devices]
name = "子设备"
unit = "台"
kind = "stock"
by = { used = "在用表", dkind = "类别表" }
records = { kind = "device", by = { used = "used", dkind = "kind" }, where = { since = { min = "1950-01-01" } } }
[t.kinds]
name = "丑种类"
unit = "种"
kind = "stock"
by = { used = "在用表" }
records = { kind = "device", value = "distinct", field = "kind", by = { used = "used" }, where = { used = true } }
[lists."在用表"]
is = "subset"
[lists."类别表"]
is = "subset"
"""


def project(folder, rows, files=3):
    os.makedirs(folder + "/records/complaint")
    os.makedirs(folder + "/catalog")
    os.makedirs(folder + "/report")
    text = CATALOG
    for name in BREAKDOWNS:
        text += f'[lists."表{name}"]\nis = "subset"\n'
    for n, (name, kind, unit, records) in enumerate(MEASURES):
        lists = ", ".join(f'{b} = "表{b}"' for b in BREAKDOWNS)
        text += f'[t.m{n}]\nname = "{name}"\nunit = "{unit}"\nkind = "{kind}"\nby = {{ {lists} }}\nrecords = {{ kind = "complaint", {records.replace("{BY}", BY)} }}\n'
    with open(folder + "/catalog/t.toml", "w", encoding="utf-8") as file:
        file.write(text)
    chapter = "# 计数\n\n"
    for n, (name, *_rest) in enumerate(MEASURES):
        chapter += f"{name}{{{{ {name} }}}}，上年{{{{ {name}[2022] }}}}。\n\n"
        for b in BREAKDOWNS:
            chapter += f'```table {{#tbl-{n}-{b}}}\ncaption = "{name}{b}"\nrows = "{b}"\ncolumns = "指标"\nindicators = ["{name}"]\nsort = "descending"\n```\n\n'
    chapter += "设备{{ 子设备 }}，在用{{ 子设备[used = 是] }}，电梯{{ 子设备[dkind = 电梯] }}，种类{{ 丑种类 }}。\n\n"
    chapter += "五月{{ 甲件数[2023-05] }}，三季度{{ 甲件数[2023Q3] }}，企业{{ 戊企业[2023Q2] }}，城东办结{{ 甲件数[division = 城东所, status = 已办结] }}。\n"
    with open(folder + "/report/1.md", "w", encoding="utf-8") as file:
        file.write(chapter)
    configure(folder)
    equipment(folder)
    for n in range(files):
        complaints(f"{folder}/records/complaint/{n + 1}.csv", rows // files, n * (rows // files) * 9 // 10, n)  # rows are replaced


def configure(folder, cluster=None, **changes):
    text = 'title = "测试"\nperiod = 2023\nregion = { name = "昆明市", code = "530100" }\n'
    if cluster:
        keys = {"addresses": [f"http://127.0.0.1:{port}" for port in cluster.http], "cluster": "reports", "user": "report",
                "password_env": "ZH_TEST_PASSWORD", "connect_seconds": 2, "query_seconds": 60, **changes}
        text += '[engine]\nkind = "clickhouse"\n' + "".join(f"{k} = {json.dumps(v)}\n" for k, v in keys.items() if v is not None)
    with open(folder + "/zhiheng.toml", "w", encoding="utf-8") as file:
        file.write(text)


def run(verb, folder, *more, password=PASSWORD, start=False):
    command = [zhiheng, "--lang", "en", verb, *more, folder]
    environment = dict(os.environ, ZH_TEST_PASSWORD=password)
    if start:
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)


def told(folder):
    """Facts and all that is behind them, but for the text of the queries, which are the engines' own."""
    with open(folder + "/out/ledger.json", encoding="utf-8") as file:
        ledger = json.load(file)

    def strip(node):
        if isinstance(node, dict):
            return {k: strip(v) for k, v in node.items() if k != "query"}
        return [strip(each) for each in node] if isinstance(node, list) else node
    return strip({key: ledger[key] for key in ("facts", "lineage", "origins") if key in ledger})


def build(folder, **options):
    shutil.rmtree(folder + "/out", ignore_errors=True)
    return run("build", folder, "--only", "json", **options)


def same(cluster, folder):
    result = run("ingest", folder)
    check("DuckDB takes the records", result.returncode == 0, result.stderr)
    result = build(folder)
    check("and counts them", os.path.exists(folder + "/out/ledger.json"), result.stdout + result.stderr)
    expected = told(folder)
    check("there is something to compare", len(expected["facts"]) > 300, str(len(expected["facts"])))
    configure(folder, cluster)
    result = build(folder)
    check("what was never sent is refused", result.returncode == 1 and "E272" in result.stderr and not os.path.exists(folder + "/out/ledger.json"), result.stderr)
    result = run("ingest", folder)
    check("the cluster takes them", result.returncode == 0, result.stdout + result.stderr)
    result = build(folder)
    check("every fact is DuckDB's", os.path.exists(folder + "/out/ledger.json") and told(folder) == expected, result.stderr[:3000])
    with open(folder + "/out/ledger.json", encoding="utf-8") as file:
        check("and was asked of the cluster", "intDiv" in file.read())
    # The comparison can fail: the same rows, one value another.
    cluster.ask(0, "CREATE TABLE kept AS complaint_local ENGINE = Memory")
    cluster.ask(0, "INSERT INTO kept SELECT * FROM complaint_local WHERE _file = 1")
    names = cluster.ask(0, "SELECT name FROM system.columns WHERE database = 'zhiheng' AND table = 'kept' ORDER BY name").split()
    changed = ", ".join("'城东所'" if n == "division" else f'"{n}"' for n in names)
    listed = ", ".join(f'"{n}"' for n in names)
    cluster.ask(0, "ALTER TABLE complaint_local DROP PARTITION 1")
    cluster.ask(0, f"INSERT INTO complaint_local ({listed}) SELECT {changed} FROM kept")
    build(folder)
    check("a value altered on a shard shows in the facts", told(folder) != expected)
    cluster.ask(0, "ALTER TABLE complaint_local DROP PARTITION 1")
    cluster.ask(0, f"INSERT INTO complaint_local ({listed}) SELECT {listed} FROM kept")
    cluster.ask(0, "DROP TABLE kept")
    build(folder)
    check("and no longer when it is put back", told(folder) == expected)
    return expected


def example(cluster, folder):
    """The report whose chapters are counted from simulated records: all its facts, from either engine."""
    shutil.copytree(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../examples/kunming-2023"), folder,
                    ignore=shutil.ignore_patterns("out", "records", ".zhiheng"))
    check("the example's records are simulated", run("simulate", folder).returncode == 0)
    check("DuckDB takes the example's records", run("ingest", folder).returncode == 0)
    build(folder)
    expected = told(folder)
    with open(folder + "/zhiheng.toml", "a", encoding="utf-8") as file:
        file.write('\n[engine]\nkind = "clickhouse"\ncluster = "reports"\nuser = "report"\ndatabase = "example"\npassword_env = "ZH_TEST_PASSWORD"\n'
                   f'addresses = {json.dumps([f"http://127.0.0.1:{port}" for port in cluster.http])}\n')
    result = run("ingest", folder)
    check("the cluster takes the example's records", result.returncode == 0, result.stdout + result.stderr)
    result = build(folder)
    good = os.path.exists(folder + "/out/ledger.json")
    check(f"all {len(expected['facts'])} facts of the example are DuckDB's", good and told(folder) == expected, result.stderr[:3000])


def access(cluster, folder, expected):
    result = build(folder, password="wrong")
    check("a wrong password is an error that does not show it", result.returncode == 1 and "E265" in result.stderr and "wrong" not in result.stderr.replace("Wrong password", ""), result.stderr)
    addresses = [f"https://127.0.0.1:{port}" for port in cluster.https]
    configure(folder, cluster, addresses=addresses, ca_file=cluster.folder + "/ca.pem")
    result = build(folder)
    check("https with the office's own authority", os.path.exists(folder + "/out/ledger.json") and told(folder) == expected, result.stderr)
    configure(folder, cluster, addresses=addresses, ca_file=cluster.folder + "/other.pem")
    result = build(folder)
    check("another authority's certificate is refused", result.returncode == 1 and "certificate" in result.stderr and "E271" in result.stderr, result.stderr)
    with open(folder + "/password", "w") as file:
        file.write(PASSWORD + "\n")
    configure(folder, cluster, password_env=None, password_file="password")
    result = build(folder)
    check("a password from a file", os.path.exists(folder + "/out/ledger.json"), result.stderr)
    seals = []
    for end in ("\n", "\n\n"):  # the same password in another file: no digest of it may be anywhere
        with open(folder + "/password", "w") as file:
            file.write(PASSWORD + end)
        build(folder)
        with open(folder + "/out/ledger.json", encoding="utf-8") as file:
            seals.append(file.read())
    check("and no trace of it in what is written", seals[0] == seals[1] and PASSWORD not in seals[0])
    configure(folder, cluster)


def faults(cluster, folder, expected):
    name = f"127.0.0.1:{cluster.http[1]}"
    cluster.kill(1)
    result = build(folder)
    check("a node that is down is named", result.returncode == 1 and "E271" in result.stderr and name in result.stderr and not os.path.exists(folder + "/out/ledger.json"), result.stderr)
    cluster.start(1)
    build(folder)
    check("and back again all is as before", told(folder) == expected)
    os.kill(cluster.processes[1].pid, signal.SIGSTOP)
    start = time.time()
    result = build(folder)
    took = time.time() - start
    os.kill(cluster.processes[1].pid, signal.SIGCONT)
    check("a node that hangs is named within the deadline", result.returncode == 1 and name in result.stderr and took < 8, f"{took:.1f} s {result.stderr}")
    # Hanging only after it was asked whether it is there: the query's own deadline.
    configure(folder, cluster, query_seconds=3)
    seen = 0
    for wait in (0.05, 0.1, 0.15, 0.2, 0.3):
        process = run("build", folder, "--only", "json", start=True)
        time.sleep(wait)
        os.kill(cluster.processes[1].pid, signal.SIGSTOP)
        start = time.time()
        error = process.communicate(timeout=60)[1]
        took = time.time() - start
        os.kill(cluster.processes[1].pid, signal.SIGCONT)
        if process.returncode != 0 and "E271" in error:
            seen += name in error and took < 12
        elif told(folder) != expected:
            seen = -99
    check("also in the midst of its queries", seen >= 1, str(seen))
    configure(folder, cluster)


def killed(cluster, folder, expected):
    name = f"127.0.0.1:{cluster.http[2]}"
    dice = random.Random(3)
    errors = wrong = unnamed = 0
    for _ in range(6):
        shutil.rmtree(folder + "/out", ignore_errors=True)
        process = run("build", folder, "--only", "json", start=True)
        time.sleep(dice.uniform(0.02, 0.5))
        cluster.kill(2)
        error = process.communicate(timeout=60)[1]
        if process.returncode != 0 and "E27" in error:
            errors += 1
            unnamed += name not in error
            wrong += os.path.exists(folder + "/out/ledger.json")
        else:
            wrong += told(folder) != expected
        cluster.start(2)
    check("killed in mid-query: an error that names the node, or the whole answer", wrong == 0 and unnamed == 0 and errors > 0, f"{errors} errors, {unnamed} unnamed, {wrong} wrong")


def killed_ingest(cluster, folder):
    name = f"127.0.0.1:{cluster.http[0]}"
    complaints(folder + "/records/complaint/4.csv", 60000, 100, 9)  # replaces rows of the others
    shutil.copytree(folder, folder + "-alone", ignore=shutil.ignore_patterns(".zhiheng", "out"))
    configure(folder + "-alone")
    assert run("ingest", folder + "-alone").returncode == 0
    build(folder + "-alone")
    expected = told(folder + "-alone")
    errors = unnamed = refused = 0
    for part in (0.2, 0.45, 0.6, 0.75, 0.9):
        shutil.rmtree(folder + "/.zhiheng", ignore_errors=True)
        for n in range(3):
            cluster.forget(n)
        if part == 0.2:  # once in full, to know how long it takes
            start = time.time()
            assert run("ingest", folder).returncode == 0
            length = time.time() - start
            for n in range(3):
                cluster.forget(n)
            shutil.rmtree(folder + "/.zhiheng")
        process = run("ingest", folder, start=True)
        time.sleep(length * part)
        cluster.kill(0)
        error = process.communicate(timeout=120)[1]
        if process.returncode != 0:
            errors += 1
            unnamed += name not in error
        cluster.start(0)
        if process.returncode != 0:
            refused += "E272" in build(folder).stderr
    check("a node killed in mid-ingest: an error that names it", errors > 0 and unnamed == 0, f"{errors} errors, {unnamed} unnamed")
    check("until it is repeated nothing is counted", refused == errors, f"{refused} of {errors}")
    result = run("ingest", folder)
    counts = cluster.rows()
    check("repeated, nothing is doubled and nothing lost", result.returncode == 0 and build(folder) and told(folder) == expected, f"{counts} {result.stderr}")
    # The program itself killed while it sends.
    for part in (0.5, 0.7, 0.85):
        for n in range(3):
            cluster.forget(n)
        shutil.rmtree(folder + "/.zhiheng")
        process = run("ingest", folder, start=True)
        time.sleep(length * part)
        process.kill()
        process.communicate()
    result = run("ingest", folder)
    check("the program killed while it sends: the same", result.returncode == 0 and build(folder) and told(folder) == expected, result.stderr)
    before = cluster.rows()
    cluster.ask(0, "INSERT INTO complaint_local SELECT * FROM complaint_local LIMIT 5")
    result = build(folder)
    check("rows that somebody else put there are noticed", result.returncode == 1 and "E272" in result.stderr, result.stderr)
    result = run("ingest", folder)
    check("and ingest mends it", result.returncode == 0 and cluster.rows() == before, result.stderr)


def from_table(cluster, folder):
    """Records that come from a table of a server, with a complainant's name, a column nobody asked for and a NULL."""
    os.makedirs(folder + "/report")
    with open(folder + "/report/1.md", "w", encoding="utf-8") as file:
        file.write("# 甲\n\n办结{{ 全国12315平台投诉举报件数 }}。\n")

    def configure_table(**changes):
        keys = {"address": f"http://127.0.0.1:{cluster.http[0]}", "user": "report", "password_env": "ZH_TEST_PASSWORD", "connect_seconds": 2, **changes}
        with open(folder + "/zhiheng.toml", "w", encoding="utf-8") as file:
            file.write('title = "测试"\nperiod = 2023\nregion = { name = "昆明市", code = "530100" }\n[[records]]\nkind = "complaint"\ntable = "office.来件"\n'
                       "server = { " + ", ".join(f"{k} = {json.dumps(v)}" for k, v in keys.items() if v is not None) + " }\n")

    cluster.ask(0, "CREATE DATABASE office", "default")
    cluster.ask(0, "CREATE TABLE office.`来件` (`登记编号` String, `登记时间` DateTime, `类型` Nullable(String), `受理渠道` String, `涉及金额` Nullable(Decimal(18,2)),"
                   " `投诉人` String, `办理状态` String, `备用\\`栏` UInt8) ENGINE = MergeTree PARTITION BY tuple() ORDER BY `登记编号`", "default")
    rows = ", ".join(f"('R{n:05}', '2023-0{1 + n % 9}-10 08:30:00', {'NULL' if n == 7 else chr(39) + '投诉' + chr(39)}, '全国12315平台', {'NULL' if n % 3 else n + 0.25}, '张某{n}', '已办结', 1)" for n in range(5000))
    cluster.ask(0, "INSERT INTO office.`来件` VALUES " + rows, "default")
    configure_table()
    result = run("ingest", folder)
    copies = os.listdir(folder + "/records/complaint") if os.path.isdir(folder + "/records/complaint") else []
    check("a table's rows are taken", result.returncode == 0 and copies == ["office.来件.csv"] and "5000" in result.stdout, result.stdout + result.stderr)
    with open(folder + "/records/complaint/" + copies[0], encoding="utf-8") as file:
        text = file.read()
    check("without the name of anybody, or columns that nobody asked for", "张某" not in text and "备用" not in text and '"R00012","2023-04-10 08:30:00"' in text and '"12.25"' in text, text[:300])
    result = build(folder)
    values = [fact["figure"] for fact in told(folder)["facts"]]
    check("and counted, but for the one of no kind", values == ["4999"], result.stderr + str(values))
    result = run("ingest", folder)
    check("the same table twice changes nothing", result.returncode == 0 and os.listdir(folder + "/records/complaint") == copies, result.stdout + result.stderr)
    journal = open(folder + "/records/journal.tsv", encoding="utf-8").read()
    cluster.ask(0, "INSERT INTO office.`来件` VALUES ('R99999', '2023-01-01 00:00:00', '举报', '全国12315平台', 1, '', '已办结', 0)", "default")
    result = run("ingest", folder, password="wrong")
    check("a wrong password is an error", result.returncode == 1 and "Wrong password" in result.stderr, result.stderr)
    configure_table(address=f"http://127.0.0.1:{free_ports(1)[0]}")
    result = run("ingest", folder)
    check("a server that does not answer is an error where it is named", result.returncode == 1 and "E274" in result.stderr and "zhiheng.toml:" in result.stderr, result.stderr)
    configure_table(password_env="ZH_NOWHERE")
    result = run("ingest", folder)
    check("a password that is not there is an error", result.returncode == 1 and "E275" in result.stderr, result.stderr)
    check("but not for who only builds", build(folder).returncode == 0)
    check("and nothing changed", open(folder + "/records/journal.tsv", encoding="utf-8").read() == journal and not os.listdir(folder + "/.zhiheng/incoming"))
    configure_table()
    cluster.kill(0)
    result = run("ingest", folder)
    check("a server that is down is an error", result.returncode == 1 and "E274" in result.stderr, result.stderr)
    cluster.start(0)
    result = run("ingest", folder)
    check("a new row of the table comes in, the others stay", result.returncode == 0 and sorted(os.listdir(folder + "/records/complaint")) == ["office.来件-2.csv", "office.来件.csv"], result.stdout + result.stderr)
    build(folder)
    check("once", [fact["figure"] for fact in told(folder)["facts"]] == ["5000"])
    cluster.ask(0, "ALTER TABLE office.`来件` DROP COLUMN `登记时间`", "default")
    result = run("ingest", folder)
    check("a table that lost a field is an error that names it", result.returncode == 1 and "登记时间" in result.stderr, result.stderr)


def best_of(count, function):
    best = None
    for _ in range(count):
        start = time.time()
        function()
        took = time.time() - start
        best = took if best is None else min(best, took)
    return best


def measure(cluster, folder, name, measures):
    """Overhead of the program over the cluster's own time: all queries of one build, taken from its log, through curl."""
    global MEASURES
    kept, MEASURES = MEASURES, [m for m in MEASURES if m[0] in measures]
    project(folder, ROWS, 1)
    MEASURES = kept
    taken = best_of(1, lambda: run("ingest", folder))
    alone = best_of(3, lambda: build(folder))
    facts = told(folder)
    configure(folder, cluster)
    sent = best_of(1, lambda: run("ingest", folder))
    for n in range(3):
        cluster.ask(n, "SYSTEM FLUSH LOGS", "default")
    cluster.ask(0, "DROP TABLE IF EXISTS query_log", "system")
    whole = best_of(1, lambda: build(folder))
    assert told(folder) == facts
    cluster.ask(0, "SYSTEM FLUSH LOGS", "default")
    log = cluster.ask(0, "SELECT query FROM query_log WHERE type = 2 AND is_initial_query AND query LIKE 'SELECT%FORMAT%' FORMAT JSONCompact", "system")
    queries = [row[0] for row in json.loads(log)["data"] if "query_log" not in row[0]]
    whole = min(whole, best_of(2, lambda: build(folder)))
    command = ["curl", "-sS", "-o", "/dev/null", "-H", "X-ClickHouse-User: report", "-H", "X-ClickHouse-Key: " + PASSWORD, "--data-binary", "@-",
               f"http://127.0.0.1:{cluster.http[0]}/?database=zhiheng&max_query_size=16777216&max_ast_elements=1000000&wait_end_of_query=1&buffer_size=1048576"]

    def all_queries():
        for sql in queries:
            subprocess.run(command, input=sql.encode(), check=True)
    curl = best_of(3, all_queries)
    size = sum(int(cluster.ask(n, "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'zhiheng' AND table = 'complaint_local'")) for n in range(3))
    rows = sum(cluster.rows().values())
    print(f"{name}: {rows} rows; DuckDB: ingest {taken:.2f} s, build {alone:.2f} s; cluster: unchanged ingest and sending {sent:.2f} s, "
          f"build {whole:.2f} s, the {len(queries)} queries of a build through curl {curl:.2f} s; {size / rows:.1f} bytes a row on the shards, "
          f"{os.path.getsize(folder + '/.zhiheng/records.duckdb') / rows:.1f} in DuckDB", flush=True)


with tempfile.TemporaryDirectory() as work:
    os.makedirs(work + "/servers")
    servers = Cluster(work + "/servers")
    try:
        for node in range(3):
            servers.start(node)
        if ROWS:
            every = [m[0] for m in MEASURES]
            measure(servers, work + "/tables", "without median", [m for m in every if m != "庚中位"])
            measure(servers, work + "/all", "with median by six breakdowns", every)
        else:
            from_table(servers, work + "/table")
            example(servers, work + "/example")
            project(work + "/project", 30000)
            facts = same(servers, work + "/project")
            access(servers, work + "/project", facts)
            faults(servers, work + "/project", facts)
            killed(servers, work + "/project", facts)
            killed_ingest(servers, work + "/project")
            for node in range(3):
                if servers.processes[node].poll() is not None:
                    servers.start(node)
    finally:
        servers.stop()
print(f"{len(failures)} failed, {time.time() - started:.0f} s")
sys.exit(1 if failures else 0)
