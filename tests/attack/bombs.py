# SPDX-License-Identifier: GPL-2.0-or-later
"""Guests that want all there is: each ends, as it must, and leaves nothing behind.

A bomb is run in the profile default under a limit, by root and by nobody, who has been
given a group (tests/contain/check_limits.py); without the limit it would not end.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "contain"), str(HERE.parent / "cli")]

import check_limits  # noqa: E402
import support  # noqa: E402

PYTHON = "/usr/bin/python3"
LIMIT = 60
MARK = "lxrun-bomb-%d" % os.getpid()

# They rest where they can do no more, so that others get to run meanwhile.
FORK = ("import os, time\nwhile True:\n  try: os.fork()\n  except OSError: time.sleep(0.2)\n")
THREADS = ("import threading, time\n"
           "while True:\n  try: threading.Thread(target=time.sleep, args=(99,)).start()\n"
           "  except RuntimeError: time.sleep(0.2)\n")
MEMORY = "b = bytearray()\nwhile True: b += bytes(4 << 20)\n"
# Nobody's heap is big: it is the sum that counts.
FAMILY = ("import os, time\n"
          "for _ in range(16):\n"
          "  if os.fork() == 0:\n    b = b'x' * (12 << 20)\n    time.sleep(99)\n"
          "print(os.wait()[1])\n")
FILE = "f = open('bomb', 'wb')\nwhile True: f.write(bytes(1 << 20))\n"
TMP = "f = open('/tmp/bomb', 'wb')\nwhile True: f.write(bytes(1 << 20))\n"
SHARED = ("import os\nf = os.memfd_create('bomb')\n"
          "while True: os.write(f, bytes(1 << 20))\n")
OUTPUT = "import os\nwhile True: os.write(1, b'x' * 65536)\n"
DENIED = ("import os\n"
          "for i in range(20000):\n  try: os.open(f'/etc/{i}', os.O_CREAT | os.O_WRONLY)\n"
          "  except OSError: pass\n")

# name, options, program, status or None: any
BOMBS = [
    ("fork_bomb", ["--pids-limit=40", "--timeout=2", "--kill-after=1"], FORK, 124),
    ("thread_bomb", ["--pids-limit=40", "--timeout=2", "--kill-after=1"], THREADS, 124),
    ("memory_bomb", ["--memory=64m"], MEMORY, 137),
    ("memory_bomb_of_many", ["--memory=64m", "--timeout=30"], FAMILY, 0),
    ("memory_bomb_by_files", ["--memory=64m"], SHARED, 137),
    ("disk_bomb", ["--ulimit=fsize=1000000"], FILE, None),
    ("disk_bomb_in_tmp", ["--memory=64m", "--tmpfs", "/tmp"], TMP, 137),
    ("output_bomb", ["--timeout=2", "--kill-after=1"], OUTPUT, 124),
    ("denial_bomb", [], DENIED, 0),
]


class Place:
    """What check_limits.groups() asks for."""

    def __init__(self, user):
        self.extra = {} if user == os.geteuid() else {"user": user}


def left_behind():
    found = []
    for directory in Path("/proc").glob("[0-9]*"):
        try:
            if MARK.encode() in (directory / "environ").read_bytes():
                found.append(directory.name)
        except OSError:
            pass
    return found


def take(process, most):
    """Read what it writes up to `most` bytes, then let it be."""
    taken = 0
    while taken < most:
        data = os.read(process.stdout.fileno(), 1 << 16)
        if not data:
            break
        taken += len(data)


def explode(lxrun, launcher, bomb, user, directory):
    name, options, program, status = bomb
    work = Path(tempfile.mkdtemp(prefix="lxrun-bomb-", dir=directory))
    os.chown(work, user, user) if os.geteuid() == 0 else None
    words = [*launcher, lxrun, *options, PYTHON, "-c", program]
    errors = tempfile.TemporaryFile()
    process = subprocess.Popen([str(w) for w in words], cwd=work, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=errors,
                               env={**os.environ, "MARK": MARK, "HOME": str(work)})
    problems = []
    try:
        take(process, 1 << 20)
        process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return ["it does not end"]
    errors.seek(0)
    told = errors.read()
    if status is not None and process.returncode != status:
        problems.append(f"status {process.returncode}: {told[-300:]}")
    if len(told) > 1 << 19:
        problems.append(f"{len(told)} bytes are told")
    for _ in range(100):
        if not left_behind():
            break
        time.sleep(0.05)
    else:
        problems.append(f"left running: {left_behind()}")
    sizes = sum(p.stat().st_size for p in work.rglob("*") if p.is_file())
    if sizes > 2 << 20:
        problems.append(f"{sizes} bytes were written")
    return problems


def run(tally, lxrun, directory, user, match):
    for bomb in BOMBS:
        if match not in bomb[0]:
            continue
        place = Place(user)
        try:
            with check_limits.groups(place) as (launcher, _):
                problems = explode(lxrun, launcher, bomb, user, directory)
        except support.Skip:
            # Not to be had here at all: then nothing is run, either.
            problems = refused(lxrun, bomb, directory)
        except AssertionError as error:
            problems = [str(error)]
        tally.note(f"default, uid {user}: {bomb[0]}", problems)


def refused(lxrun, bomb, directory):
    done = subprocess.run([lxrun, *bomb[1], "true"], cwd=directory, capture_output=True,
                          timeout=LIMIT)
    wanted = 125 if any(o.startswith(("--memory", "--pids")) for o in bomb[1]) else 0
    return [] if done.returncode == wanted else [f"status {done.returncode}"]
