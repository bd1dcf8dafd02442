# SPDX-License-Identifier: GPL-2.0-or-later
"""What a case says about itself: the comment lines at the head of its script."""

import fnmatch
import re
import sys
from dataclasses import dataclass
from pathlib import Path

KEYS = {"packages", "prepare", "shell", "run", "status", "skip"}
HEADER = re.compile(r"# ([a-z]+): *(.*)")


@dataclass(frozen=True)
class Case:
    name: str
    script: Path
    title: str
    packages: tuple = ()
    prepare: tuple = ()     # shell commands, run natively before either side
    shell: str = "sh"
    native: bool = False    # the script runs outside of lxrun and starts it by itself
    status: int = 0         # what a correct native run exits with
    skip: str = ""


def head(script):
    """The comment block that opens the script, licence aside: its title and the rest."""
    lines = []
    for line in script.read_text().splitlines():
        if not line.startswith("#"):
            break
        if "SPDX-License-Identifier" not in line:
            lines.append(line)
    if not lines:
        sys.exit(f"{script}: the first comment line must say what the case shows")
    return lines[0].lstrip("# "), lines[1:]


def headers(script, lines):
    """The (key, text) pairs of `# key: text` lines; other comments are for people."""
    for line in lines:
        match = HEADER.fullmatch(line)
        if match is None:
            continue
        if match[1] not in KEYS:
            sys.exit(f"{script}: unknown header '{match[1]}:'; known are {', '.join(sorted(KEYS))}")
        yield match[1], match[2]


def read(script):
    title, lines = head(script)
    pairs = list(headers(script, lines))

    def every(key):
        return tuple(text for k, text in pairs if k == key)

    def last(key, default):
        return (every(key) or (default,))[-1]

    run = last("run", "inside")
    if run not in ("inside", "native"):
        sys.exit(f"{script}: 'run:' is 'inside' or 'native', not '{run}'")
    return Case(name=script.stem, script=script, title=title,
                packages=tuple(" ".join(every("packages")).split()),
                prepare=every("prepare"), shell=last("shell", "sh"),
                native=run == "native", status=int(last("status", "0")),
                skip=last("skip", ""))


def load(directory):
    return [read(script) for script in sorted(directory.glob("*.sh"))]


def choose(cases, patterns):
    """The cases that any of the patterns names; a pattern that names none is an error."""
    if not patterns:
        return cases
    names = [case.name for case in cases]
    for pattern in patterns:
        if not fnmatch.filter(names, pattern):
            sys.exit(f"run: no case is called {pattern!r}; --list names them all")
    return [case for case in cases
            if any(fnmatch.fnmatchcase(case.name, pattern) for pattern in patterns)]


def listed_packages(path):
    """The packages of scripts/packages.txt."""
    lines = (line.split("#")[0].strip() for line in path.read_text().splitlines())
    return frozenset(line for line in lines if line)
