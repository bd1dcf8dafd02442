# SPDX-License-Identifier: GPL-2.0-or-later
"""One case natively and under lxrun.

A test counts if it passes natively.  If it does not pass under lxrun, both
sides are run a second time: it has failed if it passes natively again and
fails under lxrun again.  One that passes the second time under lxrun is
reported as unsteady.
"""

import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import exclusions
import verdicts
import watched

WHOLE = "(exit status)"


@dataclass
class Result:
    title: str
    suite: str
    passed: int = 0
    seconds: float = 0
    unsteady: list = field(default_factory=list)
    excluded: list = field(default_factory=list)    # (test, reason)
    failed: list = field(default_factory=list)      # (test, what)
    stale: list = field(default_factory=list)
    log: str = ""


class Side:
    """A case, natively or under lxrun, with what came out."""

    def __init__(self, case, front, scratch):
        with tempfile.TemporaryDirectory(dir=scratch) as empty:
            Path(empty).chmod(0o1777)
            directory = case.directory or Path(empty)
            factor = 2 if front else 1
            self.outcome = watched.run(front + case.command, case.seconds * factor,
                                       str(directory), os.environ | case.environment)
            self.verdicts = case.parse(self.outcome.output, directory)
        status = None if self.outcome.timed_out else self.outcome.status
        self.verdicts[WHOLE] = verdicts.of_status(status, case.skip_status)

    def passing(self):
        return [name for name, verdict in self.verdicts.items() if verdict == "passed"]

    def said(self, test):
        if test == WHOLE and self.outcome.timed_out:
            return "no end"
        if test == WHOLE:
            return f"exit status {self.outcome.status}"
        return self.verdicts.get(test, "not reached")


def judge(result, known, tests, guest):
    """Tests that passed natively; returns those that call for a second look."""
    missed = []
    for test in tests:
        reason = known.reason(result.title, test)
        passes = guest.verdicts.get(test) == "passed"
        if reason is None and passes:
            result.passed += 1
        elif reason is None:
            missed.append(test)
        elif passes and reason.startswith(exclusions.SOMETIMES):
            result.passed += 1
        elif passes:
            result.stale.append(test)
        else:
            result.excluded.append((test, reason))
    return missed


def look_again(result, case, front, scratch, missed):
    natively = Side(case, [], scratch)
    steady = [test for test in missed if natively.verdicts.get(test) == "passed"]
    if not steady:
        return
    guest = Side(case, front, scratch)
    for test in steady:
        if guest.verdicts.get(test) == "passed":
            result.passed += 1
            result.unsteady.append(test)
        else:
            result.failed.append((test, guest.said(test)))
    if result.failed:
        result.log = guest.outcome.output


def run(case, front, known, scratch):
    result = Result(case.title, case.suite)
    began = time.monotonic()
    natively = Side(case, [], scratch)
    if natively.passing():
        guest = Side(case, front, scratch)
        missed = judge(result, known, natively.passing(), guest)
        if missed:
            look_again(result, case, front, scratch, missed)
    result.seconds = time.monotonic() - began
    return result
