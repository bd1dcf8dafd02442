#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make constants.c, or its header, from constants.tbl and the kernel's headers.

    constants.py TABLE -o OUT [--header] [--compiler CC]

The compiler says which names the headers have and what their values are: it is
given a program with one name a line, and each line that it cannot compile is
taken out, so that older headers only have fewer names.
"""

import argparse
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import product

# Of the kernel; those that a machine does not have are left out.
KERNEL_HEADERS = """
linux/types.h asm/ioctls.h asm/termbits.h asm/prctl.h asm/mman.h asm/socket.h asm/poll.h asm/signal.h asm/siginfo.h
asm/ptrace-abi.h linux/aio_abi.h linux/bpf.h linux/capability.h linux/close_range.h linux/fanotify.h
linux/errqueue.h linux/eventpoll.h linux/fadvise.h linux/falloc.h linux/fcntl.h linux/fs.h linux/fsverity.h linux/futex.h
linux/if_ether.h linux/in.h linux/in6.h linux/inotify.h linux/ioprio.h linux/ipc.h linux/kcmp.h linux/kexec.h
linux/keyctl.h linux/landlock.h linux/loop.h linux/magic.h linux/membarrier.h linux/memfd.h linux/mempolicy.h
linux/module.h linux/mount.h linux/mman.h linux/msg.h linux/net.h linux/netlink.h linux/nsfs.h linux/openat2.h
linux/perf_event.h linux/personality.h linux/pidfd.h linux/prctl.h linux/ptrace.h linux/quota.h linux/random.h
linux/reboot.h linux/resource.h linux/rseq.h linux/sched.h linux/seccomp.h linux/securebits.h linux/sem.h linux/shm.h
linux/sockios.h linux/stat.h linux/tcp.h linux/termios.h linux/time.h linux/udp.h linux/userfaultfd.h linux/wait.h
linux/xattr.h linux/blkzoned.h linux/kd.h linux/vt.h linux/hdreg.h linux/rtc.h linux/if_tun.h linux/kvm.h
linux/usbdevice_fs.h linux/cdrom.h linux/dm-ioctl.h
""".split()
# Of the C library: what the kernel keeps out of its own.
LIBRARY_HEADERS = ["sys/socket.h", "netinet/in.h"]

HEADER = """\
#include <stddef.h>
#include <stdint.h>

/* With the NUL: names stand in place, since each pointer would have to be relocated at
 * every start. */
#define CONSTANT_NAME_SIZE 56

struct constant {{
    uint64_t value;
    char name[CONSTANT_NAME_SIZE];
}};

struct constants {{
    const char *unnamed; /* what is said of a value without a name */
    size_t count;
    const struct constant *constants;
}};

