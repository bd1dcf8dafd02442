# SPDX-License-Identifier: GPL-2.0-or-later
"""--kernel: the release that the program finds, and the calls that are too new for it."""

import os
import sys

from support import Skip, expect

# The number of each call and the version that it came with.
CALLS = [(0, "2.6.0"), (257, "2.6.16"), (288, "2.6.28"), (316, "3.15"), (322, "3.19"),
         (332, "4.11"), (424, "5.1"), (435, "5.3"), (436, "5.9"), (437, "5.6"), (449, "5.16")]

# EFAULT, EBADF or EINVAL tell that there is such a call.
ASK = """
import ctypes, errno, sys
libc = ctypes.CDLL(None, use_errno=True)
for nr in map(int, sys.argv[1:]):
    libc.syscall(nr, -1, -1, -1, -1, -1, -1)
    print(nr, ctypes.get_errno() == errno.ENOSYS)
"""


def numbers(version):
    return tuple(map(int, version.split(".")))


def the_release_is_told_everywhere(place):
    script = "uname -r; cat /proc/sys/kernel/osrelease; cut -d' ' -f3 /proc/version; " \
             "cd /proc && cut -d' ' -f3 <version; readlink /proc/self/fd/0"
    for value, release in [("5.4", "5.4.0"), ("5.4.7", "5.4.7"), ("5.4-7-amd64", "5.4.0-7-amd64"),
                           ("osrelease:9.9.9-later", "9.9.9-later")]:
        done = place.run(f"--kernel={value}", "sh", "-c", script)
        expect(done, 0)
        assert done.stdout.split() == [release] * 4 + ["/dev/null"], done.stdout


def the_rest_of_the_files_is_as_it_was(place):
    native = place.finish(["cat", "/proc/version"]).stdout
    done = place.run("--kernel=osrelease:NAME", "cat", "/proc/version")
    assert done.stdout == native.replace(os.uname().release, "NAME"), done.stdout
    for path in ("/proc/sys/kernel/version", "/proc/sys/kernel/ostype"):
        done = place.run("--kernel=osrelease:NAME", "cat", path)
        assert done.stdout == place.finish(["cat", path]).stdout, done


def newer_calls_are_not_there(place):
    native = place.finish([sys.executable, "-c", ASK, *(nr for nr, _ in CALLS)])
    if "True" in native.stdout:
        raise Skip("this kernel lacks some of the calls")
    for kernel in ("4.10", "4.11", "4.11.1", "5.3", "5.8", "5.9"):
        done = place.run(f"--kernel={kernel}", sys.executable, "-c", ASK,
                         *(str(nr) for nr, _ in CALLS))
        expect(done, 0)
        want = [f"{nr} {numbers(since) > numbers(kernel)}" for nr, since in CALLS]
        assert done.stdout.splitlines() == want, done.stdout


def a_name_alone_takes_no_call_away(place):
    done = place.run("--kernel=osrelease:2.6.5", sys.executable, "-c", ASK, "449", "0")
    expect(done, 0)
    assert done.stdout == "449 False\n0 False\n", done.stdout


def it_holds_for_children_and_after_exec(place):
    ask = f"exec {sys.executable} -c '{ASK}' 436 332"
    for script in (ask, f"({ask})", f"env sh -c \"$0\""):
        done = place.run("--kernel=5.4", "sh", "-c", script, ask)
        expect(done, 0)
        assert done.stdout == "436 True\n332 False\n", done.stdout


def values_that_make_no_sense(place):
    for value in ("", "x", "5", "5.", "5.x", "5.4.", "5.4x", ".4", "-1.2", "5.4.3.2"):
        expect(place.run(f"--kernel={value}", "true"), 125, "--kernel")
    expect(place.run("--kernel=osrelease:", "true"), 125, "--kernel")
    expect(place.run("--kernel=osrelease:a b", "true"), 125, "--kernel")
    expect(place.run("--kernel=osrelease:" + "x" * 65, "true"), 125, "--kernel")
    expect(place.run("--kernel=osrelease:" + "x" * 64, "true"), 0)
    expect(place.run("--kernel=200.1", "true"), 125, "older", "osrelease:200.1")
