# SPDX-License-Identifier: GPL-2.0-or-later
"""What the guest finds when it starts, and what lxrun does where it cannot."""

import ctypes
import os
import signal
import struct
import sys

from support import Skip, expect, needs_root, outside, status_of

LIST_DESCRIPTORS = """
import os
for fd in range(2000):
    try:
        os.fstat(fd)
    except OSError:
        continue
    print(fd, os.get_inheritable(fd))
"""


def descriptors_are_those_that_lxrun_had(place):
    extra = os.open("/dev/null", os.O_RDONLY)
    try:
        words = [sys.executable, "-c", LIST_DESCRIPTORS]
        native = place.finish(words, pass_fds=[extra])
        done = place.run(*words, pass_fds=[extra])
    finally:
        os.close(extra)
    expect(done, 0)
    assert done.stdout == native.stdout, (done.stdout, native.stdout)


def standard_descriptors_may_be_closed(place):
    script = 'exec "$0" --profile=none sh -c "$1" 0<&- 2<&-'
    show = "for fd in 0 1 2 3; do [ -e /proc/$$/fd/$fd ] && echo $fd; done; exit 0"
    done = place.finish(["sh", "-c", script, place.lxrun, show])
    expect(done, 0)
    assert done.stdout == "1\n", done.stdout


def few_descriptors(place):
    for limit in (1024, 256, 128, 127, 64, 24):
        script = f'ulimit -n {limit}; exec "$@" sh -c "ulimit -n; readlink /proc/self/exe"'
        native = place.finish(["sh", "-c", script, "sh", "env"])
        done = place.finish(["sh", "-c", script, "sh", place.lxrun, "--profile=none"])
        expect(done, 0)
        assert done.stdout == native.stdout, done.stdout


def no_descriptors_at_all(place):
    """lxrun itself cannot open its libraries then, or says what is wrong."""
    for limit in (4, 5, 6):
        script = f'ulimit -n {limit}; exec "$0" --profile=none true'
        done = place.finish(["sh", "-c", script, place.lxrun])
        assert done.returncode in (0, 125, 126, 127), done
        assert done.returncode == 0 or done.stderr != "", done


def no_new_privileges(place):
    """Seen from outside: the guest itself is shown what it has set."""
    process = place.start("sh", "-c", "grep NoNewPrivs /proc/self/status; echo $$; exec sleep 60")
    assert process.stdout.readline().split() == ["NoNewPrivs:", "0"]
    pid = outside(process.pid, int(process.stdout.readline()))
    assert status_of(pid, "NoNewPrivs") == ["1"]


def ignored_and_blocked_signals_are_inherited(place):
    show = ("import signal as s\n"
            "print([n for n in range(1, 65) if n not in (32, 33)\n"
            "       and s.getsignal(n) == s.SIG_IGN])\n"
            "print(sorted(s.pthread_sigmask(s.SIG_BLOCK, [])))\n")

    def prepare():
        for signo in (signal.SIGHUP, signal.SIGINT, signal.SIGCHLD, signal.SIGTSTP, 40):
            signal.signal(signo, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGTERM, 50])

    words = [sys.executable, "-c", show]
    native = place.finish(words, preexec_fn=prepare, restore_signals=False)
    done = place.run(*words, preexec_fn=prepare, restore_signals=False)
    expect(done, 0)
    assert done.stdout == native.stdout, (done.stdout, native.stdout)


def ignored_sigchld_does_not_lose_the_status(place):
    done = place.run("sh", "-c", "exit 7", restore_signals=False,
                     preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN))
    expect(done, 7)


def process_group_and_session_stay(place):
    show = "import os; print(os.getpgid(0), os.getsid(0))"
    done = place.run(sys.executable, "-c", show, start_new_session=False)
    expect(done, 0)
    # In a pid namespace those of outside have no number.
    numbers = (os.getpgid(0), os.getsid(0)) if place.profile == "none" else (0, 0)
    assert done.stdout == "%d %d\n" % numbers, done.stdout


