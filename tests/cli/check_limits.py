# SPDX-License-Identifier: GPL-2.0-or-later
"""How long the program may run (--timeout ends the run, all of it), and how much it may use."""

import errno
import json
import os
import resource
import signal
import sys

from support import as_nobody, eventually, expect, is_gone, needs_root, process_state

# Notes its pid in a file, and then does what follows.
NOTE = "import os, signal, sys, time; print(os.getpid(), file=open(sys.argv[1], 'a'))\n"
SLEEP = NOTE + "time.sleep(1000)"
IGNORE = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SLEEP
STOP = NOTE + "os.kill(os.getpid(), signal.SIGSTOP); time.sleep(1000)"
# A grandchild of a session of its own, whose parent has gone.
LEAVE = """
import os, signal, sys, time
def note():
    print(os.getpid(), file=open(sys.argv[1], 'a'))
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    if os.fork() != 0:
        os._exit(0)
    note()
    time.sleep(1000)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
os.wait()
note()
time.sleep(1000)
"""
TAKE = NOTE + """
def leave(*_):
    os.write(1, b"taken\\n")
    sys.exit(7)
signal.signal(signal.SIGTERM, leave)
time.sleep(1000)
"""


def run_over(place, program, *options, **kwargs):
    """A run that goes over its time; nothing of it is there afterwards."""
    pids = place.directory / "pids"
    pids.unlink(missing_ok=True)
    done = place.run(*options, sys.executable, "-S", "-c", program, pids, **kwargs)
    noted = [int(pid) for pid in pids.read_text().split()]
    left = [pid for pid in noted if not is_gone(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert done.returncode == 124, f"status {done.returncode}, stderr {done.stderr!r}"
    assert not left, f"left of {noted}: {left}"
    assert done.stderr.count("has not ended within") == 1, done.stderr
    return done, noted


def timeout_ends_a_sleeper_and_tells_what_it_is_blocked_in(place):
    done, noted = run_over(place, SLEEP, "--timeout", "1.5", "--kill-after", "60")
    assert "lxrun: --timeout: the program has not ended within 1.5 s" in done.stderr
    assert f"process {noted[0]} thread {noted[0]}: in clock_nanosleep(" in done.stderr, \
        done.stderr


def timeout_lets_the_program_clean_up(place):
    done, _ = run_over(place, TAKE, "--timeout=1.5s", "--kill-after=1m")
    assert done.stdout == "taken\n", done.stdout


def timeout_kills_who_ignores_it(place):
    run_over(place, IGNORE, "--timeout", "1.5", "--kill-after", "0.3")


def timeout_ends_a_stopped_program(place):
    run_over(place, STOP, "--timeout", "1.5", "--kill-after", "60")


def timeout_ends_who_has_left_the_session(place):
    _, noted = run_over(place, LEAVE, "--timeout", "1.5", "--kill-after", "0.3")
    assert len(noted) == 2, noted


def timeout_ends_a_pid_namespace(place):
    # What a process there takes for its number says nothing outside: their sleep does.
    needs_root()
    marker = f"{os.getpid()}.75"
    script = f"trap '' TERM; setsid sleep 100{marker} & sleep 200{marker}; sleep 300{marker}"
    done = place.run("--unshare-pid", "--timeout", "1.5", "--kill-after", "0.3", "sh", "-c", script)
    assert done.returncode == 124, f"status {done.returncode}, stderr {done.stderr!r}"
    assert "in clock_nanosleep(" in done.stderr, done.stderr
    left = [pid for pid in os.listdir("/proc") if pid.isdigit() and marker in command_of(pid)]
    assert not left, left


def command_of(pid):
    try:
        with open(f"/proc/{pid}/cmdline", encoding="utf-8", errors="replace") as line:
            return line.read()
    except OSError:
        return ""


def timeout_is_told_to_machines_and_not_by_signal(place):
    get, put = os.pipe()
    run_over(place, SLEEP, "--exit=signal", "--timeout", "1.5", f"--json-status-fd={put}",
             pass_fds=[put])
    os.close(put)
    with open(get, encoding="utf-8") as lines:
        last = [json.loads(line) for line in lines][-1]
    assert last == {"timeout": True, "exit-code": 124}, last


def timeout_ends_a_trace_properly(place):
    trace = place.directory / "trace"
    run_over(place, IGNORE, f"--trace={trace}", "--timeout", "2", "--kill-after", "0.3")
    assert "+++ killed by SIGKILL +++" in trace.read_text(), trace.read_text()[-500:]


def who_is_in_time_sees_nothing_of_it(place):
    expect(place.run("--timeout", "60", "sh", "-c", "exit 3"), 3)
    expect(place.run("--timeout", "0", "--kill-after", "0", "true"), 0)


def a_stop_in_time_is_followed(place):
    pids = place.directory / "pids"
    lxrun = place.start("--timeout", "300", sys.executable, "-S", "-c", STOP, pids)
    eventually(lambda: process_state(lxrun.pid) == "T", "lxrun stops with its guest")


def wrong_durations_are_named(place):
    for value in ("", "x", "-1", "1y", "1ss", "nan", "0x10", "1e3", "m"):
        for option in ("--timeout", "--kill-after"):
            expect(place.run(f"{option}={value}", "true"), 125, f"{option}={value}: ",
                   "is no duration")


# What the shell calls them, and how they are shown.
SHOW = "ulimit -Sn; ulimit -Hn; ulimit -Sc; ulimit -Ss; ulimit -Hs; ulimit -Sv"


def ulimits_are_seen_inside(place):
    done = place.run("--ulimit", "nofile=64:128", "--ulimit=core=0", "--ulimit", "stack=4194304",
                     "bash", "-c", SHOW)
    expect(done, 0)
    assert done.stdout.split() == ["64", "128", "0", "4096", "4096", "unlimited"], done.stdout


def ulimits_are_not_lxruns_own(place):
    page = place.directory / "page"
    expect(place.run("--ulimit", "fsize=0", f"--trace={page}", "true"), 0)
    assert "+++ exited with 0 +++" in page.read_text()


def ulimit_of_descriptors_is_kept(place):
    # Own descriptors lie below it, where the program does not see them.
    code = """
import os
taken = 0
try:
    while True:
        os.dup(0)
        taken += 1
except OSError as error:
    print(error.errno, 20 < taken < 40)
"""
    done = place.run("--ulimit", "nofile=40", sys.executable, "-S", "-c", code)
    expect(done, 0)
    assert done.stdout.split() == [str(errno.EMFILE), "True"], done.stdout


def ulimit_is_enforced(place):
    done = place.run("--ulimit", "cpu=1:9", "sh", "-c", "while :; do :; done")
    expect(done, 128 + signal.SIGXCPU)


def ulimit_cannot_be_raised_inside(place):
    options = as_nobody(place)
    raised = place.run("--ulimit", "nofile=64", "bash", "-c", "ulimit -n 65", **options)
    assert raised.returncode == 1 and "ulimit: open files" in raised.stderr, raised
    raised = place.run("--profile=default", "--ulimit", "nofile=64", "bash", "-c", "ulimit -n 65")
    assert raised.returncode == 1 and "ulimit: open files" in raised.stderr, raised


def ulimit_that_cannot_be_set_is_a_failure(place):
    options = as_nobody(place)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    expect(place.run("--ulimit", f"nofile=64:{hard + 1}", "true", **options), 125,
           "--ulimit nofile: ", "only root can raise a hard limit")


def wrong_ulimits_are_named(place):
    for value in ("nofile", "nofile=", "nofile=x", "nofile=1:", "nofile=1:x", "nofile=1:2:3",
                  "=1", "files=1", "nofile=-2", "nofile=unlimitedx", "NOFILE=1",
                  "core=99999999999999999999999"):
        expect(place.run("--ulimit", value, "true"), 125, f"--ulimit {value}: is not NAME=SOFT")
    expect(place.run("--ulimit", "nofile=9:3", "true"), 125, "the soft limit is above the hard")


def wrong_amounts_are_named(place):
    for option in ("--memory=", "--memory=0", "--memory=1t", "--memory=1kb", "--memory=-1",
                   "--memory=99999999999g", "--cpus=", "--cpus=0", "--cpus=nan", "--cpus=1x",
                   "--pids-limit=0", "--pids-limit=x", "--pids-limit=-1", "--pids-limit=2k"):
        expect(place.run(option, "true"), 125, f"{option}: is no ")


def own_descriptors_lie_below_the_ulimit(place):
    lxrun = place.start("--ulimit", "nofile=40", sys.executable, "-S", "-c",
                        "import os, time; print(os.getpid(), flush=True); time.sleep(1000)")
    pid = int(lxrun.stdout.readline())
    numbers = [int(fd) for fd in os.listdir(f"/proc/{pid}/fd")]
    assert 3 < max(numbers) < 40, numbers
