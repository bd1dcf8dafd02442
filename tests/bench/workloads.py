# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole programs that are measured: what each needs, and what it runs.

A workload is prepared once, in a directory of its own, and run there many times.
One that serves has a client, which runs natively whatever the server runs under.
"""

import os
import re
import shlex
import signal
import subprocess
import time
from pathlib import Path
from typing import Callable, NamedTuple, Optional

from measure import Failed, running

SERVER_STARTS_WITHIN_S = 10
SERVER_ENDS_WITHIN_S = 10
C_FILES = 40
GIT_FILES, GIT_COMMITS = 3000, 300
TRUE_COUNT = 1000
ROWS = 20000
REDIS_PORT, NGINX_PORT = 16379, 18080


class Workload(NamedTuple):
    name: str
    command: str  # of a shell, if it needs one; else words
    prepare: Callable[[Path], None] = lambda directory: None
    before: Callable[[Path], None] = lambda directory: None  # each time, unmeasured
    client: Optional[str] = None
    version: str = ""  # a command whose first line says it


def run(command, directory, **options):
    subprocess.run(command, cwd=directory, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.PIPE, **options)


def remove(*names):
    def before(directory):
        for name in names:
            (directory / name).unlink(missing_ok=True)
    return before


def c_source(number):
    functions = "\n".join(
        f"int f{number}_{i}(const char *s) {{ char b[64]; "
        f"snprintf(b, sizeof b, \"%s %d\", s, {i}); return (int)strlen(b); }}"
        for i in range(40))
    return f"#include <stdio.h>\n#include <string.h>\n#include <stdlib.h>\n{functions}\n"


def prepare_c_project(directory):
    objects = " ".join(f"f{number}.o" for number in range(C_FILES))
    for number in range(C_FILES):
        (directory / f"f{number}.c").write_text(c_source(number))
    (directory / "main.c").write_text("int main(void) { return 0; }\n")
    (directory / "Makefile").write_text(
        f"CFLAGS = -O1\nall: main\nmain: main.o {objects}\n\t$(CC) -o $@ $^\n"
        "clean:\n\trm -f main *.o\n")


def git_history():
    """In the language of git fast-import."""
    for number in range(GIT_COMMITS):
        text = f"commit {number}\n"
        yield (f"commit refs/heads/main\ncommitter A <a@example.org> {1600000000 + number} "
               f"+0000\ndata {len(text)}\n{text}\n")
        per_commit = GIT_FILES // GIT_COMMITS
        for file in range(number * per_commit, (number + 1) * per_commit):
            content = f"file {file}\n" * (file % 40 + 1)
            yield (f"M 100644 inline d{file % 50}/f{file}\ndata {len(content)}\n"
                   f"{content}\n")


def prepare_git(directory):
    run(["git", "init", "-q", "-b", "main"], directory)
    run(["git", "fast-import", "--quiet"], directory, input="".join(git_history()),
        text=True)
    run(["git", "reset", "-q", "--hard", "main"], directory)


def prepare_go(directory):
    (directory / "go.mod").write_text("module example.org/small\n\ngo 1.19\n")
    (directory / "main.go").write_text(
        'package main\n\nimport (\n\t"fmt"\n\t"net/http"\n)\n\n'
        "func main() {\n\tfmt.Println(http.StatusText(404))\n}\n")
    run(["go", "build", "-o", "small", "."], directory)


def touch_go(directory):
    """So that something is left to compile."""
    with open(directory / "main.go", "a") as source:
        source.write(f"// {time.monotonic_ns()}\n")


def prepare_nginx(directory):
    (directory / "file").write_text("x" * 4096)
    (directory / "logs").mkdir()
    (directory / "nginx.conf").write_text(
        f"daemon off; pid {directory}/pid; error_log {directory}/logs/error.log;\n"
        "worker_processes 1; events {}\n"
        f"http {{ access_log off; client_body_temp_path {directory}/t1;\n"
        f"proxy_temp_path {directory}/t2; fastcgi_temp_path {directory}/t3;\n"
        f"uwsgi_temp_path {directory}/t4; scgi_temp_path {directory}/t5;\n"
        f"server {{ listen 127.0.0.1:{NGINX_PORT}; root {directory}; }} }}\n")


IMPORTS = "json,asyncio,ssl,http.server,sqlite3,xml.dom.minidom,unittest,decimal,email"
SQL = ("create table t(a integer primary key, b text); begin; "
       f"with recursive n(i) as (select 1 union all select i+1 from n where i<{ROWS}) "
       "insert into t select i, hex(randomblob(20)) from n; commit; "
       "create index x on t(b); "
       + "".join(f"insert into t(b) values('{i}'); " for i in range(50)) +
       "select count(*), max(b) from t;")

WORKLOADS = [
    Workload("python start", f"python3 -c 'import {IMPORTS}'", version="python3 --version"),
    Workload("sqlite insert and select", f"sqlite3 db {shlex.quote(SQL)}",
             before=remove("db", "db-journal"), version="sqlite3 --version"),
    Workload("tar and gzip", "sh -c 'tar -cf - /usr/include 2>/dev/null | gzip -1 > out'",
             version="tar --version"),
    Workload("find", "find /usr -type f -size +1M", version="find --version"),
    Workload("make -j2", "sh -c 'make -s clean && make -s -j2'", prepare_c_project,
             version="gcc --version"),
    Workload("git log and status",
             "sh -c 'git log --stat >out; git status >out; git log -p >out'", prepare_git,
             version="git --version"),
    Workload("redis", f"redis-server --port {REDIS_PORT} --save '' --bind 127.0.0.1",
             client=f"redis-benchmark -p {REDIS_PORT} -q -n 20000 -c 8 -t set,get,lpush",
             version="redis-server --version"),
    Workload("nginx", "nginx -c {directory}/nginx.conf -p {directory}", prepare_nginx,
             client=f"wrk -t1 -c8 -d2s http://127.0.0.1:{NGINX_PORT}/file",
             version="nginx -v"),
    Workload(f"a shell's {TRUE_COUNT} /bin/true",
             f"sh -c 'i=0; while [ $i -lt {TRUE_COUNT} ]; do /bin/true; i=$((i+1)); done'",
             version="dpkg-query -W -f 'dash ${Version}' dash"),
    Workload("go build", "go build -o small .", prepare_go, touch_go,
             version="go version"),
]


def words_of(text, directory):
    return shlex.split(text.replace("{directory}", str(directory)))


def is_listening(port):
    """Asked of the kernel, so that the server is not made to accept anything."""
    wanted = f"0100007F:{port:04X}"
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return any(line.split()[1] == wanted and line.split()[3] == "0A" for line in lines)


def wait_for_port(port, server):
    end = time.monotonic() + SERVER_STARTS_WITHIN_S
    while not is_listening(port):
        if server.poll() is not None or time.monotonic() > end:
            raise Failed("the server did not start to listen")
        time.sleep(0.02)


def requests_per_s(out):
    """redis-benchmark: the mean over its tests; wrk: what it says."""
    rates = [float(line.split()[i]) for line in out.replace("\r", "\n").splitlines()
             for i, word in enumerate(line.split())
             if line.split()[i + 1:i + 4] == ["requests", "per", "second,"]]
    rates += [float(line.split()[1]) for line in out.splitlines()
              if line.startswith("Requests/sec:")]
    if not rates:
        raise Failed(f"the client said no rate: {out[:200]!r}")
    return sum(rates) / len(rates)


def end(server):
    """With all its processes: a tracer that is told to end would leave it."""
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(SERVER_ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        raise Failed("the server does not end at SIGTERM") from None


def serve_s(workload, front, directory):
    """Seconds a request, times 10,000."""
    port = REDIS_PORT if workload.name == "redis" else NGINX_PORT
    command = front + words_of(workload.command, directory)
    with running(command, cwd=directory, stdout=subprocess.DEVNULL,
                 stderr=subprocess.DEVNULL) as server:
        wait_for_port(port, server)
        client = subprocess.run(words_of(workload.client, directory), text=True,
                                capture_output=True, timeout=100)
        end(server)
    return 10000 / requests_per_s(client.stdout)


def work_s(workload, front, directory):
    workload.before(directory)
    command = front + words_of(workload.command, directory)
    begin = time.perf_counter()
    with running(command, cwd=directory, stdout=subprocess.DEVNULL,
                 stderr=subprocess.PIPE) as process:
        _, said = process.communicate()
    if process.returncode != 0:
        raise Failed(f"exit status {process.returncode}; {said.strip()[-200:]}")
    return time.perf_counter() - begin


def seconds(workload, front, directory):
    measure_one = serve_s if workload.client else work_s
    return measure_one(workload, front, directory)


class Calls(NamedTuple):
    """How a run's system calls came, as --stats says it."""
    all: int
    early: int  # trapped before their site was decided
    slow: int   # trapped after that
    fast: int

    @property
    def share(self):
        """Of those after warm-up: that took the fast way."""
        return self.fast / (self.fast + self.slow)


def count_calls(workload, lxrun, directory):
    """One run, unmeasured; what it says goes past the workload's own redirections."""
    said = directory / "stats"
    catch = ["sh", "-c", f'exec "$@" 2>{shlex.quote(str(said))}', "sh"]
    seconds(workload, catch + lxrun + ["--stats"], directory)
    numbers = [int(number) for line in said.read_text().splitlines()
               if line.startswith(("lxrun: system calls: ", "lxrun: trapped: "))
               for number in re.findall(r"\b\d+\b", line)]
    said.unlink()
    if len(numbers) != 7:
        raise Failed("lxrun --stats said nothing")
    trapped, rewritten, served, early = numbers[:4]
    return Calls(trapped + rewritten + served, early, trapped - early, rewritten + served)


def version(workload):
    done = subprocess.run(shlex.split(workload.version), capture_output=True, text=True)
    return ((done.stdout + done.stderr).strip().splitlines() or ["?"])[0]
