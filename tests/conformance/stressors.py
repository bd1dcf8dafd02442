# SPDX-License-Identifier: GPL-2.0-or-later
"""Each stressor of four classes of stress-ng, for a second, as an unprivileged user."""

import subprocess

import verdicts
from case import Case

CLASSES = ["os", "scheduler", "interrupt", "vm"]
AS_NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
# They take all memory or all processes that there are.
LEFT_OUT = {"bigheap", "brk", "forkheavy", "oom-pipe", "vforkmany", "mmapmany", "swap",
            "resources", "spawn-heavy", "stack"}
# stress-ng's statuses for "not enough resources" and "not implemented".
NOT_HERE = 4
WORKERS = 2


def of_class(name):
    said = subprocess.run(["stress-ng", "--class", f"{name}?"], capture_output=True,
                          text=True)
    return (said.stdout + said.stderr).partition("stressors:")[2].split()


def cases(_build_dir, wants):
    if not wants("stress-ng"):
        return
    seen = set(LEFT_OUT)
    for class_name in CLASSES:
        for stressor in of_class(class_name):
            if stressor in seen:
                continue
            seen.add(stressor)
            yield Case(suite="stress-ng", name=stressor, parse=verdicts.stress_ng,
                       command=[*AS_NOBODY, "stress-ng", f"--{stressor}", str(WORKERS),
                                "--timeout", "1s", "--verify", "--metrics-brief"],
                       seconds=60, skip_status=NOT_HERE, is_quick=False)
