# SPDX-License-Identifier: GPL-2.0-or-later
"""--verbose: which calls of the run were not done as on Linux."""

import json
import os
import sys

from support import expect

CALL = "import ctypes, sys; [ctypes.CDLL(None).syscall(int(n), -1, -1, -1) for n in sys.argv[1:]]"
SETUP, UNKNOWN, HUGE = 425, 999, 2147483647


def said(done):
    return [line for line in done.stderr.splitlines() if line.startswith("lxrun: used: ")]


def nothing_is_said_unasked(place):
    done = place.run(sys.executable, "-c", CALL, str(SETUP), str(UNKNOWN))
    expect(done, 0)


def partial_refused_and_unknown_calls_are_named(place):
    done = place.run("--verbose", sys.executable, "-c", CALL,
                     *map(str, (SETUP, UNKNOWN, HUGE, 39, 39)))
    assert done.returncode == 0, done
    lines = said(done)
    assert "lxrun: used: io_uring_setup: refused with ENOSYS" in lines, lines
    assert any(f" {UNKNOWN}:" in line for line in lines), lines
    assert any(f" {HUGE}:" in line for line in lines), lines
    assert not any("getpid" in line or "write:" in line for line in lines), lines


def each_is_said_once_for_the_whole_run(place):
    once = f"{sys.executable} -c '{CALL}' {SETUP}"
    done = place.run("--verbose", "sh", "-c", f"{once}; ({once}); {once} & wait; exec {once}")
    assert done.returncode == 0, done
    lines = said(done)
    assert len(lines) == len(set(lines)), lines
    assert sum("io_uring_setup" in line for line in lines) == 1, lines


def it_is_said_however_the_run_ends(place):
    done = place.run("--verbose", "sh", "-c", f"{sys.executable} -c '{CALL}' {SETUP}; kill -9 $$")
    assert done.returncode == 137, done
    assert any("io_uring_setup" in line for line in said(done)), done.stderr


def machines_are_told_too(place):
    reader, writer = os.pipe()
    with os.fdopen(reader) as lines:
        place.run("--verbose", "--json-status-fd", writer, sys.executable, "-c", CALL,
                  *map(str, (SETUP, UNKNOWN)), pass_fds=[writer])
        os.close(writer)
        used = [json.loads(line).get("used") for line in lines]
    assert {"number": SETUP, "call": "io_uring_setup", "lacks": "refused with ENOSYS"} in used, used
    assert any(each and each["number"] == UNKNOWN and each["call"] is None for each in used), used


def no_memory_is_left_behind(place):
    before = place.finish(["ipcs", "-m"]).stdout
    place.run("--verbose", "true")
    assert place.finish(["ipcs", "-m"]).stdout == before
