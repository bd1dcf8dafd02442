# SPDX-License-Identifier: GPL-2.0-or-later
"""What a case needs before it runs: packages, and programs built natively."""

import shutil
import subprocess
import threading

from . import environment


class NotReady(Exception):
    """The case cannot run; the text says what is missing or went wrong."""


def require_packages(packages, known):
    """Every package is in scripts/packages.txt and, on Debian, installed."""
    unlisted = [package for package in packages if package not in known]
    if unlisted:
        raise NotReady(f"not in scripts/packages.txt: {' '.join(unlisted)}")
    if not packages or shutil.which("dpkg-query") is None:
        return
    query = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    installed = {line.split()[0] for line in query.stdout.splitlines()
                 if line.endswith(" installed")}
    missing = [package for package in packages if package not in installed]
    if missing:
        raise NotReady(f"not installed: {' '.join(missing)}")


class Workshop:
    """Runs `prepare:` commands; one that several cases share is run once."""

    def __init__(self, sources, products):
        self.sources = sources
        self.products = products
        self.products.mkdir()
        self._lock = threading.Lock()
        self._done = {}     # command -> [its lock, whether it ran, its complaint]

    def prepare(self, commands):
        for command in commands:
            complaint = self._once(command)
            if complaint is not None:
                raise NotReady(complaint)

    def _once(self, command):
        with self._lock:
            entry = self._done.setdefault(command, [threading.Lock(), False, None])
        with entry[0]:
            if not entry[1]:
                entry[2] = self._run(command)
                entry[1] = True
        return entry[2]

    def _run(self, command):
        home = self.products / ".home"
        home.mkdir(exist_ok=True)
        env = environment.clean(home, sources=self.sources, products=self.products)
        env["TMPDIR"] = str(home)
        done = subprocess.run(["sh", "-euc", command], cwd=self.products, env=env,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace")
        if done.returncode == 0:
            return None
        return f"prepare failed ({done.returncode}): {command}\n{done.stdout}"
