# SPDX-License-Identifier: GPL-2.0-or-later
"""Traces as lines of JSON, against docs/trace-schema.json."""

import json
import os
import pathlib

import jsonschema

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs" / "trace-schema.json"
PROGRAM = """
import os, signal, socket, threading
signal.signal(signal.SIGUSR1, lambda *_: None)
os.kill(os.getpid(), signal.SIGUSR1)
thread = threading.Thread(target=lambda: open("/etc/passwd").read())
thread.start(); thread.join()
left, right = socket.socketpair(); left.send(b"x"); right.recv(1)
if os.fork() == 0: os.kill(os.getpid(), signal.SIGKILL)
print(os.wait()[1])
try: open(b"no \\xff\\"<such>\\n".decode("utf-8", "surrogateescape"))
except FileNotFoundError: pass
"""


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def validate(objects):
    validator = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text()))
    for number, line in enumerate(objects, 1):
        for error in validator.iter_errors(line):
            detail = [inner.message for inner in error.context] or [error.message]
            raise AssertionError(f"line {number}: {line}: {detail}")


def traced(place):
    place.run("trace", "--trace-format=json", "-o", "trace.json", "/usr/bin/python3", "-c", PROGRAM)
    return lines(place.path("trace.json").read_text())


def real_traces_fit_the_schema(place):
    objects = traced(place)
    validate(objects)
    types = {line["type"] for line in objects}
    assert types >= {"call", "signal", "birth", "start", "exec", "end"}, types


def the_trace_has_what_was_done(place):
    objects = traced(place)
    calls = [line for line in objects if line["type"] == "call"]
    name = os.fsdecode(b'no \xff"<such>\n')
    (missing,) = [call for call in calls if any(arg.get("value") == name for arg in call["args"])]
    assert missing["errno"] == "ENOENT" and missing["ret"] == "-1", missing
    assert missing["args"][2]["value"] == ["O_RDONLY", "O_CLOEXEC"], missing
    assert any(line["type"] == "end" and line["signal"] == "SIGKILL" for line in objects)
    assert any(line["type"] == "signal" and line["signal"] == "SIGUSR1" for line in objects)
    assert any(line["type"] == "birth" and line["thread"] for line in objects)


def a_binary_trace_becomes_the_same_lines(place):
    place.run("trace", "--trace-format=binary", "-o", "trace.bin", "cat", "/etc/passwd")
    objects = lines(place.run("report", "--json=-", "trace.bin").decode())
    validate(objects)
    reads = [line for line in objects if line.get("name") == "read" and line["ret"] not in ("0", "-1")]
    text = pathlib.Path("/etc/passwd").read_text()
    assert any(text.startswith(call["args"][1]["value"]) for call in reads), reads


def made_up_traces_fit_the_schema(place):
    validate(lines(place.run("report", "--json=-", place.made(3000)).decode()))


STRUCTURES = """
import os, select, signal, socket, time
s = socket.socket(socket.AF_INET6); s.bind(("::1", 0)); s.listen()
t = socket.socket(); t.bind(("127.0.0.1", 0))
u = socket.socket(socket.AF_UNIX); u.getsockname()
p = select.poll(); p.register(s, 1); p.poll(1)
signal.pthread_sigmask(signal.SIG_BLOCK, [2, 3])
signal.pthread_sigmask(signal.SIG_SETMASK, set(range(1, 65)) - {9, 19, 12})
if os.fork() == 0: os._exit(3)
os.wait()
os.writev(1, [b'a"},{' + bytes([10, 1, 255]), b"b"])
os.stat("/etc/passwd")
"""


def structures_are_objects(place):
    place.run("trace", "--trace-format=json", "-o", "trace.json", "/usr/bin/python3", "-c", STRUCTURES)
    objects = lines(place.path("trace.json").read_text())
    validate(objects)

    def values(call, name):
        return [arg.get("value") for line in objects if line.get("name") == call
                for arg in line["args"] if arg["name"] == name]

    addresses = values("bind", "addr")
    assert {"sa_family": "AF_INET6", "sin6_port": "0", "sin6_flowinfo": "0", "sin6_addr": "::1",
            "sin6_scope_id": "0"} in addresses, addresses
    assert {"sa_family": "AF_INET", "sin_port": "0", "sin_addr": "127.0.0.1"} in addresses, addresses
    assert [{"before": "110", "after": "2"}] in values("getsockname", "addrlen"), values("getsockname", "addrlen")
    (polled,) = values("poll", "fds")
    assert polled[0]["events"] == ["POLLIN"] and polled[0]["fd"].isdigit(), polled
    sets = values("rt_sigprocmask", "set")
    assert ["INT", "QUIT"] in sets and any(isinstance(s, dict) and "USR2" in s["except"] for s in sets), sets
    assert [{"WIFEXITED": True, "WEXITSTATUS": "3"}] in values("wait4", "wstatus")
    (vector,) = values("writev", "iov")
    assert [os.fsencode(part["iov_base"]) for part in vector] == [b'a"},{\n\x01\xff', b"b"], vector
    assert vector[0]["iov_len"] == "8", vector
    files = [v for v in values("newfstatat", "statbuf") if isinstance(v, dict)]
    size = str(os.stat("/etc/passwd").st_size)
    assert any(v.get("st_size") == size and v["st_mode"] == ["S_IFREG", "0644"] for v in files), files


DENIED = """
import os
for action in (lambda: open("/etc/made", "w"), lambda: os.chdir("/etc") or open("made", "w"),
               lambda: os.mkdir("made", dir_fd=os.open("/etc", os.O_RDONLY)),
               lambda: os.unshare(os.CLONE_NEWNET), lambda: open("/etc/passwd/none")):
    try: action()
    except OSError: pass
"""


def what_was_denied_is_told_with_its_rule(place):
    python = DENIED.replace("os.unshare(os.CLONE_NEWNET)",
                            '__import__("ctypes").CDLL(None).unshare(0x40000000)')
    place.run("--trace=trace.json", "--trace-format=json", "--profile=default", "/usr/bin/python3", "-c", python)
    objects = lines(place.path("trace.json").read_text())
    validate(objects)
    denied = [line for line in objects if line.get("verdict") == "denied"]
    paths = [arg["value"] for line in denied for arg in line["args"] if arg["name"] in ("path", "pathname", "filename")
             and "made" in arg["value"]]
    assert paths == ["/etc/made", "made", "made"], denied
    assert all(line["rule"] and line["errno"] for line in denied), denied
    (unshare,) = [line for line in denied if line["name"] == "unshare"]
    assert "--profile=default" in unshare["rule"] and "denied" in unshare["flags"], unshare
    allowed = [line for line in objects if line.get("verdict") == "allowed"]
    assert any(line["errno"] == "ENOTDIR" for line in allowed)
    assert all(line["rule"] is None for line in allowed)


CHECKS = [structures_are_objects, what_was_denied_is_told_with_its_rule, real_traces_fit_the_schema, the_trace_has_what_was_done,
          a_binary_trace_becomes_the_same_lines, made_up_traces_fit_the_schema]
