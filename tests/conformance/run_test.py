#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Does the runner read verdicts and exclusions, and see each kind of difference?"""

import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "shared")]

import compare  # noqa: E402
import exclusions  # noqa: E402
import verdicts  # noqa: E402
from case import Case  # noqa: E402

TAP = """TAP version 13
1..4
ok 1 one
# a comment
not ok 2 two # what was wrong
ok 3 three # SKIP no such call
ok 4 one
"""
# Prints what $1 says natively, and what $2 says behind `env GUEST=1`.
TELLS = 'if [ -n "$GUEST" ]; then printf "$2"; exit ${3:-0}; else printf "$1"; fi'


def case(native, guest, guest_status=0):
    return Case(suite="s", name="p", parse=verdicts.kselftest, seconds=20,
                command=["sh", "-c", TELLS, "sh", native, guest, str(guest_status)])


def compared(a_case, text=""):
    with tempfile.TemporaryDirectory() as scratch:
        return compare.run(a_case, ["env", "GUEST=1"], exclusions.Exclusions(text), scratch)


class Reading(unittest.TestCase):
    def test_tap(self):
        self.assertEqual(verdicts.kselftest(TAP, None),
                         {"one": "passed", "two": "failed", "three": "skipped",
                          "one (2)": "passed"})

    def test_x86(self):
        self.assertEqual(verdicts.kselftest("[RUN]\tx\n[OK]\ty\n[FAIL]\tz\n", None),
                         {"verdict": "passed", "verdict (2)": "failed"})

    def test_go(self):
        said = "--- PASS: TestA (0.1s)\n    --- SKIP: TestA/b (0.0s)\n--- FAIL: TestC (1s)\n"
        self.assertEqual(verdicts.go(said, None),
                         {"TestA": "passed", "TestA/b": "skipped", "TestC": "failed"})

    def test_stress_ng(self):
        said = "metrc: [7] stressor  bogo ops\nmetrc: [7] dup   12 1.0\nmetrc: [7] zero  0 1.0\n"
        self.assertEqual(verdicts.stress_ng(said, None),
                         {"dup operates": "passed", "zero operates": "skipped"})

    def test_exclusions(self):
        known = exclusions.Exclusions("s/p: why\n    a*\n# no\ns/q: all of it\n")
        self.assertEqual(known.reason("s/p", "ab"), "why")
        self.assertIsNone(known.reason("s/p", "b"))
        self.assertEqual(known.reason("s/q", "b"), "all of it")
        self.assertRaises(SystemExit, exclusions.Exclusions, "s/p:\n")


class Comparing(unittest.TestCase):
    def test_alike(self):
        result = compared(case("ok 1 a\n", "ok 1 a\n"))
        self.assertEqual((result.passed, result.failed, result.stale), (2, [], []))

    def test_test_that_fails(self):
        result = compared(case("ok 1 a\nok 2 b\n", "ok 1 a\nnot ok 2 b\n"))
        self.assertEqual((result.passed, result.failed), (2, [("b", "failed")]))

    def test_test_that_is_missing(self):
        result = compared(case("ok 1 a\nok 2 b\n", "ok 1 a\n"))
        self.assertEqual(result.failed, [("b", "not reached")])

    def test_status(self):
        result = compared(case("ok 1 a\n", "ok 1 a\n", 3))
        self.assertEqual(result.failed, [(compare.WHOLE, "exit status 3")])

    def test_what_fails_natively_does_not_count(self):
        result = compared(case("not ok 1 a\n", "not ok 1 a\n"))
        self.assertEqual((result.passed, result.failed), (1, []))

    def test_excluded(self):
        result = compared(case("ok 1 a\n", "not ok 1 a\n"), "s/p: why\n    a\n")
        self.assertEqual((result.excluded, result.failed), ([("a", "why")], []))

    def test_excluded_that_passes(self):
        alike = case("ok 1 a\n", "ok 1 a\n")
        self.assertEqual(compared(alike, "s/p: why\n    a\n").stale, ["a"])
        self.assertEqual(compared(alike, "s/p: sometimes: why\n    a\n").stale, [])


if __name__ == "__main__":
    unittest.main()
