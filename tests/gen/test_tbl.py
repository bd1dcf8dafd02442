#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The reader of syscalls.tbl: what it accepts, each thing that it refuses, and the real table."""

import pathlib
import re
import unittest

from support import REPO, SMALL_TABLE, TABLE, ScratchCase

import kinds
import tbl

HOST_NUMBERS = pathlib.Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")


class Reading(ScratchCase):
    def rows(self, text):
        return tbl.read(self.write("t.tbl", text))

    def test_comments_and_blank_lines_are_skipped(self):
        self.assertEqual([row.nr for row in self.rows(SMALL_TABLE)], [0, 1, 3, 4, 5, 9, 12])

    def test_a_forwarded_row(self):
        row = self.rows(SMALL_TABLE)[0]
        self.assertEqual((row.name, row.route, row.entry, row.errno, row.state, row.missing),
                         ("read", "forward", "", "", "full", ""))
        self.assertEqual([(arg.name, arg.kind_text) for arg in row.args],
                         [("fd", "fd"), ("buf", "buf_out(ret)"), ("count", "size")])

    def test_an_emulated_partial_row(self):
        row = self.rows(SMALL_TABLE)[2]
        self.assertEqual((row.route, row.entry, row.state, row.missing),
                         ("emulate", "mm_mmap", "partial", "MAP_GROWSDOWN is refused"))

    def test_a_denied_row_has_its_errno(self):
        row = self.rows(SMALL_TABLE)[5]
        self.assertEqual((row.route, row.errno), ("deny", "EPERM"))

    def test_a_row_without_arguments(self):
        self.assertEqual(self.rows("39 getpid forward - full -\n")[0].args, ())

    def test_fd_args_has_a_bit_for_each_descriptor(self):
        self.assertEqual([row.fd_args for row in self.rows(SMALL_TABLE)],
                         [0b1, 0, 0b10, 0b11, 0b11, 0, 0b101])


class Refusing(ScratchCase):
    def assert_refused(self, row, sentence, before="0 read forward - full fd:fd\n"):
        """`row`, as the last line of a table, is refused with `sentence`."""
        path = self.write("syscalls.tbl", before + row + "\n")
        line = before.count("\n") + 1
        with self.assertRaises(tbl.TableError) as caught:
            tbl.read(path)
        self.assertEqual(str(caught.exception), f"{path}:{line}: {sentence}")

    def test_a_number_out_of_order(self):
        self.assert_refused("2 open forward - full -",
                            "number 2 comes after 7; rows are ordered by number",
                            before="# first\n7 poll forward - full -\n")

    def test_the_same_number_twice(self):
        self.assert_refused("0 write forward - full -", "number 0 is already on line 1")

    def test_the_same_name_twice(self):
        self.assert_refused("1 read forward - full -", "'read' is already on line 1")

    def test_a_number_that_is_none(self):
        self.assert_refused("0x1 write forward - full -",
                            "the number '0x1' is not a decimal number")

    def test_a_negative_number(self):
        self.assert_refused("-1 write forward - full -",
                            "the number '-1' is not a decimal number")

    def test_a_name_that_is_no_identifier(self):
        self.assert_refused("1 wri-te forward - full -", "the name 'wri-te' is not an identifier")

    def test_a_row_that_is_too_short(self):
        self.assert_refused("1 write forward - full",
                            "a row is: nr name route entry state args [! missing]")

    def test_an_unknown_route(self):
        for route in ("pass", "deny", "forward:EPERM"):
            self.assert_refused(f"1 write {route} - full -",
                                f"unknown route '{route}'; there are forward, emulate "
                                "and deny:ERRNO")

    def test_an_unknown_errno(self):
        for error in ("EPREM", ""):
            self.assert_refused(f"1 write deny:{error} - full -", f"unknown errno '{error}'")

    def test_an_emulated_call_without_an_entry(self):
        self.assert_refused("1 write emulate - full -", "an emulated call needs an entry")

    def test_an_entry_that_is_no_identifier(self):
        self.assert_refused("1 write emulate a.b full -", "the entry 'a.b' is not an identifier")

    def test_an_entry_of_a_call_that_is_not_emulated(self):
        for route in ("forward", "deny:EPERM"):
            self.assert_refused(f"1 write {route} io_write full -",
                                "only an emulated call has an entry, and this route has "
                                "'io_write'")

    def test_an_unknown_state(self):
        self.assert_refused("1 write forward - whole -",
                            "unknown state 'whole'; there are full and partial")

    def test_partial_without_a_reason(self):
        for end in ("", "  !", "  !  "):
            self.assert_refused("1 write forward - partial -" + end,
                                "a partial call must end in '! what is missing'")

    def test_full_with_a_reason(self):
        for end in ("  ! speed", "  !"):
            self.assert_refused("1 write forward - full -" + end,
                                "a full call has nothing missing, yet the row ends in '! ...'")

    def test_an_unknown_kind(self):
        for kind in ("fildes", "bufin(count)"):
            self.assert_refused(f"1 write forward - full count:size fd:{kind}",
                                f"unknown kind '{kind.partition('(')[0]}'; "
                                "kinds are in gen/kinds.py")

    def test_an_argument_of_another_form(self):
        for arg in ("fd", "fd:", ":fd", "a:b:c", "buf:buf_in(", "buf:buf_in(n)x"):
            self.assert_refused(f"1 write forward - full {arg}",
                                f"the argument '{arg}' is not of the form name:kind or "
                                "name:kind(n)")

    def test_an_argument_name_that_is_no_identifier(self):
        self.assert_refused("1 write forward - full 2fd:fd",
                            "the argument name '2fd' is not an identifier")

    def test_a_plain_kind_with_a_parameter(self):
        for kind in ("fd(ret)", "fd()"):
            self.assert_refused(f"1 write forward - full fd:{kind}",
                                "the kind 'fd' takes no parameter")

    def test_a_sized_kind_without_a_parameter(self):
        for kind in ("buf_in", "buf_in()"):
            self.assert_refused(f"1 write forward - full buf:{kind}",
                                "the kind 'buf_in' needs a parameter, as in buf_in(count)")

    def test_a_parameter_that_is_no_argument(self):
        self.assert_refused("1 write forward - full buf:buf_in(n) count:size",
                            "'buf:buf_in(n)': no argument is called 'n'")

    def test_two_arguments_of_one_name(self):
        self.assert_refused("1 write forward - full fd:fd fd:fd",
                            "two arguments are called 'fd'")

    def test_seven_arguments(self):
        args = " ".join(f"a{i}:int" for i in range(7))
        self.assert_refused(f"1 write forward - full {args}",
                            "7 arguments; a call has at most 6")

    def test_an_empty_table(self):
        path = self.write("syscalls.tbl", "# nothing\n")
        with self.assertRaisesRegex(tbl.TableError, r"syscalls\.tbl:1: the table has no rows"):
            tbl.read(path)

    def test_all_errors_are_told_at_once(self):
        path = self.write("syscalls.tbl", "1 a pass - full -\n2 b forward x full -\n")
        with self.assertRaises(tbl.TableError) as caught:
            tbl.read(path)
        self.assertEqual([line.split(":")[1] for line in str(caught.exception).split("\n")],
                         ["1", "2"])


