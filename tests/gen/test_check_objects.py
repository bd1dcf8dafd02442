#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The wall between the worlds: a clean image passes, and each breach is told."""

import subprocess
import unittest

from support import ScratchCase

import check_objects

STATIC_PIE = ["-nostdlib", "-static-pie", "-Wl,-z,noexecstack"]
DYNAMIC_PIE = ["-nostdlib", "-pie", "-Wl,-z,noexecstack", "-Wl,--no-dynamic-linker"]
NOT_LINKED = ["-c"]

GATE = """\
    .section .gate, "ax", @progbits
    .balign 4096
lx_gate_syscall:
    syscall
    sysenter
    int $0x80
    ret
"""

# Everything that looks like a breach and is none.
CODE = """\
    .text
    .globl _start
_start:
    call lx_gate_syscall
    cs nopw 0(%rax, %rax, 1)
    lock incl (%rdi)
    rep stosb
    mov %gs:0, %rax
    mov %rsp, %rsi
    mov %sil, %spl
    int3
    lfence
    pause
    wbinvd
    ret
    .data
    .balign 8
    .quad _start
"""


class Images(ScratchCase):
    def link(self, source, *flags, how=STATIC_PIE):
        """The image, linked from assembly."""
        image = self.dir / "image"
        command = ["gcc", *how, self.write("image.s", source), "-o", image, *flags]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return str(image)

    def breaches(self, source, *flags, how=STATIC_PIE):
        return check_objects.check(self.link(source, *flags, how=how))

    def assert_told(self, breaches, *phrases):
        """One breach, and it has all these phrases."""
        self.assertEqual(len(breaches), 1, breaches)
        for phrase in phrases:
            self.assertIn(phrase, breaches[0])

    def assert_instruction_told(self, instruction, phrase):
        with self.subTest(instruction):
            self.assert_told(self.breaches(f"{GATE}{CODE}\n.text\nculprit: {instruction}\n"),
                             "culprit at", "in section .text", phrase)


class CleanImage(Images):
    def test_nothing_is_told(self):
        self.assertEqual(self.breaches(GATE + CODE), [])

    def test_the_relocation_in_it_is_relative(self):
        image = self.link(GATE + CODE)
        told = subprocess.run(["readelf", "-rW", image], capture_output=True, text=True)
        self.assertIn("R_X86_64_RELATIVE", told.stdout)


class Linkage(Images):
    def test_an_undefined_symbol(self):
        told = self.breaches(GATE + CODE + ".text\ncall memcpy\n", "-shared")
        self.assertIn("the symbol 'memcpy' is undefined", told)

    def test_a_call_that_the_linker_left_unresolved(self):
        told = self.breaches(GATE + CODE + ".text\ncall memcpy\n",
                             "-Wl,--unresolved-symbols=ignore-all")
        self.assert_told(told, "is R_X86_64_NONE, not R_X86_64_RELATIVE")

    def test_a_stripped_image(self):
        self.assert_told(self.breaches(GATE + CODE, "-s"), "there is no symbol table")

    def test_a_relocation_that_is_not_relative(self):
        ifunc = ".globl pick\n.type pick, @gnu_indirect_function\npick: ret\n"
        self.assert_told(self.breaches(f"{GATE}{CODE}.text\n{ifunc}.data\n.quad pick\n"),
                         "is R_X86_64_IRELATIVE, not R_X86_64_RELATIVE")

    def test_packed_relocations(self):
        self.assert_told(self.breaches(GATE + CODE, "-Wl,-z,pack-relative-relocs"),
                         "section .relr.dyn packs its relocations")

    def test_an_interpreter(self):
        self.assert_told(self.breaches(GATE + CODE, "-Wl,-dynamic-linker,/lib/ld.so",
                                       how=DYNAMIC_PIE),
                         "there is a PT_INTERP")

    def test_a_needed_library(self):
        self.assert_told(self.breaches(GATE + CODE, "-Wl,--no-as-needed", "-lc",
                                       how=DYNAMIC_PIE),
                         "the shared library libc.so.6 is needed")

    def test_a_segment_that_is_writable_and_executable(self):
        told = self.breaches(GATE + CODE + '.section .both, "awx"\nnop\n')
        self.assert_told(told, "a segment of type LOAD is both writable and executable")

    def test_an_executable_stack(self):
        told = self.breaches(GATE + CODE, "-Wl,-z,execstack")
        self.assert_told(told, "a segment of type GNU_STACK is both writable and executable")

    def test_an_object_that_is_not_linked(self):
        told = self.breaches(GATE + CODE, how=NOT_LINKED)
        self.assertIn("there are no segments; the image must be linked", told)


