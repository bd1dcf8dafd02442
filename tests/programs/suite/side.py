# SPDX-License-Identifier: GPL-2.0-or-later
"""One run of a case: a fresh directory, a clean environment, and what came of it."""

import json
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import environment, manifest

KEEPER = Path(__file__).with_name("keeper.py")
running = set()     # keepers, which end all that is below them when they are told to


@dataclass(frozen=True)
class Side:
    stdout: str
    stderr: str
    status: str
    files: list
    seconds: float


def command_of(case, prefix):
    command = [case.shell, str(case.script)]
    return command if case.native else [*prefix, *command]


def status_of(result):
    """The exit status as a shell would give it, and what else is wrong with the end."""
    if result["timed_out"]:
        return f"timed out, with {' '.join(result['stragglers'])} running"
    code = result["status"]
    text = str(code if code >= 0 else 128 - code)
    if result["stragglers"]:
        text += f", but left running: {' '.join(result['stragglers'])}"
    return text


def keep(command, place, name, env, timeout):
    """Run `command` in place/work under a keeper; its streams go to place/name.* as well."""
    result = place / f"{name}.result"
    keeper = subprocess.Popen(
        [sys.executable, "-I", "-S", "-B", str(KEEPER), str(timeout), str(result), *command],
        cwd=place / "work", env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    running.add(keeper)
    out, err = keeper.communicate()
    running.discard(keeper)
    (place / f"{name}.stdout").write_bytes(out)
    (place / f"{name}.stderr").write_bytes(err)
    if keeper.returncode != 0:
        return {"status": 255, "seconds": 0.0, "timed_out": False,
                "stragglers": ["the keeper died"]}
    return json.loads(result.read_text())


def stop_all():
    for keeper in list(running):
        keeper.terminate()


def run(case, name, prefix, place, workshop, timeout):
    """Run the case in place/work, the same path for both sides, then move it to place/name."""
    work = place / "work"
    (work / "tmp").mkdir(parents=True)
    env = environment.clean(work, sources=workshop.sources, products=workshop.products)
    if case.native:
        env["LXRUN_CMD"] = shlex.join(prefix)
    result = keep(command_of(case, prefix), place, name, env, timeout)
    side = Side(stdout=(place / f"{name}.stdout").read_text(errors="backslashreplace"),
                stderr=(place / f"{name}.stderr").read_text(errors="backslashreplace"),
                status=status_of(result), files=manifest.take(work),
                seconds=result["seconds"])
    shutil.move(work, place / name)
    return side
