# SPDX-License-Identifier: GPL-2.0-or-later
"""Profiles in docker's format, promises, unveil: what they let a program call."""

import errno
import json

from support import expect

# What programs of this suite need; profiles name it among much more.
EVERYDAY = """
access arch_prctl brk clock_gettime clock_nanosleep close close_range dup dup2 dup3 epoll_create1
epoll_ctl execve exit exit_group faccessat faccessat2 fcntl fork fstat fstatfs futex getcwd getdents64
getegid geteuid getgid getpgrp getpid getppid getrandom getrlimit gettid getuid ioctl lseek
madvise mmap mprotect mremap munmap newfstatat open openat pipe pipe2 poll pread64 prlimit64
pselect6 read readlink readlinkat readv rseq rt_sigaction rt_sigprocmask rt_sigreturn
sched_getaffinity set_robust_list set_tid_address setsid sigaltstack stat lstat statx sysinfo
umask uname unlink vfork wait4 waitid write writev sigaltstack timer_create kill
""".split()
CLONE = {"names": ["clone"], "action": "SCMP_ACT_ALLOW",
         "args": [{"index": 0, "value": 0x7e020000, "valueTwo": 0,
                   "op": "SCMP_CMP_MASKED_EQ"}]}
NO_CLONE3 = {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": errno.ENOSYS}


def docker_like(*rules, **more):
    """A profile of the shape that docker's own has."""
    return {
        "defaultAction": "SCMP_ACT_ERRNO",
        "defaultErrnoRet": 1,
        "archMap": [{"architecture": "SCMP_ARCH_X86_64",
                     "subArchitectures": ["SCMP_ARCH_X86", "SCMP_ARCH_X32"]},
                    {"architecture": "SCMP_ARCH_AARCH64",
                     "subArchitectures": ["SCMP_ARCH_ARM"]}],
        "syscalls": [{"names": EVERYDAY + ["arm_sync_file_range", "no_such_call"],
                      "action": "SCMP_ACT_ALLOW"}, CLONE, NO_CLONE3, *rules],
        **more,
    }


def call(place, profile, *words, number=None, status=0):
    """What a call of this number, or `words`, gives under the profile."""
    name = place.file("profile.json", json.dumps(profile), mode=0o644)
    script = ("import ctypes, errno\n"
              "libc = ctypes.CDLL(None, use_errno=True)\n"
              "r = libc.syscall(%s, *map(int, %r))\n"
              "print('ok' if r >= 0 else errno.errorcode[ctypes.get_errno()])\n"
              % (number, words))
    done = place.run("--profile=none", f"--seccomp={name}", "python3", "-c", script)
    expect(done, status)
    return done.stdout.strip()


def profiles_in_dockers_format_are_in_force(place):
    assert call(place, docker_like(), number=39) == "ok"         # getpid
    assert call(place, docker_like(), 0, number=169) == "EPERM"  # reboot
    assert call(place, docker_like(), 0x10000000, number=272) == "EPERM"  # unshare
    # A program may start others and threads.
    name = place.file("p.json", json.dumps(docker_like()))
    done = place.run("--profile=none", f"--seccomp={name}", "sh", "-c", "echo a | cat")
    expect(done, 0)
    assert done.stdout == "a\n", done.stdout


def the_errno_is_the_profiles(place):
    rule = {"names": ["sync"], "action": "SCMP_ACT_ERRNO", "errnoRet": errno.EXDEV}
    assert call(place, docker_like(rule), number=162) == "EXDEV"
    assert call(place, docker_like(defaultErrnoRet=errno.EROFS), number=162) == "EROFS"
    # A call that is newer than anything that the profile names.
    assert call(place, docker_like(), number=457) == "ENOSYS"


def operators_compare_arguments(place):
    cases = [("NE", 5, 0, "ok", "EPERM"), ("LT", 6, 0, "EPERM", "ok"),
             ("LE", 5, 0, "EPERM", "ok"), ("EQ", 5, 0, "EPERM", "ok"),
             ("GE", 6, 0, "ok", "EPERM"), ("GT", 5, 0, "ok", "EPERM"),
             ("MASKED_EQ", 4, 4, "EPERM", "EPERM"), ("MASKED_EQ", 2, 2, "ok", "EPERM")]
    for operator, value, second, of_5, of_6 in cases:
        rule = {"names": ["alarm"], "action": "SCMP_ACT_ERRNO",
                "args": [{"index": 0, "value": value, "valueTwo": second,
                          "op": f"SCMP_CMP_{operator}"}]}
        profile = {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [rule]}
        assert call(place, profile, 5, number=37) == of_5, (operator, 5)
        assert call(place, profile, 6, number=37) == of_6, (operator, 6)


def tests_of_one_argument_are_alternatives(place):
    rule = {"names": ["alarm"], "action": "SCMP_ACT_ALLOW",
            "args": [{"index": 0, "value": value, "op": "SCMP_CMP_EQ"} for value in (5, 7)]}
    answers = [call(place, docker_like(rule), value, number=37) for value in (5, 6, 7)]
    assert answers == ["ok", "EPERM", "ok"], answers


def includes_and_excludes_decide_on_rules(place):
    def answer(**conditions):
        rule = {"names": ["sync"], "action": "SCMP_ACT_ALLOW", **conditions}
        return call(place, docker_like(rule), number=162)

    assert answer() == "ok"
    assert answer(includes={"caps": ["CAP_SYS_ADMIN"]}) == "EPERM"
    assert answer(includes={"arches": ["amd64", "arm64"]}) == "ok"
    assert answer(includes={"arches": ["s390"]}) == "EPERM"
    assert answer(includes={"minKernel": "4.8"}) == "ok"
    assert answer(includes={"minKernel": "99.0"}) == "EPERM"
    assert answer(excludes={"caps": ["CAP_SYS_ADMIN"]}) == "ok"
    assert answer(excludes={"arches": ["amd64"]}) == "EPERM"


def a_killing_profile_kills(place):
    rule = {"name": "sync", "action": "SCMP_ACT_KILL"}
    call(place, {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [rule]}, number=162, status=159)


def profiles_that_make_no_sense_are_refused(place):
    cases = [("{", "line 1"), ("[]", "defaultAction"), ("{}", "defaultAction"),
             ('{"defaultAction": "SCMP_ACT_MAYBE"}', "SCMP_ACT_MAYBE"),
             ('{"defaultAction": "SCMP_ACT_NOTIFY"}', "SCMP_ACT_NOTIFY"),
             ('{"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_S390"]}',
              "other machines"),
             ('{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["sync"], '
              '"action": "SCMP_ACT_ERRNO", "args": [{"index": 6, "op": "SCMP_CMP_EQ"}]}]}',
              "index")]
    for text, word in cases:
        name = place.file("bad.json", text)
        expect(place.run(f"--seccomp={name}", "true"), 125, "--seccomp", word)
    expect(place.run("--seccomp=/no/such", "true"), 125, "/no/such")


def promises_bind(place):
    secret = place.file("file", "text", mode=0o644)
    pledge = "--profile=none", "--pledge"
    done = place.run(*pledge, "stdio rpath", "cat", secret)
    expect(done, 0)
    assert done.stdout == "text", done.stdout
    for promises, words in (("stdio", ["cat", secret]),
                            ("stdio rpath", ["touch", place.directory / "new"]),
                            ("stdio rpath", ["chmod", "600", secret]),
                            ("stdio rpath wpath cpath", ["chmod", "600", secret])):
        done = place.run(*pledge, promises, *words)
        assert done.returncode == 1 and done.stdout == "", (promises, done)
    assert not (place.directory / "new").exists()
    expect(place.run(*pledge, "stdio rpath wpath cpath fattr", "touch", "new"), 0)
    expect(place.run(*pledge, "stdio rpath bogus", "true"), 125, "bogus")


def without_the_promise_of_exec_the_kernel_refuses_it(place):
    done = place.run("--profile=none", "--pledge", "stdio rpath proc", "sh", "-c", "ls /")
    assert done.returncode != 0 and "not permitted" in done.stderr, done
    expect(place.run("--profile=none", "--pledge", "stdio rpath proc exec", "sh", "-c",
                     "true; exec cat /dev/null"), 0)


def only_promised_sockets_are_made(place):
    script = ("import socket\n"
              "for family in (socket.AF_UNIX, socket.AF_INET):\n"
              "    try:\n"
              "        socket.socket(family).close(); print('ok')\n"
              "    except OSError as error:\n"
              "        print(error.errno)\n")
    for promises, unix, inet in (("stdio rpath", 1, 1), ("stdio rpath unix", "ok", 1),
                                 ("stdio rpath inet", 1, "ok")):
        done = place.run("--profile=none", "--pledge", promises, "python3", "-c", script)
        expect(done, 0)
        expected = [str(unix), str(inet)]
        if "inet" not in promises:  # the floor's part on the network speaks first
            expected[1] = str(errno.EACCES)
        assert done.stdout.split() == expected, (promises, done.stdout)


def unveiled_paths_are_all_there_is(place):
    file = place.file("file", "text", mode=0o644)
    options = ["--profile=none", "--unveil=rx:/usr", "--unveil=rx:/lib", "--unveil=rx:/bin",
               "--unveil=rx:/lib64", "--unveil=r:/etc"]
    done = place.run(*options, "cat", file)
    assert done.returncode == 1 and "Permission denied" in done.stderr, done
    expect(place.run(*options, f"--unveil=r:{file}", "cat", file), 0)
    for bad in ("r", ":/etc", "r:", "q:/etc", "/etc"):
        expect(place.run(f"--unveil={bad}", "true"), 125, f"--unveil={bad}")
