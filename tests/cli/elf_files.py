# SPDX-License-Identifier: GPL-2.0-or-later
"""ELF files from parts, so that any part can be wrong."""

import struct

PAGE = 4096
ET_NONE, ET_REL, ET_EXEC, ET_DYN, ET_CORE = range(5)
PT_NULL, PT_LOAD, PT_DYNAMIC, PT_INTERP = range(4)
EM_386, EM_ARM, EM_X86_64, EM_AARCH64 = 3, 40, 62, 183
R, W, X = 4, 2, 1

# exit_group(0): xor %edi, %edi; mov $231, %eax; syscall
CODE = bytes.fromhex("31ff b8e7000000 0f05")
BASE = 0x400000

HEADER = "16sHHIQQQIHHHHHH"
HEADER_SIZE = 64
SEGMENT_SIZE = 56


def segment(kind=PT_LOAD, flags=R | X, offset=0, vaddr=BASE, filesz=PAGE, memsz=None,
            align=PAGE):
    memsz = filesz if memsz is None else memsz
    return (kind, flags, offset, vaddr, vaddr, filesz, memsz, align)


def header(count, **fields):
    """The file header; `fields` replace what a good one has."""
    good = {"magic": b"\x7fELF", "class": 2, "data": 1, "type": ET_EXEC,
            "machine": EM_X86_64, "version": 1, "entry": BASE + PAGE - 16,
            "phoff": HEADER_SIZE, "shoff": 0,
            "flags": 0, "ehsize": HEADER_SIZE, "phentsize": SEGMENT_SIZE, "phnum": count,
            "shentsize": 0, "shnum": 0, "shstrndx": 0}
    unknown = set(fields) - set(good)
    assert not unknown, unknown
    good.update(fields)
    ident = good.pop("magic") + bytes([good.pop("class"), good["data"], 1])
    order = ">" if good.pop("data") == 2 else "<"
    return struct.pack(order + HEADER, ident, *good.values())


def build(segments, more=b"", **fields):
    """One page with the headers in front and the code at its end, then `more`."""
    table = b"".join(struct.pack("<IIQQQQQQ", *s) for s in segments)
    page = header(len(segments), **fields) + table
    assert len(page) <= PAGE - 16, len(page)
    return page.ljust(PAGE - 16, b"\0") + CODE.ljust(16, b"\0") + more


def program(**fields):
    """A program that succeeds, if its header is left alone."""
    return build([segment()], **fields)


def with_interpreter(path, filesz=None, offset=PAGE):
    """A program that names an interpreter; `path` includes its NUL."""
    size = len(path) if filesz is None else filesz
    name = segment(PT_INTERP, R, offset, BASE, size, align=1)
    return build([name, segment()], more=path)


def elf32(machine, data=1):
    """A good 32-bit header and nothing else."""
    order = ">" if data == 2 else "<"
    ident = b"\x7fELF" + bytes([1, data, 1])
    head = struct.pack(order + "16sHHIIIIIHHHHHH", ident, ET_EXEC, machine, 1, 0x8048000,
                       52, 0, 0, 52, 32, 1, 40, 0, 0)
    load = struct.pack(order + "8I", PT_LOAD, 0, 0x8048000, 0x8048000, 84, 84, R | X,
                       PAGE)
    return head + load