class CommandLine(ScratchCase):
    def test_check_counts_the_calls(self):
        done = self.run_script("tbl.py", "check", self.write("t.tbl", SMALL_TABLE))
        self.assertEqual((done.returncode, done.stdout),
                         (0, "7 calls: 3 forward, 3 emulate, 1 deny\n"))

    def test_check_fails_with_file_and_line(self):
        path = self.write("t.tbl", "\n0 read pass - full -\n")
        done = self.run_script("tbl.py", "check", path)
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith(f"{path}:2: unknown route 'pass'"), done.stderr)

    def test_a_table_that_is_not_there(self):
        done = self.run_script("tbl.py", "check", self.dir / "none.tbl")
        self.assertEqual(done.returncode, 1)
        self.assertIn("No such file", done.stderr)

    def test_anything_else_is_a_usage_error(self):
        done = self.run_script("tbl.py", "list")
        self.assertEqual((done.returncode, done.stderr), (1, "usage: tbl.py check FILE\n"))


class RealTable(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = tbl.read(TABLE)

    def test_every_number_up_to_the_gap_and_after_it(self):
        last = self.rows[-1].nr
        self.assertEqual([row.nr for row in self.rows],
                         [*range(0, 337), *range(424, last + 1)])

    @unittest.skipUnless(HOST_NUMBERS.exists(), "no <asm/unistd_64.h> here")
    def test_the_numbers_are_those_of_the_host(self):
        text = HOST_NUMBERS.read_text()
        host = re.findall(r"^#define __NR_(\w+)\s+(\d+)$", text, re.M)
        table = {row.name: row.nr for row in self.rows}
        self.assertGreater(len(host), 300)
        for name, nr in host:
            self.assertEqual(table.get(name), int(nr), name)

    def test_every_argument_called_fd_is_a_descriptor(self):
        for row in self.rows:
            for arg in row.args:
                if re.search(r"(^|_)fd$|dirfd$|^(sock|pid|ep|old|new)fd$|^fd_", arg.name):
                    self.assertTrue(arg.is_descriptor, f"{row.name}({arg.name})")

    def test_every_kind_is_used(self):
        used = {arg.kind for row in self.rows for arg in row.args}
        self.assertEqual((kinds.PLAIN.keys() | kinds.SIZED.keys()) - used, set())

    def test_no_kind_is_both_plain_and_sized(self):
        self.assertEqual(kinds.PLAIN.keys() & kinds.SIZED.keys(), set())

    def test_parameters_are_numbers_or_point_to_one(self):
        allowed = {"size", "count", "int", "long", "u32", "ulong", "size_inout"}
        for row in self.rows:
            kind_of = {arg.name: arg.kind for arg in row.args}
            for arg in row.args:
                if arg.param and arg.param != tbl.RETURN_VALUE:
                    self.assertIn(kind_of[arg.param], allowed, f"{row.name}({arg.name})")

    def test_the_committed_documentation_is_fresh(self):
        import docs
        self.assertEqual((REPO / "docs/syscalls.md").read_text(), docs.render(self.rows))


if __name__ == "__main__":
    unittest.main()
