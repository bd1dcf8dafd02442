#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The runner must see every way in which a stand-in for lxrun is not like running natively."""

import os
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

RUN = Path(__file__).resolve().with_name("run")

CASE = """\
# A case that uses all that is compared.
# packages: coreutils
# prepare: echo prepared >"$BIN/prepared"
echo to stdout
echo to stderr >&2
cat "$BIN/prepared" >file
ln -s file link
mkdir -m 700 directory
exit 0
"""


class Suite(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.root = Path(holder.name)
        for name in ("cases", "src", "work"):
            (self.root / name).mkdir()

    def write(self, name, text):
        path = self.root / name
        path.write_text(text)
        path.chmod(0o755)
        return str(path)

    def run_suite(self, lxrun, *options):
        return subprocess.run(
            [sys.executable, str(RUN), "--suite", str(self.root), "--work", str(self.root / "work"),
             "--lxrun", lxrun, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def stand_in(self, body):
        """A stand-in whose shell script has the words of the case in $@."""
        return self.write("stand-in", f"#!/bin/sh\n{body}\n")

    def assert_passes(self, done):
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual(done.stdout.splitlines()[-1], "1 passed, 0 failed, 0 skipped")

    def assert_fails(self, done, *sayings):
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual(done.stdout.splitlines()[-1], "0 passed, 1 failed, 0 skipped")
        for saying in sayings:
            self.assertIn(saying, done.stdout)


class Differences(Suite):
    def setUp(self):
        super().setUp()
        self.write("cases/case.sh", CASE)

    def test_no_difference_passes(self):
        self.assert_passes(self.run_suite(self.stand_in('exec "$@"')))
        self.assert_passes(self.run_suite("env"))

    def test_options_of_lxrun_are_passed_on(self):
        self.assert_passes(self.run_suite("env -u NOTHING"))

    def test_status(self):
        done = self.run_suite(self.stand_in('"$@"; exit 3'))
        self.assert_fails(done, "native status", "-0", "+3")

    def test_signal(self):
        self.assert_fails(self.run_suite(self.stand_in('"$@"; kill -KILL $$')), "+137")

    def test_stdout(self):
        done = self.run_suite(self.stand_in('"$@" >/dev/null'))
        self.assert_fails(done, "native stdout", "-to stdout")

    def test_stderr(self):
        done = self.run_suite(self.stand_in('echo noise >&2; exec "$@"'))
        self.assert_fails(done, "native stderr", "+noise")

    def test_content_of_a_file(self):
        done = self.run_suite(self.stand_in('"$@"; echo more >>file'))
        self.assert_fails(done, "native files", "-file: file 0644 9", "+file: file 0644 14")

    def test_mode_of_a_directory(self):
        done = self.run_suite(self.stand_in('"$@"; chmod 755 directory'))
        self.assert_fails(done, "-directory: directory 0700", "+directory: directory 0755")

    def test_target_of_a_link(self):
        done = self.run_suite(self.stand_in('"$@"; ln -sf other link'))
        self.assert_fails(done, "+link: link 0777 -> other")

    def test_one_file_more_or_less(self):
        self.assert_fails(self.run_suite(self.stand_in('"$@"; : >extra')), "+extra: file 0644 0")
        self.assert_fails(self.run_suite(self.stand_in('"$@"; rm link')), "-link: link")

    def test_process_left_behind(self):
        done = self.run_suite(self.stand_in('"$@"; setsid sleep 60 & exit 0'))
        self.assert_fails(done, "left running: sleep")

    def test_hang(self):
        started = time.monotonic()
        done = self.run_suite(self.stand_in("setsid sleep 60 & sleep 60"), "--timeout", "1")
        self.assert_fails(done, "timed out, with sleep sleep")
        self.assertLess(time.monotonic() - started, 30)


class Cases(Suite):
    def test_native_failure_is_a_failure(self):
        self.write("cases/case.sh", "# It fails.\necho reason >&2\nexit 4\n")
        self.assert_fails(self.run_suite("env"), "natively: status 4, expected 0", "reason")

    def test_expected_status(self):
        self.write("cases/case.sh", "# It fails as it should.\n# status: 4\nexit 4\n")
        self.assert_passes(self.run_suite("env"))

    def test_missing_package_is_a_failure(self):
        self.write("cases/case.sh", "# Needs what nobody has.\n# packages: no-such-package\n")
        self.assert_fails(self.run_suite("env"), "not in scripts/packages.txt: no-such-package")

    def test_failed_preparation_is_a_failure(self):
        self.write("cases/case.sh", "# Cannot be prepared.\n# prepare: echo why; false\n")
        self.assert_fails(self.run_suite("env"), "prepare failed (1)", "why")

    def test_skip(self):
        self.write("cases/case.sh", "# Skipped.\n# skip: a reason\nexit 1\n")
        done = self.run_suite("env")
        self.assertEqual((done.returncode, done.stdout.splitlines()[-1]),
                         (0, "0 passed, 0 failed, 1 skipped"))
        self.assertIn("a reason", done.stdout)

    def test_unknown_header(self):
        self.write("cases/case.sh", "# A title.\n# package: coreutils\n")
        done = self.run_suite("env")
        self.assertEqual(done.returncode, 1)
        self.assertIn("unknown header 'package:'", done.stdout)

    def test_clean_environment(self):
        self.write("cases/case.sh", '# Looks around.\n'
                   '[ -z "${STRAY-}" ] && [ "$TZ" = UTC ] && [ "$HOME" = "$(pwd)" ] &&\n'
                   '[ -d "$TMPDIR" ] && [ ! -t 0 ] && [ -z "$(cat)" ] && [ -z "${LXRUN_CMD-}" ]\n')
        os.environ["STRAY"] = "from outside"
        self.addCleanup(os.environ.pop, "STRAY")
        self.assert_passes(self.run_suite("env"))

    def test_native_case_gets_the_command(self):
        self.write("cases/case.sh", '# Starts it by itself.\n# run: native\n$LXRUN_CMD sh -c "exit 0"\n')
        self.assert_passes(self.run_suite("env"))
        self.assert_fails(self.run_suite("false"), "+1")

    def test_choice(self):
        for name in ("one", "two", "three"):
            self.write(f"cases/{name}.sh", f"# Case {name}.\n")
        done = self.run_suite("env", "--case", "t*")
        self.assertEqual(done.stdout.splitlines()[-1], "2 passed, 0 failed, 0 skipped")
        self.assertEqual(self.run_suite("env", "--case", "four").returncode, 1)
        self.assertEqual(len(self.run_suite("env", "--list").stdout.splitlines()), 3)

    def test_keep(self):
        self.write("cases/case.sh", "# Leaves a file.\n: >file\n")
        self.run_suite("env")
        self.assertEqual(list((self.root / "work").iterdir()), [])
        self.run_suite("env", "--keep")
        self.assertEqual(len(list((self.root / "work").glob("*/case/*/file"))), 2)


if __name__ == "__main__":
    unittest.main()
