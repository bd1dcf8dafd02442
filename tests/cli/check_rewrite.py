# SPDX-License-Identifier: GPL-2.0-or-later
"""Rewriting of hot system calls: that it happens, and that it can be told not to."""

import re
import subprocess
import sys
from typing import NamedTuple

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


COUNTS = r"""
^lxrun: system calls: (\d+) trapped, (\d+) rewritten, (\d+) served
lxrun: trapped: (\d+) at sites not yet decided, (\d+) at sites left alone, (\d+) that \
need a whole frame, (\d+) with rewriting off
lxrun: after warm-up (\d+\.\d\d) % took the fast way$
""".strip().replace("\\\n", "")


class Counts(NamedTuple):
    """What --stats says."""
    trapped: int
    rewritten: int
    served: int
    undecided: int
    left: int
    whole: int
    off: int
    share: float


def counts_in(done):
    assert done.returncode == 0, done
    found = re.search(COUNTS, done.stderr, re.M)
    assert found, done.stderr
    counts = Counts(*map(int, found.groups()[:-1]), float(found[8]))
    assert counts.trapped == sum(counts[3:7]), counts
    return counts


def counted(place, *options):
    done = place.run("--stats", *options, sys.executable, "-c", CALLS)
    return counts_in(done)


def stats_tell_how_calls_came(place):
    counts = counted(place)
    assert counts.rewritten > 1950 and 1950 < counts.served < 2500, counts
    assert 0 < counts.trapped < 1000 + counts.rewritten / 4, counts
    assert counts.undecided > 30 and counts.off == 0 and counts.share > 99, counts


def stats_of_traps_alone(place):
    counts = counted(place, "--no-rewrite")
    assert counts.off == counts.trapped > 4000 and counts.rewritten == 0, counts
    assert counts.served == counts.share == 0, counts


SIGNALS = """
import signal
signal.signal(signal.SIGUSR1, lambda *_: None)
for _ in range(1000):
    signal.raise_signal(signal.SIGUSR1)
"""


def a_handlers_end_takes_the_fast_way(place):
    """Each handler ends in rt_sigreturn(2), whose site is rewritten like any other."""
    counts = counts_in(place.run("--stats", sys.executable, "-c", SIGNALS))
    assert counts.whole == 0 and counts.rewritten > 950 and counts.left < 50, counts


# An arch_prctl(2) that there is not.
UNKNOWN_PRCTL = """
import ctypes
libc = ctypes.CDLL(None)
for _ in range(1000):
    libc.syscall(158, 0x1234)
"""


def stats_tell_which_calls_need_a_whole_frame(place):
    counts = counts_in(place.run("--stats", sys.executable, "-c", UNKNOWN_PRCTL))
    assert 950 < counts.whole < 1010 and counts.left < 50, counts


# `mov $110,%eax; syscall; ret` where nothing may be rewritten.
MADE = """
import ctypes, mmap
page = mmap.mmap(-1, 4096, prot=7)
page.write(bytes.fromhex("b86e0000000f05c3"))
call = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
for _ in range(1000):
    call()
"""


def stats_tell_which_sites_are_left(place):
    counts = counts_in(place.run("--stats", sys.executable, "-c", MADE))
    assert 950 < counts.left < 1050 and counts.share < 99, counts


# Functions that call getppid(2), at an address at which a jump of the usual way has no
# place: what they look like afterwards.
FIXED = """
import ctypes, mmap, sys
code = bytearray(b"\\x90" * 65536)
made = bytes.fromhex(sys.argv[1]) + b"\\xcc" * 64
code[256:256 + len(made)] = made
open("code", "wb").write(code)
file = open("code")
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
base = libc.mmap(0x10000000, 65536, mmap.PROT_READ | mmap.PROT_EXEC,
                 mmap.MAP_PRIVATE | 0x10, file.fileno(), 0)
call = ctypes.CFUNCTYPE(ctypes.c_long)(base + 256)
for _ in range(400):
    call()
print(ctypes.string_at(base + 256, 64).hex())
"""


def code_after_many_calls(place, code, *options):
    done = place.run(*options, "-w", place.directory, sys.executable, "-c", FIXED, code)
    expect(done, 0)
    return bytes.fromhex(done.stdout)


def int3_behind_a_site_is_borrowed(place):
    after = code_after_many_calls(place, "b86e0000000f05c3")  # mov; syscall; ret
    assert after[5] == 0xe9 and after[7] == 0xc3, after.hex()
    assert 0xcc not in after[8:10] and set(after[10:]) == {0xcc}, after.hex()


def int3_near_a_site_is_borrowed(place):
    after = code_after_many_calls(place, "b86e0000000f0548ffc0c3")  # …; inc %rax; ret
    assert after[5] == 0xeb and after[7:11].hex() == "48ffc0c3", after.hex()
    landing = 7 + after[6]
    assert after[landing] == 0xe9, after.hex()
    assert set(after[11:landing] + after[landing + 5:]) == {0xcc}, after.hex()


def int3_to_which_a_jump_leads_is_not(place):
    body = "b86e0000000f0548ffc0c3eb"
    after = code_after_many_calls(place, body + "00")
    first = 7 + after[6]
    assert after[first] == 0xe9, after.hex()
    after = code_after_many_calls(place, f"{body}{first - 13:02x}")
    assert after[first] == 0xcc and after[7 + after[6]] == 0xe9, after.hex()


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