class TheGate(Images):
    def test_no_gate(self):
        told = self.breaches(CODE + "lx_gate_syscall: ret\n")
        self.assert_told(told, "there is no section .gate")

    def test_a_full_gate_is_accepted(self):
        size = 4096 - 6
        self.assertEqual(self.breaches(f"{GATE}.fill {size - 1}, 1, 0x90\n{CODE}"), [])

    def test_the_way_back_may_restore_vector_state(self):
        self.assertEqual(self.breaches(f"{GATE}xrstor64 (%rdi)\n{CODE}"), [])
        told = self.breaches(f"{GATE}xsave64 (%rdi)\n{CODE}")
        self.assert_told(told, "in section .gate", "vector")

    def test_a_gate_that_is_too_large(self):
        self.assert_told(self.breaches(f"{GATE}.fill 4090, 1, 0x90\n{CODE}"),
                         "section .gate has 4097 bytes; the limit is 4096")

    def test_a_gate_that_is_not_aligned(self):
        source = GATE.replace(".balign 4096", ".balign 16") + CODE
        self.assert_told(self.breaches(source, "-Wl,--section-start=.gate=0x10010"),
                         "section .gate is at 0x10010, which is not a multiple of 4096")


class Instructions(Images):
    def test_vector_registers(self):
        for instruction in (
                "movaps %xmm0, (%rsp)", "pxor %xmm15, %xmm15", "vmovdqa %ymm1, %ymm2",
                "vmovdqa64 %zmm31, (%rdi)", "movq %mm0, %rax", "kmovq %k1, %rax",
                "cvtsi2sd %rax, %xmm3"):
            self.assert_instruction_told(instruction, "uses vector or floating-point state")

    def test_floating_point_with_and_without_a_register_operand(self):
        for instruction in ("fld %st(1)", "flds (%rdi)", "fstpl (%rdi)", "fninit", "fwait",
                            "fnstcw (%rdi)"):
            self.assert_instruction_told(instruction, "uses vector or floating-point state")

    def test_saving_and_restoring_vector_state(self):
        for instruction in ("fxsave (%rdi)", "fxrstor64 (%rdi)", "xsave (%rdi)",
                            "xsavec64 (%rdi)", "xsaveopt (%rdi)", "xrstor (%rdi)", "xrstor64 (%rdi)",
                            "xrstors64 (%rdi)", "ldmxcsr (%rdi)", "stmxcsr (%rdi)", "emms",
                            "vzeroupper"):
            self.assert_instruction_told(instruction, "uses vector or floating-point state")

    def test_entering_the_kernel_outside_the_gate(self):
        for instruction in ("syscall", "sysenter", "int $0x80", "rex64 syscall"):
            self.assert_instruction_told(instruction, "enters the kernel outside the gate")

    def test_the_thread_pointer_of_the_guest(self):
        for instruction in ("mov %fs:0, %rax", "mov %fs:40(%rdi), %rax", "mov %eax, %fs",
                            "lock incl %fs:8"):
            self.assert_instruction_told(instruction, "uses %fs")

    def test_a_dangling_fs_prefix(self):
        self.assert_instruction_told(".byte 0x64; movsb", "uses %fs")
        self.assert_instruction_told(".byte 0x64; ret", "uses %fs")
        self.assert_instruction_told(".byte 0x64", "uses %fs")

    def test_data_among_code(self):
        for instruction in (".byte 0x06", ".byte 0x0f"):
            self.assert_instruction_told(instruction, "is no instruction")

    def test_another_section_of_code_is_looked_at(self):
        told = self.breaches(GATE + CODE + '.section .text.cold, "ax"\n.globl cold\n'
                             'cold: syscall\n')
        self.assert_told(told, "cold at", "enters the kernel outside the gate")

    def test_two_breaches_of_one_instruction(self):
        told = self.breaches(GATE + CODE + ".text\nmovaps %fs:0, %xmm0\n")
        self.assertEqual(len(told), 2, told)

    def test_no_code(self):
        told = self.breaches(".data\n.globl _start\n_start: .long 0\n")
        self.assertIn("there is no code to be checked", told)


class CommandLine(Images):
    def test_a_clean_image_is_silent_success(self):
        done = self.run_script("check_objects.py", self.link(GATE + CODE))
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_a_breach_is_told_with_the_file(self):
        image = self.link(GATE + CODE + ".text\nculprit: syscall\n")
        done = self.run_script("check_objects.py", image)
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith(f"{image}: culprit at "), done.stderr)

    def test_many_breaches_are_cut_short(self):
        image = self.link(GATE + CODE + ".text\n" + "syscall\n" * 50)
        lines = self.run_script("check_objects.py", image).stderr.splitlines()
        self.assertEqual((len(lines), lines[-1]), (41, f"{image}: and 10 more"))

    def test_a_file_that_is_no_image(self):
        done = self.run_script("check_objects.py", self.write("text", "hello, world\n" * 9))
        self.assertEqual(done.returncode, 1)
        self.assertIn("Not an ELF file", done.stderr)


if __name__ == "__main__":
    unittest.main()
