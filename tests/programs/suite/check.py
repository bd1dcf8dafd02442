# SPDX-License-Identifier: GPL-2.0-or-later
"""Check one case: prepare it, run it on both sides, and say how they differ."""

import difflib
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from . import side
from .prepare import NotReady, Workshop, require_packages

DIFF_LINES = 40     # shown of each difference
LINE_WIDTH = 240


@dataclass(frozen=True)
class Result:
    name: str
    outcome: str                # passed, failed or skipped
    seconds: tuple = ()
    complaint: tuple = ()


def bounded(lines):
    lines = [line if len(line) <= LINE_WIDTH else line[:LINE_WIDTH] + "..." for line in lines]
    if len(lines) > DIFF_LINES:
        lines = [*lines[:DIFF_LINES], f"... and {len(lines) - DIFF_LINES} lines more"]
    return lines


def diff(what, native, lxrun):
    lines = difflib.unified_diff(native, lxrun, f"native {what}", f"lxrun {what}", lineterm="")
    return bounded(lines)


def differences(native, lxrun):
    """Lines that say how the two sides differ; none if they do not."""
    return [*diff("status", [native.status], [lxrun.status]),
            *diff("stdout", native.stdout.splitlines(), lxrun.stdout.splitlines()),
            *diff("stderr", native.stderr.splitlines(), lxrun.stderr.splitlines()),
            *diff("files", native.files, lxrun.files)]


def broken(case, native):
    """A case that does not do its job natively is no test of lxrun: say what it did."""
    if native.status == str(case.status):
        return []
    return [f"natively: status {native.status}, expected {case.status}",
            *bounded([f"stdout: {line}" for line in native.stdout.splitlines()][-DIFF_LINES:]),
            *bounded([f"stderr: {line}" for line in native.stderr.splitlines()][-DIFF_LINES:])]


@dataclass(frozen=True)
class Checker:
    command: list
    root: Path
    workshop: Workshop
    known_packages: frozenset
    timeout: float
    stop: Event = field(default_factory=Event)

    def __call__(self, case):
        if self.stop.is_set() or case.skip:
            return Result(case.name, "skipped", complaint=(case.skip or "interrupted",))
        try:
            require_packages(case.packages, self.known_packages)
            self.workshop.prepare(case.prepare)
        except NotReady as reason:
            return Result(case.name, "failed", complaint=tuple(bounded(str(reason).splitlines())))
        return self._compare(case)

    def _compare(self, case):
        place = self.root / case.name
        place.mkdir()
        native = side.run(case, "native", [], place, self.workshop, self.timeout)
        complaint = broken(case, native)
        if complaint:
            return Result(case.name, "failed", (native.seconds,), tuple(complaint))
        lxrun = side.run(case, "lxrun", self.command, place, self.workshop, self.timeout)
        complaint = differences(native, lxrun)
        return Result(case.name, "failed" if complaint else "passed",
                      (native.seconds, lxrun.seconds), tuple(complaint))