def environment_and_arguments_pass_unchanged(place):
    show = "import os, sys; print(sys.argv[1:], sorted(os.environb.items()))"
    words = [sys.executable, "-S", "-c", show, "", "ä", "a\nb", "x" * 5000]
    environment = {"LC_ALL": "C.UTF-8", "B": "", "C": "x" * 5000, "D": "a\nb"}
    native = place.finish(words, env=environment)
    done = place.run(*words, env=environment)
    expect(done, 0)
    assert done.stdout == native.stdout, (done.stdout, native.stdout)


def without_address_randomization(place):
    done = place.finish(["setarch", "-R", place.lxrun, "--profile=none", "sh", "-c", "echo fine"])
    if "setarch" in done.stderr:
        raise Skip("setarch -R does not work here")
    expect(done, 0)
    assert done.stdout == "fine\n", done.stdout


# -- Where the kernel does not give what lxrun needs

def denying(number, argument, error):
    """A preexec_fn: from now on the call fails (with that first argument, if
    one is given)."""
    load, jump, end = 0x20, 0x15, 0x06
    allow, fail = 0x7fff0000, 0x00050000 | error
    test = [(load, 0, 0, 0), (jump, 0, 3, number), (load, 0, 0, 16),
            (jump, 0, 0 if argument is None else 1, argument or 0),
            (end, 0, 0, fail), (end, 0, 0, allow)]
    code = b"".join(struct.pack("HBBI", *step) for step in test)
    libc = ctypes.CDLL(None, use_errno=True)

    def prepare():
        buffer = ctypes.create_string_buffer(code)
        program = struct.pack("HxxxxxxP", len(test), ctypes.addressof(buffer))
        if os.geteuid() != 0:
            libc.prctl(38, 1, 0, 0, 0)
        if libc.prctl(22, 2, program, 0, 0) != 0:
            os._exit(99)
    return prepare


def run_denied(place, number, argument, error):
    done = place.run("true", preexec_fn=denying(number, argument, error))
    if done.returncode == 99 or "preexec_fn" in done.stderr:
        raise Skip("cannot install a filter here")
    return done


def no_seccomp(place):
    expect(run_denied(place, 317, None, 38), 125, "CONFIG_SECCOMP_FILTER")
    expect(run_denied(place, 317, None, 1), 125, "seccomp", "sandbox or container")


def no_new_privs_refused(place):
    needs_root()
    expect(run_denied(place, 157, 38, 22), 125, "no_new_privs")


def no_processes(place):
    expect(run_denied(place, 58, None, 11), 125, "cannot start a process")


def programs_in_memory_forbidden(place):
    needs_root()
    script = 'echo 2 > /proc/sys/vm/memfd_noexec && exec "$0" --profile=none true'
    done = place.finish(["unshare", "--pid", "--fork", "--mount-proc", "sh", "-c", script,
                         place.lxrun])
    if "memfd_noexec" in done.stderr and not done.stderr.startswith("lxrun:"):
        raise Skip("this kernel has no vm.memfd_noexec for each pid namespace")
    expect(done, 125, "vm.memfd_noexec")


def memory_programs_must_ask(place):
    needs_root()
    script = 'echo 1 > /proc/sys/vm/memfd_noexec && exec "$0" --profile=none true'
    done = place.finish(["unshare", "--pid", "--fork", "--mount-proc", "sh", "-c", script,
                         place.lxrun])
    if "memfd_noexec" in done.stderr:
        raise Skip("this kernel has no vm.memfd_noexec for each pid namespace")
    expect(done, 0)


def first_process_of_a_container(place):
    """As process 1, lxrun reaps what others leave behind."""
    needs_root()
    script = "(sleep 0.2 & ) ; sleep 0.5; ps -o stat= --ppid 1 | grep -c Z; exit 6"
    done = place.finish(["unshare", "--pid", "--fork", "--mount-proc", *place.words(["sh"]),
                         "-c", script])
    if "unshare" in done.stderr:
        raise Skip("cannot make a pid namespace")
    assert done.returncode == 6 and done.stdout == "0\n", done
