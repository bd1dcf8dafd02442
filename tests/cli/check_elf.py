# SPDX-License-Identifier: GPL-2.0-or-later
"""Damaged, foreign and odd ELF files: what Linux refuses, lxrun refuses with a
sentence; what Linux runs, lxrun runs; and lxrun itself never crashes.
"""

import errno
import os
import random
import shutil
import signal
import struct
import subprocess
from pathlib import Path

import elf_files as elf
from support import LIMIT, Skip, expect

# Linux starts such a file and then kills it, which lxrun may say beforehand.
DIES_AT_START = (signal.SIGSEGV, signal.SIGKILL)


def native_result(path):
    """(errno, None) if Linux refuses the file, else (None, return code)."""
    try:
        done = subprocess.run([path], stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=LIMIT, cwd=path.parent)
    except OSError as error:
        return error.errno, None
    return None, done.returncode


def allowed_statuses(error, code):
    if error is not None:
        return [127 if error == errno.ENOENT else 126]
    if code >= 0:
        return [code]
    return [128 - code] + ([126] if -code in DIES_AT_START else [])


def compare(place, content, name="file", *words):
    """Run the file natively and under lxrun; `words` are to be in the message."""
    path = place.file(name, content)
    error, code = native_result(path)
    done = place.run(f"./{name}")
    statuses = allowed_statuses(error, code)
    assert done.returncode in statuses, \
        f"{name}: status {done.returncode} instead of {statuses}; stderr {done.stderr!r}"
    if error is not None:
        expect(done, done.returncode, f"./{name}: ", *words)
    elif done.returncode == 126:
        expect(done, 126, "lxrun: ")
    return done


def the_program_itself_is_good(place):
    expect(compare(place, elf.program()), 0)


def cut_off_at_many_sizes(place):
    whole = elf.program()
    for size in [*range(0, 66), 100, 119, 120, 121, 200, 1023, 1024, 1025, 4095]:
        compare(place, whole[:size], f"cut{size}")


