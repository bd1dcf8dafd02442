# SPDX-License-Identifier: GPL-2.0-or-later
"""lxrun trace: what strace's letters make of the text."""

import re

from support import expect

ECHO = ("sh", "-c", "echo hello")


def trace(place, *words, status=0):
    done = place.run("trace", *words)
    assert done.returncode == status, done
    return done.stderr.splitlines()


def only_the_calls_asked_for(place):
    lines = trace(place, "-qq", "-e", "trace=write", *ECHO)
    assert lines == ['write(1, "hello\\n", 6)' + 18 * " " + "= 6"], lines
    lines = trace(place, "-qq", "-e", "%network,?nothing_new,/^wri.e$", *ECHO)
    assert len(lines) == 1, lines
    assert not any(line.startswith("write(") for line in trace(place, "-e", "!write", *ECHO))


def a_set_that_names_nothing_is_refused(place):
    for word in "nothing", "%nothing", "/^$", "9999":
        expect(place.run("trace", "-e", f"trace={word}", "true"), 125, word)
    expect(place.run("trace", "-e", "colour=red", "true"), 125, "colour")


def times_stand_in_front_and_behind(place):
    patterns = {"-t": r"\d\d:\d\d:\d\d ", "-tt": r"\d\d:\d\d:\d\d\.\d{6} ",
                "-ttt": r"\d{10}\.\d{6} ", "-r": r" +\d+\.\d{6} "}
    for option, pattern in patterns.items():
        for line in trace(place, option, "-e", "write", *ECHO):
            assert re.match(pattern + r"(write|\+\+\+)", line), (option, line)
    line = trace(place, "-T", "-e", "write", *ECHO)[0]
    assert re.search(r"= 6 <\d+\.\d{6}>$", line), line


def calls_are_made_to_fail(place):
    fault = "inject=write:error=ENOSPC:when=1"
    lines = trace(place, "-qq", "-e", "write", "-e", fault, *ECHO, status=1)
    failed = 'write(1, "hello\\n", 6)' + 18 * " " + "= -1 ENOSPC (No space left on device) (INJECTED)"
    assert failed in lines, lines
    lines = trace(place, "-qq", "-e", "write", "-e", "inject=write:retval=6", *ECHO)
    assert lines[0].endswith("= 6 (INJECTED)"), lines


def an_injection_that_is_not_understood_is_refused(place):
    for text in "write", "write:error=EWHAT", "write:when=0", "write:delay_enter=1h", "write:poke=1":
        expect(place.run("trace", "-e", f"inject={text}", "true"), 125, "inject")


def only_failures_or_only_successes(place):
    failed = trace(place, "-qq", "-Z", "cat", "/etc/passwd")
    assert failed and all("= -1 E" in line for line in failed if "(" in line), failed
    assert not any("= -1 E" in line for line in trace(place, "-z", "cat", "/etc/passwd"))


def only_what_concerns_a_file(place):
    lines = trace(place, "-qq", "-P", "/etc/passwd", "cat", "/etc/passwd")
    names = [line.split("(")[0] for line in lines]
    assert names[0] == "openat" and names[-1] == "close" and "read" in names, lines
    assert "mmap" not in names[:1] and "execve" not in names, lines


def data_is_dumped(place):
    lines = trace(place, "-qq", "-s", "2", "-e", "write", "-e", "write=1", *ECHO)
    assert lines[0].startswith('write(1, "he"..., 6)'), lines
    assert lines[1] == " | 00000  68 65 6c 6c 6f 0a" + 33 * " " + "hello.           |", lines


def secrets_are_hidden(place):
    done = place.run("trace", "--redact", "-v", "-E", "TOKEN=abcdef", "-s", "100",
                     "-e", "execve,write", *ECHO)
    assert done.returncode == 0, done
    assert '"TOKEN=<6 bytes>"' in done.stderr and "abcdef" not in done.stderr, done.stderr
    assert 'write(1, "<6 bytes>", 6)' in done.stderr, done.stderr


def calls_are_counted(place):
    lines = trace(place, "-c", "-U", "calls,errors,name", "-S", "calls", *ECHO)
    assert lines[0].split() == ["calls", "errors", "syscall"], lines
    assert any(line.split() == ["1", "write"] for line in lines), lines
    counts = [int(line.split()[0]) for line in lines[2:-2]]
    assert counts == sorted(counts, reverse=True) and lines[-1].endswith("total"), lines
    assert sum(counts) == int(lines[-1].split()[0]), lines
    expect(place.run("trace", "-c", "-S", "beauty", "true"), 125, "beauty")


def the_end_by_a_signal_is_told(place):
    lines = trace(place, "-q", "-e", "trace=read,pause", "sh", "-c", "kill -9 $$", status=137)
    assert lines[-1] == "+++ killed by SIGKILL +++", lines


def several_threads_have_their_numbers(place):
    lines = trace(place, "-e", "trace=%process", "sh", "-c", "sleep 0.1 & wait")
    assert any(re.match(r"lxrun: Process \d+ attached$", line) for line in lines), lines
    assert any(re.match(r"\[pid +\d+\] \+\+\+ exited with 0 \+\+\+$", line) for line in lines), lines
    quiet = trace(place, "-q", "-e", "trace=%process", "sh", "-c", "sleep 0.1 & wait")
    assert not any("attached" in line for line in quiet), quiet
