# SPDX-License-Identifier: GPL-2.0-or-later
"""Rewriting of hot system calls: that it happens, and that it can be told not to."""

import sys

from support import expect

# The bytes of libc's getppid() after it was called as often as argv[1] says.
LOOK = """
import ctypes, sys
libc = ctypes.CDLL(None)
for _ in range(int(sys.argv[1])):
    libc.getppid()
print(ctypes.string_at(libc.getppid, 16).hex())
"""


def look(place, times, *options):
    done = place.run(*options, sys.executable, "-c", LOOK, str(times))
    expect(done, 0)
    return bytes.fromhex(done.stdout)


def a_hot_call_becomes_a_jump(place):
    before, after = look(place, 1), look(place, 40)
    at = before.index(b"\x0f\x05")
    assert after[at] == 0xe9, after.hex()
    assert after[:at] == before[:at] and after[at + 2:] == before[at + 2:], after.hex()


def no_rewrite_leaves_it_alone(place):
    assert look(place, 40, "--no-rewrite") == look(place, 1)


def no_rewrite_holds_after_an_exec(place):
    done = place.run("--no-rewrite", "/bin/sh", "-c", 'exec "$@"', "sh",
                     sys.executable, "-c", LOOK, "40")
    expect(done, 0)
    assert b"\x0f\x05" in bytes.fromhex(done.stdout), done.stdout
