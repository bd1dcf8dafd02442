# SPDX-License-Identifier: GPL-2.0-or-later
"""One program of a foreign test-suite, and how to read what it says."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable


@dataclass(frozen=True)
class Case:
    suite: str                          # kernel/futex, cpython, go, stress-ng/vm
    name: str
    command: list
    parse: Callable                     # of verdicts.py
    directory: Path | None = None       # where it runs; None: an empty one
    environment: dict = field(default_factory=dict)
    seconds: float = 120                # natively; under lxrun twice that
    skip_status: int | None = None
    is_quick: bool = True               # is it in the choice that CI runs?

    @property
    def title(self):
        return f"{self.suite}/{self.name}"
