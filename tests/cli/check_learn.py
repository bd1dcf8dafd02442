# SPDX-License-Identifier: GPL-2.0-or-later
"""lxrun learn: what a run needed, as a profile that lets it run again and nothing more."""

import json

from support import denials, expect

LIST = ["sh", "-c", "ls / >/dev/null"]
SOCKET = ["/usr/bin/python3", "-c", "import socket; socket.socket()"]


def learn(place, *words):
    file = place.directory / "learned.json"
    done = place.run("learn", "-o", file, *words)
    return file, done


def names(file):
    return set(json.loads(file.read_text())["syscalls"][0]["names"])


def the_learned_profile_lets_the_run_run(place):
    file, done = learn(place, "--", *LIST)
    expect(done, 0)
    expect(place.run("--profile=none", "--seccomp", file, *LIST), 0)


def what_was_not_learned_is_denied_and_told(place):
    file, _ = learn(place, "--", *LIST)
    assert "socket" not in names(file), names(file)
    done = place.run("--profile=none", "--seccomp", file, *SOCKET)
    told, _ = denials(done)
    assert done.returncode != 0 and any(str(file) in line for line in told), done


def merge_adds_another_run(place):
    file, _ = learn(place, "--", *LIST)
    before = names(file)
    expect(learn(place, "--merge", "--", *SOCKET)[1], 0)
    assert before < names(file) and "socket" in names(file)
    for words in (LIST, SOCKET):
        expect(place.run("--profile=none", "--seccomp", file, *words), 0)


def without_merge_the_file_is_made_anew(place):
    learn(place, "--", *SOCKET)
    file, _ = learn(place, "--", *LIST)
    assert "socket" not in names(file)


def status_is_the_programs(place):
    _, done = learn(place, "--", "sh", "-c", "exit 7")
    expect(done, 7)


def wrong_uses_are_told(place):
    expect(place.run("learn", "true"), 125, "-o FILE")
    other = place.file("other.json", json.dumps({"syscalls": [
        {"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0}]}]}))
    expect(place.run("learn", "--merge", "-o", other, "true"), 125, "would be lost")
    broken = place.file("broken.json", "{")
    expect(place.run("learn", "--merge", "-o", broken, "true"), 125, "no JSON")
    assert broken.read_text() == "{"