{sets}"""


@dataclass
class Set:
    name: str
    shape: str
    default: str
    words: list = field(default_factory=list)


def read_sets(path):
    sets = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split()
        if line[0].isspace():
            sets[-1].words += words
        else:
            sets.append(Set(*words[:3], words[3:]))
    return sets


def includes(headers):
    return "".join(f"#if __has_include(<{name}>)\n#include <{name}>\n#endif\n"
                   for name in headers)


class Headers:
    """Names and values as a compiler finds them in some headers."""

    def __init__(self, compiler, headers):
        self.compiler = compiler
        self.prologue = includes(headers)
        self.names = self.find_names()

    def preprocess(self, *options):
        result = subprocess.run([*self.compiler, "-E", *options, "-"], input=self.prologue,
                                capture_output=True, text=True, check=True)
        return result.stdout

    def find_names(self):
        macros = re.findall(r"^#define ([A-Za-z_]\w*) \S", self.preprocess("-dM"), re.M)
        text = self.preprocess("-P")
        enums = (body for body in re.findall(r"enum\s*\w*\s*{([^}]*)}", text))
        members = [name for body in enums
                   for name in re.findall(r"(?:^|,)\s*([A-Za-z_]\w*)\s*(?=[=,]|$)", body)]
        return list(dict.fromkeys(macros + members))

    def values(self, names):
        """{name: value} of those of the names that are integers."""
        names = list(names)
        while names:
            wrong, output = self.compile(names)
            if not wrong:
                return dict(zip(names, parse_values(output)))
            names = [name for i, name in enumerate(names) if i not in wrong]
        return {}

    def compile(self, names):
        """(indices of names that do not compile, the assembly text)"""
        lines = [self.prologue, "const unsigned long long values[] = {"]
        for i, name in enumerate(names):
            lines.append(f'#line {i + 1} "constants"\n(unsigned long long)({name}),')
        lines.append('#line 1 "end"\n};')
        with tempfile.TemporaryDirectory() as directory:
            source = Path(directory) / "values.c"
            source.write_text("\n".join(lines) + "\n", encoding="utf-8")
            result = subprocess.run([*self.compiler, "-w", "-S", "-o", "-", str(source)],
                                    capture_output=True, text=True)
        wrong = {int(line) - 1 for line in
                 re.findall(r"^constants:(\d+):.*error", result.stderr, re.M)}
        if result.returncode != 0 and not wrong:
            raise SystemExit(f"constants.py: the compiler fails:\n{result.stderr}")
        return wrong, result.stdout


def parse_values(assembly):
    values = []
    inside = False
    for line in assembly.splitlines():
        words = line.split()
        if words[:1] == ["values:"]:
            inside = True
        elif inside and words and words[0] == ".quad":
            values.append(int(words[1], 0) & (1 << 64) - 1)
        elif inside and words and words[0] == ".zero":
            values += [0] * (int(words[1]) // 8)
        elif inside and words and words[0] in (".size", ".ident", ".section"):
            break
    return values


def pattern(word):
    return re.compile(re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w"))


def matching(word, names):
    return [name for name in names if pattern(word).fullmatch(name)]


def number(text):
    return int(text, 8) if re.fullmatch(r"0[0-7]+", text) else int(text, 0)


@dataclass
class Names:
    """What a set has: names in order, some with the value to fall back on."""
    kernel: list = field(default_factory=list)
    library: list = field(default_factory=list)
    fixed: dict = field(default_factory=dict)


def expand(words, kernel, library):
    found = Names()
    for word in words:
        if word.startswith("-"):
            for names in (found.kernel, found.library):
                names[:] = [name for name in names if not pattern(word[1:]).fullmatch(name)]
        elif word.startswith("@"):
            found.library += matching(word[1:], library.names)
        elif "=" in word:
            name, value = word.split("=")
            found.fixed[name] = number(value)
            found.kernel.append(name)
        else:
            found.kernel += matching(word, kernel.names) if "*" in word else [word]
    return found


def constants_of(found, kernel_values, library_values):
    """[(name, value)], each name once, in the order of the table."""
    pairs = {}
    for name in found.kernel:
        value = found.fixed.get(name, kernel_values.get(name))
        if value is not None:
            pairs.setdefault(name, value)
    for name in found.library:
        if name in library_values:
            pairs.setdefault(name, library_values[name])
    return list(pairs.items())


def shaped(shape, pairs):
    """Of an enumeration the first name of each value, by value."""
    if shape == "flags":
        return pairs
    by_value = {}
    for name, value in pairs:
        by_value.setdefault(value & 0xffffffff, name)
    return [(name, value) for value, name in sorted(by_value.items())]


def render_set(one, pairs):
    rows = "".join(f'    {{ {value:#x}, "{name}" }},\n' for name, value in pairs)
    return (f"\nstatic const struct constant {one.name}_names[] = {{\n{rows}}};\n"
            f"const struct constants constants_{one.name} = {{\n"
            f'    "{escaped(one.default)}", {len(pairs)}, {one.name}_names,\n}};')


def escaped(text):
    """Without anything that a compiler may take for a trigraph."""
    return text.replace("?", "\\?")


def render(sets, compiler):
    kernel = Headers(compiler, KERNEL_HEADERS)
    library = Headers(compiler, LIBRARY_HEADERS)
    names = {one.name: expand(one.words, kernel, library) for one in sets}
    wanted = dict.fromkeys(name for found in names.values() for name in found.kernel)
    kernel_values = kernel.values(wanted)
    library_values = library.values(dict.fromkeys(
        name for found in names.values() for name in found.library))
    text = ['#include "constants.h"']
    for one in sets:
        pairs = constants_of(names[one.name], kernel_values, library_values)
        if not pairs:
            raise SystemExit(f"constants.py: the headers have no name of the set {one.name}")
        text.append(render_set(one, shaped(one.shape, pairs)))
    return "\n".join([product.C_LICENCE,
                      "/* Generated from gen/constants.tbl by gen/constants.py, do not edit. */",
                      "", *text]) + "\n"


def render_header(sets):
    names = "\n".join(f"extern const struct constants constants_{one.name};" for one in sets)
    return product.c_header("constants.py", "LXRUN_CONSTANTS_H", [HEADER.format(sets=names)])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("table", help="constants.tbl")
    arguments.add_argument("-o", dest="out", required=True, help="the file to write")
    arguments.add_argument("--header", action="store_true", help="write the header")
    arguments.add_argument("--compiler", nargs="+", default=["cc"], help="and its options")
    args = arguments.parse_args()
    sets = read_sets(args.table)
    text = render_header(sets) if args.header else render(sets, args.compiler)
    product.write(args.out, text)


if __name__ == "__main__":
    main()
