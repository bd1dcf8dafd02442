#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Each product of syscalls.tbl, from a small table; the C ones also through the compiler."""

import subprocess
import unittest

from support import SMALL_TABLE, TABLE, ScratchCase

C_FLAGS = ["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]

# What dispatch_table.c expects of src/, and no more.
DISPATCH_H = """\
#include <stdint.h>
#include "syscall_nr.h"
struct task;
struct sys_args;
typedef long dispatch_entry_t(struct task *task, const struct sys_args *args);
struct dispatch_row { dispatch_entry_t *entry; uint8_t fd_args, path_arg, dirfd_arg;
                      uint16_t deny_errno; };
extern const struct dispatch_row dispatch_table[SYSCALL_TABLE_SIZE];
enum { QUICK_FOR_HOST = 1, QUICK_UNLESS_OWN, QUICK_STAT };
extern const uint8_t dispatch_quick[SYSCALL_TABLE_SIZE];
dispatch_entry_t dispatch_forward, dispatch_forward_fds, dispatch_deny;
"""


class Products(ScratchCase):
    def body(self, script, *options):
        """The product of the small table without the licence and the origin."""
        licence, origin, body = self.produce(script, SMALL_TABLE, *options).split("\n", 2)
        self.assertEqual(licence, "/* SPDX-License-Identifier: GPL-2.0-or-later */")
        self.assertEqual(origin, f"/* Generated from syscalls.tbl by gen/{script}, "
                                 "do not edit. */")
        return body

    def test_numbers(self):
        self.assertEqual(self.body("numbers.py"), """\
#ifndef LXRUN_SYSCALL_NR_H
#define LXRUN_SYSCALL_NR_H

#define SYS_read 0
#define SYS_mkdir 1
#define SYS_mmap 3
#define SYS_dup2 4
#define SYS_dup3 5
#define SYS_bpf 9
#define SYS_linkat 12

#define SYSCALL_TABLE_SIZE 13

#endif
""")

    def test_entries_names_each_body_once(self):
        self.assertEqual(self.body("entries.py"), """\
#ifndef LXRUN_SYSCALL_ENTRIES_H
#define LXRUN_SYSCALL_ENTRIES_H

struct task;
struct sys_args;

long lx_sys_mm_mmap(struct task *task, const struct sys_args *args);
long lx_sys_fd_dup(struct task *task, const struct sys_args *args);

#endif
""")

    def test_dispatch(self):
        self.assertEqual(self.body("dispatch.py"), """\

#include "dispatch/dispatch.h"

#include "abi/errno.h"
#include "syscall_entries.h"

const struct dispatch_row dispatch_table[SYSCALL_TABLE_SIZE] = {
    [0] = { .entry = dispatch_forward_fds, .fd_args = 0x01 }, /* read */
    [1] = { .entry = dispatch_forward, .path_arg = 1 }, /* mkdir */
    [3] = { .entry = lx_sys_mm_mmap, .fd_args = 0x02 }, /* mmap */
    [4] = { .entry = lx_sys_fd_dup, .fd_args = 0x03 }, /* dup2 */
    [5] = { .entry = lx_sys_fd_dup, .fd_args = 0x03 }, /* dup3 */
    [9] = { .entry = dispatch_deny, .deny_errno = EPERM }, /* bpf */
    [12] = { .entry = dispatch_forward_fds, .fd_args = 0x05, .path_arg = 2, .dirfd_arg = 1 }, /* linkat */
};

const uint8_t dispatch_quick[SYSCALL_TABLE_SIZE] = {
    [0] = QUICK_UNLESS_OWN, /* read */
    [1] = QUICK_FOR_HOST, /* mkdir */
};
""")

    def test_names(self):
        body = self.body("names.py")
        self.assertIn("const struct syscall_name syscall_names[SYSCALL_NAMES_SIZE] = {", body)
        self.assertIn('    [0] = { .name = "read", .nargs = 3, .args = { { "fd", "fd" }, '
                      '{ "buf", "buf_out(ret)" }, { "count", "size" } } },\n', body)

    def test_names_of_a_call_without_arguments(self):
        self.assertIn('    [39] = { .name = "getpid", .nargs = 0 },\n',
                      self.produce("names.py", "39 getpid forward - full -\n"))

    def test_names_header(self):
        body = self.body("names.py", "--header")
        self.assertIn("#define SYSCALL_NAMES_SIZE 13\n", body)
        self.assertIn("extern const struct syscall_name syscall_names[", body)

    def test_no_product_is_written_from_a_bad_table(self):
        bad = self.write("bad.tbl", "0 read pass - full -\n")
        for script in ("numbers.py", "entries.py", "dispatch.py", "names.py", "docs.py"):
            done = self.run_script(script, bad, "-o", self.dir / "out")
            self.assertEqual(done.returncode, 1, script)
            self.assertIn("bad.tbl:1: unknown route", done.stderr)
            self.assertFalse((self.dir / "out").exists(), script)


class Compiling(ScratchCase):
    """The products of the real table."""

    def compile(self, name):
        done = subprocess.run(["gcc", *C_FLAGS, "-I", self.dir, self.dir / name],
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def make(self, script, name, *options):
        done = self.run_script(script, TABLE, "-o", self.dir / name, *options)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_the_dispatch_table_compiles(self):
        (self.dir / "dispatch").mkdir()
        (self.dir / "abi").mkdir()
        self.write("dispatch/dispatch.h", DISPATCH_H)
        self.write("abi/errno.h", "#include <asm/errno.h>\n")
        self.make("numbers.py", "syscall_nr.h")
        self.make("entries.py", "syscall_entries.h")
        self.make("dispatch.py", "dispatch_table.c")
        self.compile("dispatch_table.c")

    def test_the_names_compile_beside_the_libc_numbers(self):
        self.make("names.py", "syscall_names.h", "--header")
        self.make("names.py", "syscall_names.c")
        self.compile("syscall_names.c")
        self.write("both.c", '#include <sys/syscall.h>\n#include "syscall_names.h"\n')
        self.compile("both.c")


class Since(ScratchCase):
    def test_a_call_is_as_old_as_it_is(self):
        done = self.run_script("since.py", TABLE, "-o", self.dir / "since.c")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        text = (self.dir / "since.c").read_text()
        self.assertIn("KERNEL_VERSION(5, 3, 0), /* clone3 */", text)
        self.assertIn("KERNEL_VERSION(2, 6, 16), /* openat */", text)
        self.assertNotIn("/* read */", text)

    def test_every_call_with_a_high_number_has_a_version(self):
        """The last that all kernels have is 236, and it does nothing."""
        self.run_script("since.py", TABLE, "-o", self.dir / "since.c")
        text = (self.dir / "since.c").read_text()
        for line in TABLE.read_text().splitlines():
            words = line.split()
            if words and words[0].isdigit() and int(words[0]) > 236:
                self.assertIn(f"/* {words[1]} */", text)

    def test_a_call_that_the_table_lacks_is_an_error(self):
        small = self.write("small.tbl", SMALL_TABLE)
        done = self.run_script("since.py", small, "-o", self.dir / "out")
        self.assertEqual(done.returncode, 1)
        self.assertIn("not in the table", done.stderr)


class Documentation(ScratchCase):
    def test_calls_are_grouped_by_route(self):
        text = self.produce("docs.py", SMALL_TABLE)
        emulated, rest = text.partition("\n## Emulated\n")[2].split("\n## Forwarded\n")
        forwarded, refused = rest.split("\n## Refused\n")
        self.assertIn("| 3 | `mmap(addr, fd)` | partial | MAP_GROWSDOWN is refused |", emulated)
        self.assertIn("| 1 | `mkdir(pathname, mode)` | full |  |", forwarded)
        self.assertIn("| 9 | `bpf(cmd)` | `EPERM` |  |", refused)

    def test_the_summary_counts(self):
        text = self.produce("docs.py", SMALL_TABLE)
        self.assertIn("<!-- generated from syscalls.tbl, do not edit -->", text)
        self.assertIn("each of the 7 system calls", text)
        self.assertIn("| [emulated](#emulated) | 3 | 1 |", text)

    def test_a_bar_in_a_reason_does_not_end_the_cell(self):
        text = self.produce("docs.py", "0 read forward - partial -  ! O_A|O_B\n")
        self.assertIn(r"| O_A\|O_B |", text)

    def test_check_passes_while_the_page_is_fresh(self):
        page = self.write("page.md", self.produce("docs.py", SMALL_TABLE))
        done = self.run_script("docs.py", self.dir / "small.tbl", "--check", page)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_check_fails_when_the_table_has_changed(self):
        page = self.write("page.md", self.produce("docs.py", SMALL_TABLE))
        changed = self.write("new.tbl", SMALL_TABLE.replace("deny:EPERM", "deny:EACCES"))
        done = self.run_script("docs.py", changed, "--check", page)
        self.assertEqual(done.returncode, 1)
        self.assertIn("page.md is not what syscalls.tbl says; run: python3 gen/docs.py",
                      done.stderr)

    def test_check_fails_when_the_page_is_missing(self):
        table = self.write("small.tbl", SMALL_TABLE)
        done = self.run_script("docs.py", table, "--check", self.dir / "none.md")
        self.assertEqual(done.returncode, 1)
        self.assertIn("none.md", done.stderr)


class Coverage(ScratchCase):
    def coverage(self, *names):
        tests = self.dir / "guest"
        tests.mkdir()
        for name in names:
            (tests / name).touch()
        return self.run_script("coverage.py", self.write("t.tbl", SMALL_TABLE), tests)

    def test_every_emulated_call_is_tested(self):
        done = self.coverage("mmap_fixed.c", "dup2_same.c", "dup3_cloexec.c")
        self.assertEqual((done.returncode, done.stdout),
                         (0, "3 of 3 emulated calls have a guest test\n"))

    def test_untested_calls_are_listed(self):
        done = self.coverage("mmap_fixed.c", "dup3_cloexec.c")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, "2 of 3 emulated calls have a guest test\n"
                                      f"{self.dir}/guest: no dup2_*.c\n")

    def test_a_name_must_be_followed_by_a_behaviour(self):
        self.assertIn("0 of 3", self.coverage("mmap.c", "dup2x.c", "dup3_note.txt").stdout)

    def test_a_missing_directory_is_an_error(self):
        done = self.run_script("coverage.py", self.write("t.tbl", SMALL_TABLE), self.dir / "x")
        self.assertEqual(done.returncode, 1)
        self.assertIn("is not a directory", done.stderr)


if __name__ == "__main__":
    unittest.main()
