# SPDX-License-Identifier: GPL-2.0-or-later
"""`lxrun trace -k`: from where calls are made, compared with strace -k."""

import re
import shutil
import subprocess

from support import Skip

# A call of a function of its own, of a library that is loaded later, in a child of
# fork, and in a thread.
SOURCE = r"""
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

__attribute__((noinline)) void inner(const char *name)
{
    open(name, O_RDONLY);
    __asm__ volatile("");
}

__attribute__((noinline)) void outer(const char *name)
{
    inner(name);
    __asm__ volatile("");
}

static void *run(void *argument)
{
    outer("/none/thread");
    return argument;
}

int main(void)
{
    pthread_t thread;
    void (*from_library)(const char *);
    void *library;
    pid_t pid;

    outer("/none/first");
    library = dlopen("./later.so", RTLD_NOW);
    from_library = (void (*)(const char *))dlsym(library, "from_library");
    from_library("/none/library");
    pid = fork();
    if (pid == 0) {
        inner("/none/child");
        _exit(0);
    }
    waitpid(pid, NULL, 0);
    pthread_create(&thread, NULL, run, NULL);
    pthread_join(thread, NULL);
    return 0;
}
"""
LIBRARY = r"""
#include <fcntl.h>
void from_library(const char *name);
void from_library(const char *name)
{
    open(name, O_RDONLY);
    __asm__ volatile("");
}
"""
FRAME = re.compile(r"^ > (\S+)\((?:([^+]*)\+0x[0-9a-f]+)?\) \[0x([0-9a-f]+)\]$")


def compile_to(place, output, source, *words):
    subprocess.run(["gcc", "-O1", "-fno-optimize-sibling-calls", place.file(output + ".c", source),
                    "-o", place.directory / output, *words], check=True)


def stacks(text):
    """[(file, place in it, symbol)...] of each openat of /none."""
    found = {}
    frames = None
    for line in text.splitlines():
        frame = FRAME.match(line)
        if frame and frames is not None:
            frames.append((frame[1], int(frame[3], 16), frame[2]))
            continue
        call = re.search(r'openat\(AT_FDCWD, "(/none/\w+)"', line)
        frames = found.setdefault(call[1], []) if call else None
    return found


def stacks_are_those_of_strace(place):
    compile_to(place, "later.so", LIBRARY, "-shared", "-fPIC")
    compile_to(place, "program", SOURCE, "-ldl", "-pthread")
    words = ["-f", "-k", "-e", "trace=openat"]
    if shutil.which("strace") is None:
        raise Skip("strace is not installed")
    theirs, ours = place.directory / "theirs", place.directory / "ours"
    done = place.finish(["strace", "-o", theirs, *words, "./program"])
    if done.returncode != 0:
        raise Skip("strace cannot trace here")
    done = place.run("trace", "-o", ours, *words, "./program")
    assert done.returncode == 0, done
    expected, found = stacks(theirs.read_text()), stacks(ours.read_text())
    names = ["/none/first", "/none/library", "/none/child", "/none/thread"]
    for name in names:
        assert len(expected[name]) > 2, (name, expected)
        assert [f[:2] for f in found[name]] == [f[:2] for f in expected[name]], \
            (name, found[name], expected[name])
        own = [f[2] for f in expected[name] if f[0].startswith(str(place.directory))]
        assert [f[2] for f in found[name] if f[0].startswith(str(place.directory))] == own, name
    assert [f[2] for f in found["/none/first"]][1:4] == ["inner", "outer", "main"], found


def without_it_there_are_none(place):
    done = place.run("trace", "-e", "trace=openat", "true")
    assert not any(FRAME.match(line) for line in done.stderr.splitlines()), done


def a_program_that_is_gone_at_once_has_them_too(place):
    done = place.run("trace", "-k", "-e", "trace=exit_group", "sh", "-c", "exit 3")
    assert done.returncode == 3, done
    assert re.search(r"^exit_group\(3\) += \?\n > \S+\(_exit\+", done.stderr, re.M), done.stderr
