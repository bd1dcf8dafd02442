# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of gen/ share: where things are, scratch files, running a script."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

REPO = pathlib.Path(__file__).resolve().parents[2]
GEN = REPO / "gen"
TABLE = REPO / "syscalls.tbl"

# Last, since gen/ has files that are called like modules of the library.
sys.path.append(str(GEN))

SMALL_TABLE = """\
# a comment
   0 read   forward     -          full     fd:fd buf:buf_out(ret) count:size

   1 mkdir  forward     -          full     pathname:path mode:mode
   3 mmap   emulate     mm_mmap    partial  addr:gaddr fd:fd  ! MAP_GROWSDOWN is refused
   4 dup2   emulate     fd_dup     full     oldfd:fd newfd:fd
   5 dup3   emulate     fd_dup     full     oldfd:fd newfd:fd flags:openflags
   9 bpf    deny:EPERM  -          full     cmd:bpfcmd
  12 linkat forward     -          full     olddirfd:dirfd a:path newdirfd:dirfd b:path
"""


class ScratchCase(unittest.TestCase):
    """A test with an empty directory of its own at self.dir."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="lxrun-gen-")
        self.addCleanup(scratch.cleanup)
        self.dir = pathlib.Path(scratch.name)

    def write(self, name, text):
        path = self.dir / name
        path.write_text(text)
        return path

    def run_script(self, script, *args):
        """The finished process, its output as text."""
        return subprocess.run([sys.executable, "-B", GEN / script, *map(str, args)],
                              capture_output=True, text=True)

    def produce(self, script, table, *options):
        """What `script` makes of the text of a table."""
        out = self.dir / "out"
        done = self.run_script(script, self.write("small.tbl", table), "-o", out, *options)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return out.read_text()
