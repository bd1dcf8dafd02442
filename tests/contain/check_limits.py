# SPDX-License-Identifier: GPL-2.0-or-later
"""--memory, --cpus and --pids-limit: kept by cgroups where one may be made, and else said.

Root makes groups anywhere.  For nobody the checks delegate one in each tree, as systemd
does for a user, and start lxrun in it.
"""

import contextlib
import json
import os
import re
import sys
import time
from pathlib import Path

from support import NOBODY, Skip, expect

PYTHON = "/usr/bin/python3"
FORKS = ("import os, time\n"
         "n = 0\n"
         "try:\n"
         "  while n < 200:\n"
         "    if os.fork() == 0: time.sleep(30); os._exit(0)\n"
         "    n += 1\n"
         "except BlockingIOError: pass\n"
         "print(n)\n")
GROW = "b = bytearray()\nwhile True: b += bytes(4 << 20)\n"


def own_groups():
    """The directory of our group in each tree that is mounted: {controller: path}."""
    own = {}
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, names, path = line.split(":", 2)
        for name in names.split(",") if names else ["unified"]:
            own[name] = path
    found = {}
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        words, rest = line.split(" - ")
        root, mount = words.split()[3:5]
        kind, _, options = rest.split()
        names = ["unified"] if kind == "cgroup2" else options.split(",") if kind == "cgroup" else []
        for name in set(names) & set(own):
            below = own[name].removeprefix(root.rstrip("/"))
            found.setdefault(name, Path(mount + below.rstrip("/")))
    unified = found.pop("unified", None)
    if unified is not None:
        for name in (unified / "cgroup.controllers").read_text().split():
            found.setdefault(name, unified)
    return found


@contextlib.contextmanager
def groups(place):
    """Where a run's groups may be made; those that have appeared there are seen to go."""
    own = own_groups()
    missing = {"memory", "cpu", "pids"} - set(own)
    if missing:
        raise Skip(f"no cgroup tree here has {', '.join(missing)}")
    if os.geteuid() != 0:
        yield [], own
        return
    made = {}
    name = f"lxrun-test-{os.getpid()}"
    for path in {own[c] for c in ("memory", "cpu", "pids")}:
        made[path] = path / name
        made[path].mkdir()
        if place.extra:
            os.chown(made[path], NOBODY, NOBODY)
            for file in made[path].iterdir():
                if file.name in ("cgroup.procs", "cgroup.threads", "cgroup.subtree_control", "tasks"):
                    os.chown(file, NOBODY, NOBODY)
    script = "; ".join(f"echo $$ > {path}/cgroup.procs" for path in made.values())
    user = [f"exec setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups"] if place.extra else \
        ["exec"]
    try:
        yield ["sh", "-c", f"{script}; {user[0]} \"$@\"", "sh"], made
        for path in made.values():
            rest = [p.name for p in path.iterdir() if p.is_dir()]
            assert not rest, f"groups are left: {rest}"
    finally:
        for path in made.values():
            for _ in range(100):
                with contextlib.suppress(OSError):
                    path.rmdir()
                    break
                time.sleep(0.05)


def run(place, launcher, *words, **kwargs):
    return place.place.finish([*launcher, place.place.lxrun, "--profile=none", *words], **kwargs)


def processes_are_counted(place):
    with groups(place) as (launcher, _):
        for extra in ([], ["--unshare-pid", "--proc", "/proc"]):
            done = run(place, launcher, "--pids-limit=20", *extra, PYTHON, "-c", FORKS)
            assert done.returncode == 0 and done.stdout == "19\n", done
            assert "--pids-limit" in done.stderr, done
        done = run(place, launcher, "--pids-limit=1", "true")
        expect(done, 0)


def memory_is_counted(place):
    with groups(place) as (launcher, _):
        done = run(place, launcher, "--memory=64m", PYTHON, "-c", GROW)
        assert done.returncode == 137 and "--memory" in done.stderr, done
        assert "killed" in done.stderr, done
        # A child's end is the program's business; that there was one is said.
        done = run(place, launcher, "--memory=64m", "sh", "-c", f"{PYTHON} -c '{GROW}'; echo $?")
        assert done.returncode == 0 and done.stdout.splitlines()[-1] == "137", done
        assert "--memory" in done.stderr, done
        expect(run(place, launcher, "--memory=1g", PYTHON, "-c", "print(len(bytes(99 << 20)))"), 0)


