# SPDX-License-Identifier: GPL-2.0-or-later
"""Tests of the Go distribution's packages that are nearest to the kernel."""

import os
import subprocess
from pathlib import Path

import verdicts
from case import Case

PACKAGES = ["runtime", "os/signal", "os/exec", "syscall", "net"]
QUICK = {"os/signal", "os/exec", "syscall"}


def environment(build_dir):
    # Without a network no name is resolved; the tests then leave that out.
    return {"GOCACHE": str(build_dir / "go-cache"), "GOFLAGS": "-mod=mod",
            "GOPATH": str(build_dir / "go-path"), "GOTOOLCHAIN": "local"}


def sources():
    root = subprocess.run(["go", "env", "GOROOT"], check=True, capture_output=True,
                          text=True).stdout.strip()
    return Path(root) / "src"


def build(package, build_dir):
    program = build_dir / "go" / f"{package.replace('/', '-')}.test"
    if not program.exists():
        program.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["go", "test", "-c", "-o", program, package], check=True,
                       cwd=sources() / package, env=os.environ | environment(build_dir))
    return program


def cases(build_dir, wants):
    if not wants("go"):
        return
    for package in PACKAGES:
        yield Case(suite="go", name=package.replace("/", "-"), parse=verdicts.go,
                   command=[str(build(package, build_dir)), "-test.v", "-test.short"],
                   directory=(sources() / package).resolve(), seconds=600,
                   environment=environment(build_dir), is_quick=package in QUICK)
