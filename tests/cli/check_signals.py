# SPDX-License-Identifier: GPL-2.0-or-later
"""lxrun stands in for its guest: signals reach it, its end is lxrun's end."""

import os
import resource
import signal
import subprocess
import sys
import time

from support import eventually, expect, is_gone, outside, process_state

# Says what it gets: number, origin and value.
LISTENER = r"""
import ctypes, os, sys
libc = ctypes.CDLL(None)
mask = (ctypes.c_uint64 * 16)(*[2**64 - 1] * 16)
libc.syscall(14, 0, mask, None, 8)
info = (ctypes.c_int * 32)()
print("ready", os.getpid(), flush=True)
while True:
    number = libc.syscall(128, mask, info, None, 8)
    if number > 0 and number != 17:
        print(number, info[2], info[6], flush=True)
"""

FORWARDED = [getattr(signal, f"SIG{name}") for name in (
    "HUP INT QUIT ILL TRAP ABRT BUS FPE USR1 SEGV USR2 PIPE ALRM TERM CONT TSTP TTIN "
    "TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR").split()] + [34, 35, 50, 64]
DEADLY = [signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGKILL, signal.SIGUSR1,
          signal.SIGSEGV, signal.SIGPIPE, signal.SIGALRM, signal.SIGTERM, 34, 64]

# SI_QUEUE, which carries a value, and SI_USER.
SI_QUEUE, SI_USER = -1, 0


def listen(place, *options, **kwargs):
    """lxrun with a listener as its guest, and the listener's pid."""
    lxrun = place.start(*options, sys.executable, "-S", "-c", LISTENER, **kwargs)
    word, pid = lxrun.stdout.readline().split()
    assert word == "ready", word
    return lxrun, outside(lxrun.pid, int(pid))


def heard(lxrun):
    return [int(word) for word in lxrun.stdout.readline().split()]


def queue(pid, signo, value):
    """sigqueue(3)"""
    import ctypes

    class Value(ctypes.Union):
        _fields_ = [("number", ctypes.c_int), ("pointer", ctypes.c_void_p)]
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.sigqueue(pid, signo, Value(pointer=value)) == 0


def every_signal_is_forwarded(place):
    lxrun, _ = listen(place)
    for signo in FORWARDED:
        lxrun.send_signal(signo)
        assert heard(lxrun)[:2] == [signo, SI_USER], signo


def queued_values_arrive(place):
    lxrun, _ = listen(place)
    for signo, value in [(signal.SIGUSR1, 4711), (34, -1), (64, 1 << 30)]:
        queue(lxrun.pid, signo, value)
        assert heard(lxrun) == [signo, SI_QUEUE, value]


def real_time_signals_are_all_delivered_in_order(place):
    lxrun, _ = listen(place)
    for number in range(300):
        queue(lxrun.pid, 40, number)
    for number in range(300):
        assert heard(lxrun) == [40, SI_QUEUE, number], number


def a_signal_sent_to_a_thread_of_lxrun_arrives(place):
    lxrun, _ = listen(place)
    import ctypes
    ctypes.CDLL(None).syscall(234, lxrun.pid, lxrun.pid, int(signal.SIGUSR2))
    assert heard(lxrun)[0] == signal.SIGUSR2


def a_signal_at_once_is_not_lost(place):
    """Whenever it comes, lxrun ends by it or its guest does."""
    for attempt in range(40):
        process = place.start("sleep", "60")
        time.sleep(attempt * 0.0002)
        process.send_signal(signal.SIGTERM)
        status = process.wait(60)
        assert status in (143, -15), (attempt, status)


def signals_of_the_guest_itself_are_not_sent_back(place):
    script = ("trap 'echo twice; exit 1' USR1; kill -USR1 $PPID; sleep 0.3; echo once")
    if place.profile != "none":  # lxrun has no number there, but is in the group
        script = "trap 'echo once' USR1; kill -USR1 0; sleep 0.3"
    done = place.run("sh", "-c", script, start_new_session=True)
    expect(done, 0)
    assert done.stdout == "once\n", done.stdout