def a_real_program_cut_off_at_many_sizes(place):
    whole = Path(shutil.which("true")).resolve().read_bytes()
    for size in (1, 3, 4, 63, 64, 65, 200, 500, 792, 900, 1024, 4096, 5000, 8192,
                 len(whole) // 2, len(whole) - 5000):
        compare(place, whole[:size], f"cut{size}")


def other_machines_are_named(place):
    for machine, name in [(elf.EM_AARCH64, "aarch64"), (243, "RISC-V"),
                          (21, "PowerPC 64"), (258, "LoongArch"),
                          (9999, "machine number 9999")]:
        done = compare(place, elf.program(machine=machine), "app", f"built for {name}",
                       "this machine is x86-64")
        assert done.returncode == 126, done


def big_endian_files_are_named(place):
    compare(place, elf.program(machine=22, data=2), "app", "s390x", "big-endian")
    compare(place, elf.program(data=2), "app", "big-endian")
    compare(place, elf.elf32(8, data=2), "app", "MIPS", "big-endian")


def thirty_two_bit_files_are_named(place):
    place.file("app", elf.elf32(elf.EM_386))
    expect(place.run("./app"), 126, "./app", "i386", "x86-64")
    place.file("app", elf.elf32(elf.EM_X86_64))
    expect(place.run("./app"), 126, "./app", "x32", "-m64")
    place.file("app", elf.elf32(elf.EM_ARM))
    expect(place.run("./app"), 126, "./app", "32-bit ARM")


def other_types_are_named(place):
    compare(place, elf.program(type=elf.ET_REL), "app", "object file", "link")
    compare(place, elf.program(type=elf.ET_CORE), "app", "core dump")
    for kind in (elf.ET_NONE, 5, 0xfe00, 0xffff):
        compare(place, elf.program(type=kind), "app", "type")


def what_linux_does_not_look_at(place):
    """Class, byte order and section headers are not the kernel's concern."""
    for fields in [{"version": 7}, {"shoff": 1 << 40, "shnum": 77, "shentsize": 3},
                   {"shstrndx": 0xffff}, {"ehsize": 1}, {"flags": 0xffffffff}]:
        expect(compare(place, elf.program(**fields), "app"), 0)
    odd = bytearray(elf.program())
    odd[7:16] = b"\xff" * 9
    expect(compare(place, bytes(odd), "app"), 0)


def wrong_class_or_byte_order_alone(place):
    for at, value in [(4, 1), (4, 0), (4, 9), (5, 2), (5, 0), (6, 0)]:
        odd = bytearray(elf.program())
        odd[at] = value
        compare(place, bytes(odd), f"ident{at}-{value}")


def program_header_table_is_wrong(place):
    for fields in [{"phnum": 0}, {"phnum": 0xffff}, {"phnum": 1170}, {"phnum": 1171},
                   {"phentsize": 0}, {"phentsize": 32}, {"phentsize": 57},
                   {"phentsize": 0xffff}, {"phoff": 0}, {"phoff": 5000}, {"phoff": 4096},
                   {"phoff": 1 << 31}, {"phoff": 1 << 62}, {"phoff": 1 << 63},
                   {"phoff": (1 << 64) - 1}, {"phoff": (1 << 64) - 56}]:
        name = "-".join(f"{k}{v:x}" for k, v in fields.items())
        compare(place, elf.program(**fields), name)


def program_headers_may_lie_far_behind(place):
    table = struct.pack("<IIQQQQQQ", *elf.segment())
    content = elf.program(phoff=5 * elf.PAGE) + bytes(4 * elf.PAGE) + table
    expect(compare(place, content), 0)


def nothing_to_load(place):
    compare(place, elf.build([elf.segment(kind=0)]), "null")
    compare(place, elf.build([elf.segment(kind=0)], type=elf.ET_DYN), "null-dyn")
    compare(place, elf.build([elf.segment(filesz=0, memsz=0)]), "empty")


def segments_that_cannot_be(place):
    last = 0x7ffffffff000
    most = (1 << 64) - 1
    kinds = {
        "filesz": {"filesz": 8192, "memsz": 4096}, "memsz-huge": {"memsz": 1 << 46},
        "memsz-all": {"memsz": most}, "memsz-wraps": {"memsz": most - elf.BASE + 1},
        "vaddr-kernel": {"vaddr": 0xffffffff80000000}, "vaddr-end": {"vaddr": last},
        "vaddr-last": {"vaddr": last - elf.PAGE}, "vaddr-odd": {"vaddr": elf.BASE + 123},
        "vaddr-0": {"vaddr": 0}, "offset-odd": {"offset": 8},
        "offset-huge": {"offset": 1 << 62}, "offset-all": {"offset": most},
        "offset-behind": {"offset": 1 << 20},
    }
    for name, kind in kinds.items():
        compare(place, elf.build([elf.segment(**kind)]), name)
        compare(place, elf.build([elf.segment(**kind)], type=elf.ET_DYN), f"{name}-dyn")
        second = elf.segment(**{"vaddr": elf.BASE * 2, **kind})
        compare(place, elf.build([elf.segment(), second]), f"{name}-second")


def segments_that_overlap(place):
    twice = elf.segment()
    compare(place, elf.build([twice, twice]), "twice")
    compare(place, elf.build([elf.segment(filesz=elf.PAGE, memsz=3 * elf.PAGE),
                              elf.segment(vaddr=elf.BASE + elf.PAGE)]), "over-bss")
    compare(place, elf.build([elf.segment(vaddr=elf.BASE + elf.PAGE), elf.segment()]),
            "backwards")


def alignments(place):
    for align in (0, 1, 3, 4095, 12345, 1 << 21, 1 << 30, 1 << 46, 1 << 63):
        compare(place, elf.build([elf.segment(align=align)]), f"align{align:x}")
        compare(place, elf.build([elf.segment(align=align, vaddr=0)], type=elf.ET_DYN,
                                 entry=elf.PAGE - 16), f"align{align:x}-dyn")


def own_interpreter(place_of_file):
    return f"{place_of_file.directory}/ld\0".encode()


def interpreter_missing(place):
    done = compare(place, elf.with_interpreter(b"/no/such/ld-foo.so\0"), "app",
                   "/no/such/ld-foo.so is missing", "install")
    assert done.returncode == 127, done
    compare(place, elf.with_interpreter(b"/lib/ld-musl-none.so.1\0"), "app",
            "install musl")
    compare(place, elf.with_interpreter(b"/dev/null/x\0"), "app", "/dev/null/x")


def interpreter_that_is_no_file(place):
    compare(place, elf.with_interpreter(b"/\0"), "app", "interpreter /", "regular file")
    compare(place, elf.with_interpreter(b"/dev/null\0"), "app", "regular file")
    place.file("ld", elf.program(), 0o644)
    compare(place, elf.with_interpreter(own_interpreter(place)), "app", "chmod")


def interpreter_name_is_wrong(place):
    compare(place, elf.with_interpreter(b"/lib/ld"), "no-end", "no end")
    compare(place, elf.with_interpreter(b"\0"), "one", "empty")
    compare(place, elf.with_interpreter(b"\0\0"), "empty", "empty")
    compare(place, elf.with_interpreter(b"", filesz=0), "none", "empty")
    compare(place, elf.with_interpreter(b"/" + b"x" * 4095 + b"\0"), "4097", "too long")
    compare(place, elf.with_interpreter(b"/" + b"x" * 4094 + b"\0"), "4096")
    compare(place, elf.with_interpreter(b"/x\0", filesz=1 << 40), "huge", "too long")
    compare(place, elf.with_interpreter(b"/x\0", filesz=100), "cut", "cut off")
    for offset in (1 << 40, 1 << 63, (1 << 64) - 1):
        compare(place, elf.with_interpreter(b"/x\0", offset=offset), f"at{offset:x}")


def interpreter_name_may_hold_anything(place):
    compare(place, elf.with_interpreter(b"/nowhere/\x1b[31m\n\xff\0"), "app",
            "\\033[31m\\012")


def interpreter_is_damaged(place):
    good = elf.program()
    for name, content in [("empty", b""), ("short", good[:63]),
                          ("header-only", good[:64]), ("zeros", bytes(4096)),
                          ("text", b"#!/bin/sh\n".ljust(100)),
                          ("aarch64", elf.program(machine=elf.EM_AARCH64)),
                          ("core", elf.program(type=elf.ET_CORE)),
                          ("i386", elf.elf32(elf.EM_386).ljust(200, b"\0")),
                          ("phnum", elf.program(phnum=0)),
                          ("filesz", elf.build([elf.segment(filesz=8192, memsz=1)]))]:
        place.file("ld", content)
        compare(place, elf.with_interpreter(own_interpreter(place)), f"with-{name}")


def only_the_first_interpreter_counts(place):
    names = [own_interpreter(place), b"/nowhere\0"]
    place.file("ld", elf.build([elf.segment(vaddr=0)], type=elf.ET_DYN,
                               entry=elf.PAGE - 16))
    first = elf.segment(elf.PT_INTERP, elf.R, elf.PAGE, elf.BASE, len(names[0]), align=1)
    second = elf.segment(elf.PT_INTERP, elf.R, elf.PAGE + len(names[0]), elf.BASE,
                         len(names[1]), align=1)
    more = b"".join(names)
    expect(compare(place, elf.build([first, second, elf.segment()], more=more), "app"), 0)
    compare(place, elf.build([second, first, elf.segment()], more=more), "swapped",
            "/nowhere")


def random_damage(place):
    """Not compared with Linux in all: what a damaged file does once it runs
    may differ.  But it is refused or started, and the sentence is there."""
    seed = int(os.environ.get("SEED", "1"))
    source = random.Random(seed)
    data = elf.segment(vaddr=elf.BASE * 2, flags=elf.R | elf.W)
    whole = elf.build([elf.segment(), data])
    for number in range(60):
        odd = bytearray(whole)
        for _ in range(source.randint(1, 4)):
            odd[source.randrange(4, 176)] = source.randrange(256)
        path = place.file("odd", bytes(odd))
        error, _ = native_result(path)
        done = place.run("./odd")
        if error is not None:
            assert done.returncode in (126, 127), f"seed {seed}, {number}: {done}"
        if done.returncode in (125, 126, 127):
            expect(done, done.returncode, "./odd: ")


def other_architectures_that_are_installed(place):
    """Real foreign programs, if there are any."""
    found = [path for path in Path("/usr").glob("*-linux-gnu*/lib/ld-linux*.so*")
             if path.is_file()]
    if not found:
        raise Skip("no foreign programs here")
    for path in found:
        shutil.copy(path, place.directory / "app")
        (place.directory / "app").chmod(0o755)
        error, _ = native_result(place.directory / "app")
        if error is not None:
            expect(place.run("./app"), 126, "./app", "built for")