def files_in_memory_are_counted(place):
    with groups(place) as (launcher, _):
        done = run(place, launcher, "--memory=64m", "--tmpfs", "/mnt", PYTHON, "-c",
                   "f = open('/mnt/f', 'wb')\nwhile True: f.write(bytes(1 << 20))\n")
        assert done.returncode == 137 and "--memory" in done.stderr, done


def processors_are_shared_out(place):
    """A fifth of a processor takes five times as long as it works: by its own clocks."""
    program = ("import time\n"
               "begin = time.monotonic()\n"
               "while time.process_time() < 0.4: pass\n"
               "print(time.process_time() / (time.monotonic() - begin))\n")
    with groups(place) as (launcher, _):
        done = run(place, launcher, "--cpus=0.2", PYTHON, "-c", program)
        expect(done, 0)
        assert float(done.stdout) < 0.35, done


def all_at_once_and_told(place):
    with groups(place) as (launcher, _):
        reader, writer = os.pipe()
        done = run(place, [*launcher], "--memory=200m", "--cpus=1.5", "--pids-limit=50",
                   f"--json-status-fd={writer}", "true", pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as status:
            rows = [json.loads(line) for line in status]
        expect(done, 0)
        rules = {r["what"]: r for row in rows for r in row.get("policy", {}).get("rules", [])}
        for option in ("--memory", "--cpus", "--pids-limit"):
            assert rules[option]["by"] == "cgroup" and rules[option]["enforced"], rules
        reader, writer = os.pipe()
        run(place, launcher, "--memory=64m", f"--json-status-fd={writer}", PYTHON, "-c", GROW,
            pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as status:
            rows = [json.loads(line) for line in status]
        assert {"out-of-memory": 1} in rows, rows


def nothing_is_left_running(place):
    with groups(place) as (launcher, made):
        if not launcher:
            raise Skip("only root sees the groups")
        words = [*launcher, place.place.lxrun, "--profile=none", "--pids-limit=50", "sh", "-c",
                 "setsid sleep 300 & setsid sleep 300 & exit 3"]
        done = place.place.finish(words)
        assert done.returncode == 3, done


def without_a_group_it_is_refused(place):
    """As nobody who has been given none."""
    if os.geteuid() == 0 and not place.extra:
        return
    for option in ("--memory=64m", "--cpus=1", "--pids-limit=9"):
        done = place.run(option, "sh", "-c", "echo ran")
        name = option.split("=")[0]
        expect(done, 125, name, "systemd-run --user --scope", "--best-effort")
        done = place.run("--best-effort", option, "sh", "-c", "echo ran")
        assert done.returncode == 0 and done.stdout == "ran\n", done
        assert name in done.stderr and "not enforced" in done.stderr, done


def a_group_of_its_own(place):
    """What --unshare-cgroup shows as the root is where the program stands."""
    done = place.run("--unshare-cgroup", "cat", "/proc/self/cgroup")
    expect(done, 0)
    assert all(line.endswith(":/") for line in done.stdout.splitlines()), done
    with groups(place) as (launcher, _):
        done = run(place, launcher, "--unshare-cgroup", "--pids-limit=20", "cat",
                   "/proc/self/cgroup")
        expect(done, 0)
        lines = [line for line in done.stdout.splitlines() if "pids" in line.split(":")[1]]
        assert all(line.endswith(":/") for line in lines), done


def clocks_of_its_own(place):
    done = place.run("--unshare-time", "readlink", "/proc/self/ns/time")
    expect(done, 0)
    assert done.stdout.strip() != os.readlink("/proc/self/ns/time"), done
    done = place.run("--unshare-time", PYTHON, "-c", "import time; print(time.monotonic())")
    expect(done, 0)
    assert abs(float(done.stdout) - time.monotonic()) < 100, done
