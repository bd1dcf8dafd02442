# SPDX-License-Identifier: GPL-2.0-or-later
"""What a test program said of its parts: {name: 'passed' | 'failed' | 'skipped'}.

Names are kept as the program prints them, with a counter where one occurs again;
x86's self-tests have none and are counted.
"""

import re
import xml.etree.ElementTree as xml

KSFT_SKIP = 4
TAP_LINE = re.compile(r"\s*(not ok|ok)\b\s*\d*\s*-?\s*(.*)")
X86_LINE = re.compile(r"\[(OK|FAIL)\]")
GO_LINE = re.compile(r"\s*--- (PASS|FAIL|SKIP): (\S+)")
GO_WORDS = {"PASS": "passed", "FAIL": "failed", "SKIP": "skipped"}
# pagemap_ioctl has in a name what it has counted, which is another number each time.
COUNTED = re.compile(r"\d+ \(\d+\.\d+%\).*")
TAP_SKIP = re.compile(r"# ?SKIP\b", re.IGNORECASE)


class Verdicts(dict):
    """Several tests of one name are told apart by their order."""

    def put(self, name, verdict):
        unique, number = name, 1
        while unique in self:
            number += 1
            unique = f"{name} ({number})"
        self[unique] = verdict


def tap_verdict(word, text):
    if TAP_SKIP.search(text):
        return "skipped"
    return "passed" if word == "ok" else "failed"


def kselftest(output, _directory):
    """TAP, as kselftest.h and kselftest_harness.h write it, or x86's [OK]."""
    found = Verdicts()
    for line in output.splitlines():
        if tap := TAP_LINE.match(line):
            name = COUNTED.sub("...", tap[2].split("#")[0].strip())
            found.put(name, tap_verdict(tap[1], tap[2]))
        elif x86 := X86_LINE.match(line):
            found.put("verdict", "passed" if x86[1] == "OK" else "failed")
    return found


def junit(_output, directory):
    """The file that CPython's regrtest leaves behind."""
    found = Verdicts()
    try:
        tree = xml.parse(directory / "results.xml")
    except (OSError, xml.ParseError):
        return found
    for case in tree.iter("testcase"):
        if case.find("skipped") is not None or case.get("result") == "skipped":
            verdict = "skipped"
        elif case.find("failure") is not None or case.find("error") is not None:
            verdict = "failed"
        else:
            verdict = "passed"
        found.put(case.get("name"), verdict)
    return found


def go(output, _directory):
    found = Verdicts()
    for line in output.splitlines():
        if said := GO_LINE.match(line):
            found.put(said[2], GO_WORDS[said[1]])
    return found


def stress_ng(output, _directory):
    """The stressor's line of --metrics-brief must tell of operations."""
    found = Verdicts()
    for name, operations in re.findall(r"metrc: \[\d+\] (\S+) +(\d+) ", output):
        found.put(f"{name} operates", "passed" if int(operations) > 0 else "skipped")
    return found


def of_status(status, skip_status):
    """The program as a whole."""
    if status == 0:
        return "passed"
    return "skipped" if status == skip_status else "failed"
