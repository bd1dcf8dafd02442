#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The wall between the worlds: check that the linked lxcore uses nothing it may not.

    check_objects.py LXCORE_ELF

lxcore lives inside the guest: no libc, none of the guest's vector state, none
of its %fs, and one page from which the kernel is entered.  Each breach is told
as `FILE: sentence`.  The image must still have its symbols and sections.

Limits: a weak symbol that nobody defines is 0 to the linker and leaves no
trace; bytes of one instruction that would be another if entered in its middle
are not looked at (the filter does not let them into the kernel anyway).
"""

import os
import re
import subprocess
import sys
from collections import namedtuple

GATE = ".gate"
GATE_LIMIT = 4096
TOLD_AT_MOST = 40
ALLOWED_RELOCATION = "R_X86_64_RELATIVE"

Section = namedtuple("Section", "name type address size")
Segment = namedtuple("Segment", "type flags")
# `text` is the mnemonic and its operands; the prefixes are words before it.
Instruction = namedtuple("Instruction", "section function address prefixes text")

SECTION_LINE = re.compile(
    r"\s*\[\s*\d+\] (?P<name>\S+)\s+(?P<type>\S+)\s+(?P<address>[0-9a-f]{16}) "
    r"[0-9a-f]+ (?P<size>[0-9a-f]+) ")
SEGMENT_LINE = re.compile(
    r"  (?P<type>\S+)\s+(?:0x[0-9a-f]+\s+){5}(?P<flags>[R ][W ][E ])\s")
SYMBOL_LINE = re.compile(r"\s*\d+: [0-9a-f]{16}\s+\S+\s+\S+\s+\S+\s+\S+\s+(?P<index>\S+)"
                         r"(?: (?P<name>\S+))?")
RELOCATION_LINE = re.compile(r"(?P<offset>[0-9a-f]{16})\s+[0-9a-f]{16} (?P<type>R_\S+)")
NEEDED_LINE = re.compile(r"\(NEEDED\)\s+Shared library: \[(?P<name>.*)\]")
INSTRUCTION_LINE = re.compile(r"\s*(?P<address>[0-9a-f]+):\t(?P<text>.*)")

PREFIXES = frozenset(
    "lock rep repz repnz repe repne data16 addr32 notrack bnd xacquire xrelease "
    "cs ds es fs gs ss".split())
VECTOR_REGISTER = re.compile(r"%(?:[xyz]mm\d+|tmm\d|mm[0-7]|st|k[0-7]|bnd[0-3])\b")
# All mnemonics of x87 begin with f, fxsave and fxrstor too; none else does.
VECTOR_MNEMONIC = re.compile(
    r"f(?!s$)|xsave|xrstor|v?ldmxcsr|v?stmxcsr|emms|vzero|ldtilecfg|sttilecfg|tilerelease")
FS_REGISTER = re.compile(r"%fs\b|^fs\b")
NO_INSTRUCTION = re.compile(r"\(bad\)|\.byte")
# The way back to the guest restores what the kernel has cleared for the handler.
VECTOR_RESTORE = "xrstor64"
# The one `syscall` that is to trap like the guest's.
TRAPPING = "lx_upgrade_syscall"
KERNEL_ENTRY = re.compile(r"(?:syscall|sysenter|int \$0x80)\b")


def output_of(*command):
    """The lines that a tool of binutils prints."""
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, env=environment)
    except FileNotFoundError:
        sys.exit(f"{command[0]} is not installed; it is part of binutils")
    if done.returncode != 0:
        sys.exit(done.stderr.strip() or f"{' '.join(command)} failed")
    return done.stdout.splitlines()


def matches(pattern, lines):
    return [found for found in map(pattern.match, lines) if found]


def sections_of(elf):
    found = matches(SECTION_LINE, output_of("readelf", "-SW", elf))
    return [Section(m["name"], m["type"], int(m["address"], 16), int(m["size"], 16))
            for m in found]


def segments_of(elf):
    found = matches(SEGMENT_LINE, output_of("readelf", "-lW", elf))
    return [Segment(m["type"], m["flags"]) for m in found]


def is_prefix(word):
    return word in PREFIXES or word.startswith("rex")


def split_prefixes(text):
    """(prefixes, the rest, which is never empty)"""
    words = text.split()
    count = 0
    while count < len(words) - 1 and is_prefix(words[count]):
        count += 1
    return words[:count], " ".join(words[count:])


def instructions_of(elf):
    section = function = "?"
    found = []
    for line in output_of("objdump", "-dw", "-Matt", "--no-show-raw-insn", elf):
        if line.startswith("Disassembly of section "):
            section = line.removeprefix("Disassembly of section ").rstrip(":")
        elif line.endswith(">:"):
            function = line.partition("<")[2].removesuffix(">:")
        else:
            match = INSTRUCTION_LINE.match(line)
            if match:
                parts = split_prefixes(match["text"].partition("#")[0])
                found.append(Instruction(section, function, match["address"], *parts))
    return found


def told(instruction):
    i = instruction
    text = " ".join([*i.prefixes, i.text])
    return f"{i.function} at {i.address} in section {i.section}: '{text}'"


def check_symbols(elf):
    symbols = matches(SYMBOL_LINE, output_of("readelf", "-sW", elf))
    if all(section.type != "SYMTAB" for section in sections_of(elf)):
        yield "there is no symbol table; check the image before it is stripped"
    for name in sorted({m["name"] for m in symbols if m["index"] == "UND" and m["name"]}):
        yield f"the symbol '{name}' is undefined"


def check_relocations(elf):
    for match in matches(RELOCATION_LINE, output_of("readelf", "-rW", elf)):
        if match["type"] != ALLOWED_RELOCATION:
            yield (f"the relocation at {match['offset']} is {match['type']}, "
                   f"not {ALLOWED_RELOCATION}")
    for section in sections_of(elf):
        if section.type == "RELR":
            yield f"section {section.name} packs its relocations; they must be plain RELA"


def check_linkage(elf):
    if any(segment.type == "INTERP" for segment in segments_of(elf)):
        yield "there is a PT_INTERP; the image must need no interpreter"
    for line in output_of("readelf", "-dW", elf):
        match = NEEDED_LINE.search(line)
        if match:
            yield f"the shared library {match['name']} is needed"


def check_segments(elf):
    segments = segments_of(elf)
    if not segments:
        yield "there are no segments; the image must be linked"
    for segment in segments:
        if "W" in segment.flags and "E" in segment.flags:
            yield f"a segment of type {segment.type} is both writable and executable"


def check_gate(elf):
    gates = [section for section in sections_of(elf) if section.name == GATE]
    if not gates:
        yield f"there is no section {GATE}"
    for gate in gates:
        if gate.size > GATE_LIMIT:
            yield f"section {GATE} has {gate.size} bytes; the limit is {GATE_LIMIT}"
        if gate.address % GATE_LIMIT != 0:
            yield (f"section {GATE} is at {gate.address:#x}, "
                   f"which is not a multiple of {GATE_LIMIT}")


def breaches_of(instruction):
    """What is wrong with one instruction, none or several of these."""
    i = instruction
    mnemonic = i.text.split()[0]
    is_way_back = i.section == GATE and mnemonic == VECTOR_RESTORE
    if VECTOR_REGISTER.search(i.text) or \
            VECTOR_MNEMONIC.match(mnemonic) and not is_way_back:
        yield "uses vector or floating-point state"
    if FS_REGISTER.search(i.text) or "fs" in i.prefixes:
        yield "uses %fs, which is the guest's"
    if KERNEL_ENTRY.match(i.text) and i.section != GATE and i.function != TRAPPING:
        yield "enters the kernel outside the gate"
    if NO_INSTRUCTION.match(i.text):
        yield "is no instruction; data in a section of code cannot be checked"


def check_instructions(elf):
    instructions = instructions_of(elf)
    if not instructions:
        yield "there is no code to be checked"
    for instruction in instructions:
        for breach in breaches_of(instruction):
            yield f"{told(instruction)} {breach}"


CHECKS = (check_symbols, check_relocations, check_linkage, check_segments, check_gate,
          check_instructions)


def check(elf):
    """All that is wrong with the image at `elf`, as sentences."""
    return [sentence for each in CHECKS for sentence in each(elf)]


def main(argv):
    if len(argv) != 2:
        sys.exit("usage: check_objects.py LXCORE_ELF")
    sentences = check(argv[1])
    for sentence in sentences[:TOLD_AT_MOST]:
        print(f"{argv[1]}: {sentence}", file=sys.stderr)
    if len(sentences) > TOLD_AT_MOST:
        print(f"{argv[1]}: and {len(sentences) - TOLD_AT_MOST} more", file=sys.stderr)
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
