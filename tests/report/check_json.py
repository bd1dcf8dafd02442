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


CHECKS = [real_traces_fit_the_schema, the_trace_has_what_was_done,
          a_binary_trace_becomes_the_same_lines, made_up_traces_fit_the_schema]
