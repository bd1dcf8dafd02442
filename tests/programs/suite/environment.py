# SPDX-License-Identifier: GPL-2.0-or-later
"""The environment of a case: the same on every machine, and on both sides."""

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def clean(home, sources, products):
    return {
        "PATH": PATH,
        "HOME": str(home),
        "PWD": str(home),
        "TMPDIR": str(home / "tmp"),
        "SHELL": "/bin/sh",
        "USER": "tester",
        "LOGNAME": "tester",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "SRC": str(sources),        # tests/programs/src
        "BIN": str(products),       # what the `prepare:` lines made
    }
