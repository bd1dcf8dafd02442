# SPDX-License-Identifier: GPL-2.0-or-later
"""exclusions.txt: what does not pass under lxrun, each with the reason.

    SUITE/PROGRAM: the reason
        name of a test, or a pattern
        ...

Without names the whole program is meant.  A reason that begins with "sometimes: "
is one for tests that also pass.
"""

import fnmatch
from pathlib import Path

SOMETIMES = "sometimes: "
FILE = Path(__file__).resolve().parent / "exclusions.txt"


class Exclusions:
    def __init__(self, text):
        self.entries = []               # [title, reason, patterns]
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            if line[0].isspace():
                self.entries[-1][2].append(line.strip())
                continue
            title, separator, reason = line.partition(": ")
            if not separator or not reason.strip():
                raise SystemExit(f"{FILE.name}:{number}: an exclusion needs a reason")
            self.entries.append([title, reason, []])

    def reason(self, title, test):
        """Why `test` of the program may fail; None if it must pass."""
        for entry, reason, patterns in self.entries:
            if entry == title and (not patterns or
                                   any(fnmatch.fnmatchcase(test, pattern)
                                       for pattern in patterns)):
                return reason
        return None


def load():
    return Exclusions(FILE.read_text())