def a_timer_from_before_is_the_guests(place):
    start = time.monotonic()
    done = place.run("sleep", "50",
                     preexec_fn=lambda: signal.setitimer(signal.ITIMER_REAL, 0.5))
    assert done.returncode == 128 + signal.SIGALRM and time.monotonic() - start < 40, done


def death_by_signal_is_128_plus(place):
    for signo in DEADLY:
        done = place.run("sh", "-c", f"ulimit -c 0; kill -{int(signo)} $$; sleep 9")
        assert done.returncode == 128 + signo, (signo, done)


def death_by_signal_may_be_passed_on(place):
    for signo in DEADLY:
        done = place.run("--exit=signal", "sh", "-c",
                         f"ulimit -c 0; kill -{int(signo)} $$; sleep 9")
        assert done.returncode == -signo, (signo, done)
    expect(place.run("--exit=signal", "sh", "-c", "exit 200"), 200)


def lxrun_leaves_no_core(place):
    def allow_cores():
        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))

    process = place.start("--exit=signal", "sh", "-c", "ulimit -c 0; kill -SEGV $$",
                          preexec_fn=allow_cores)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = 0
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGSEGV, status
    assert not os.WCOREDUMP(status), "lxrun left a core"


def an_ignored_signal_is_ignored(place):
    process = place.start(
        "sh", "-c", "echo ready; sleep 0.5; exit 5", restore_signals=False,
        preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_IGN))
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 5


def a_blocked_signal_stays_pending(place):
    script = ("import os, signal, time; print('ready', flush=True)\n"
              "while signal.SIGUSR1 not in signal.sigpending(): time.sleep(0.01)\n"
              "print('pending')")
    process = place.start(
        sys.executable, "-S", "-c", script, restore_signals=False,
        preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]))
    process.stdout.readline()
    process.send_signal(signal.SIGUSR1)
    assert process.wait(60) == 0 and process.stdout.read() == "pending\n"


def the_guest_dies_with_lxrun(place):
    lxrun, guest = listen(place)
    lxrun.kill()
    lxrun.wait()
    eventually(lambda: is_gone(guest), "the guest's end")


def the_guest_dies_with_lxrun_that_just_began(place):
    for attempt in range(30):
        lxrun = place.start("sh", "-c", "echo $$; exec sleep 61.5",
                            start_new_session=True)
        time.sleep(attempt * 0.0002)
        lxrun.kill()
        lxrun.wait()
        eventually(lambda: not session_members(lxrun.pid), "the guest's end")


def session_members(session):
    found = subprocess.run(["ps", "-o", "pid=,stat=", "-s", str(session)],
                           capture_output=True, text=True).stdout.splitlines()
    return [line for line in found if "Z" not in line]


def lxrun_ends_when_the_guest_has_ended(place):
    """What the guest leaves behind goes on without lxrun, as without lxrun, or is ended
    with it where it is contained."""
    start = time.monotonic()
    if place.profile != "none":
        marker = f"58.5{os.getpid()}"
        expect(place.run("sh", "-c", f"sleep {marker} >/dev/null 2>&1 & exit 4"), 4)
        assert subprocess.run(["pgrep", "-f", f"sleep {marker}"], check=False).returncode == 1
        return
    done = place.run("sh", "-c", "sleep 58.5 > /dev/null 2>&1 & echo $!; exit 4")
    expect(done, 4)
    child = int(done.stdout)
    assert time.monotonic() - start < 50 and not is_gone(child), process_state(child)
    os.kill(child, signal.SIGKILL)


def a_guest_that_was_killed_from_outside(place):
    lxrun, guest = listen(place)
    os.kill(guest, signal.SIGKILL)
    assert lxrun.wait(60) == 128 + signal.SIGKILL
