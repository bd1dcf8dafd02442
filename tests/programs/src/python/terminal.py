# SPDX-License-Identifier: GPL-2.0-or-later
"""Drive a program on a pseudo-terminal, as a person would: type, wait for what must appear."""

import fcntl
import os
import re
import select
import struct
import sys
import termios
import time

PATIENCE = 30.0     # seconds for anything to appear


class Terminal:
    """A program with a terminal of its own, whose other side is ours."""

    def __init__(self, command, rows=24, columns=80):
        self.seen = ""
        self.pid, self.master = os.forkpty()
        if self.pid == 0:
            self._set_size(0, rows, columns)
            os.execvp(command[0], command)
        self._set_size(self.master, rows, columns)

    @staticmethod
    def _set_size(descriptor, rows, columns):
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))

    def resize(self, rows, columns):
        self._set_size(self.master, rows, columns)

    def type(self, text):
        os.write(self.master, text.encode())

    def press(self, key):
        """A control key by its letter: press("C")."""
        self.type(chr(ord(key) - 64))

    def _more(self, deadline):
        ready, _, _ = select.select([self.master], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:         # EIO: nobody holds the other side any more
            return False
        self.seen += data.decode(errors="replace")
        return bool(data)

    def expect(self, pattern):
        """Read until the pattern appears; give its groups and forget all up to its end."""
        deadline = time.monotonic() + PATIENCE
        while not (match := re.search(pattern, self.seen)):
            if not self._more(deadline):
                sys.exit(f"expected {pattern!r}, saw {self.seen[-500:]!r}")
        self.seen = self.seen[match.end():]
        return match.groups()

    def run(self, command, pattern):
        """Type a command line at a prompt, and give the groups of what it answers."""
        self.type(command + "\n")
        groups = self.expect(pattern)
        self.expect(r"ready> $")
        return groups

    def foreground(self):
        """The name of the program that leads the terminal's foreground group."""
        group = struct.unpack("i", fcntl.ioctl(self.master, termios.TIOCGPGRP, b"    "))[0]
        try:
            with open(f"/proc/{group}/comm") as comm:
                return comm.read().strip()
        except OSError:
            return ""

    def wait_for_foreground(self, name):
        deadline = time.monotonic() + PATIENCE
        while self.foreground() != name:
            if time.monotonic() > deadline:
                sys.exit(f"{name} never came to the foreground; {self.foreground()} is there")
            time.sleep(0.02)

    def close(self):
        """Hang up, and give the exit status."""
        while self._more(time.monotonic() + PATIENCE):
            pass
        _, status = os.waitpid(self.pid, 0)
        os.close(self.master)
        code = os.waitstatus_to_exitcode(status)
        return code if code >= 0 else 128 - code

    def hang_up(self):
        """Take the terminal away."""
        os.close(self.master)
        _, status = os.waitpid(self.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        return code if code >= 0 else 128 - code
