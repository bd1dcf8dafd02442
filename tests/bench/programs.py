# SPDX-License-Identifier: GPL-2.0-or-later
"""Building the benchmark programs, and the commands put in front of them."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

SOURCES = Path(__file__).resolve().parent
FLAGS = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-D_GNU_SOURCE"]


class Built(NamedTuple):
    micro: str
    bare_trap: str
    filtered: str
    nothing: str
    sleeper: str


def is_installed(program):
    return shutil.which(program) is not None


def prefix(command):
    """The words to put in front of a program.  A bare path to lxrun contains
    nothing, so that it is interposition alone that is measured."""
    words = shlex.split(command)
    if len(words) == 1 and os.path.basename(words[0]) == "lxrun":
        words.append("--profile=none")
    return words


def compile_with(compiler, arguments):
    command = [compiler, *FLAGS, *map(str, arguments)]
    try:
        subprocess.run(command, cwd=SOURCES, check=True)
    except FileNotFoundError:
        sys.exit(f"run: {compiler} is not installed (Debian: gcc, musl-tools)")
    except subprocess.CalledProcessError:
        sys.exit(f"run: failed: {shlex.join(command)}")


def build(directory):
    directory.mkdir(parents=True, exist_ok=True)
    directory = directory.resolve()
    built = Built(*(str(directory / name) for name in Built._fields))
    micro, bare = directory / "micro.o", directory / "bare_trap.o"
    compile_with("gcc", ["-c", "micro.c", "-o", micro])
    compile_with("gcc", ["micro_main.c", micro, "-pthread", "-o", built.micro])
    compile_with("gcc", ["-mgeneral-regs-only", "-c", "bare_trap.c", "-o", bare])
    compile_with("gcc", [bare, micro, "-pthread", "-o", built.bare_trap])
    compile_with("gcc", ["filtered.c", micro, "-pthread", "-o", built.filtered])
    compile_with("musl-gcc", ["-static", "nothing.c", "-o", built.nothing])
    compile_with("musl-gcc", ["-static", "sleeper.c", "-pthread", "-o", built.sleeper])
    return built
