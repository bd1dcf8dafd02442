# SPDX-License-Identifier: GPL-2.0-or-later
"""Rewriting of hot system calls: that it happens, and that it can be told not to."""

import re
import subprocess
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


CALLS = """
import ctypes, sys
libc = ctypes.CDLL(None)
for _ in range(2000):
    libc.getppid()
    libc.getpid()
"""


def counted(place, *options):
    """What --stats says: trapped, rewritten, served."""
    done = place.run("--stats", *options, sys.executable, "-c", CALLS)
    assert done.returncode == 0, done
    found = re.search(r"^lxrun: system calls: (\d+) trapped, (\d+) rewritten, (\d+) served$",
                      done.stderr, re.M)
    assert found, done.stderr
    return tuple(map(int, found.groups()))


def stats_tell_how_calls_came(place):
    trapped, rewritten, served = counted(place)
    assert rewritten > 1950 and 1950 < served < 2500, (rewritten, served)
    assert 0 < trapped < 1000 + rewritten / 4, trapped


def stats_of_traps_alone(place):
    trapped, rewritten, served = counted(place, "--no-rewrite")
    assert trapped > 4000 and rewritten == served == 0


def no_rewrite_leaves_it_alone(place):
    assert look(place, 40, "--no-rewrite") == look(place, 1)


def no_rewrite_holds_after_an_exec(place):
    done = place.run("--no-rewrite", "/bin/sh", "-c", 'exec "$@"', "sh",
                     sys.executable, "-c", LOOK, "40")
    expect(done, 0)
    assert b"\x0f\x05" in bytes.fromhex(done.stdout), done.stdout


MANY_CALLS = """
#include <unistd.h>
extern const char much[];
int main(void)
{
    for (int i = 0; i < 2000; i++)
        close(-1);
    return much[1] - 2;
}
"""
MUCH = "const char much[6 << 20] = { 1, 2 };\n"


def compiled(place, name, source, *words):
    file = place.file(name + ".c", source)
    subprocess.run(["gcc", "-O1", file, "-o", place.directory / name, *words], check=True)
    return place.directory / name


def libraries_that_came_before_are_not_in_the_way(place):
    """The C library, mapped below a larger one, has its trampolines all the same."""
    compiled(place, "libmuch.so", MUCH, "-shared", "-fPIC")
    program = compiled(place, "many", MANY_CALLS, "-L", place.directory, "-Wl,--no-as-needed",
                       "-lmuch", f"-Wl,-rpath,{place.directory}")
    done = place.run("--stats", program)
    assert done.returncode == 0, done
    rewritten = int(re.search(r"(\d+) rewritten", done.stderr)[1])
    assert rewritten > 1950, done.stderr
