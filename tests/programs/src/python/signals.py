# SPDX-License-Identifier: GPL-2.0-or-later
"""signal: handlers, timers, masks, sigwait, wakeup descriptors, threads, faults."""

import faulthandler
import os
import select
import signal
import subprocess
import sys
import threading
import time

seen = []


def note(number, frame):
    seen.append(signal.Signals(number).name)


# Handlers and interval timers.
signal.signal(signal.SIGUSR1, note)
for _ in range(100):
    signal.raise_signal(signal.SIGUSR1)
print("handled", seen.count("SIGUSR1"))

ticks = 0


def tick(number, frame):
    global ticks
    ticks += 1


for timer, number in ((signal.ITIMER_REAL, signal.SIGALRM),
                      (signal.ITIMER_VIRTUAL, signal.SIGVTALRM),
                      (signal.ITIMER_PROF, signal.SIGPROF)):
    ticks = 0
    signal.signal(number, tick)
    signal.setitimer(timer, 0.01, 0.01)
    x = 1
    while ticks < 10:
        x = x * 48271 % 2147483647
    signal.setitimer(timer, 0)
    print("timer", number.name, ticks >= 10)

# A blocking call goes on after a handler (PEP 475), unless the handler raises.
signal.signal(signal.SIGALRM, tick)
ticks = 0
signal.setitimer(signal.ITIMER_REAL, 0.05)
started = time.monotonic()
time.sleep(0.2)
print("slept on", ticks, time.monotonic() - started >= 0.2)


class Rang(Exception):
    pass


def ring(number, frame):
    raise Rang


signal.signal(signal.SIGALRM, ring)
read_end, write_end = os.pipe()
calls = {"read": lambda: os.read(read_end, 1), "select": lambda: select.select([read_end], [], []),
         "sleep": lambda: time.sleep(30), "pause": signal.pause,
         "poll": lambda: select.poll().poll(), "epoll": lambda: select.epoll().poll(),
         "wait": lambda: sleeper.wait()}
sleeper = subprocess.Popen(["sleep", "30"])
for name, call in calls.items():
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.03)
        call()
    except Rang:
        print("interrupted", name)
sleeper.kill()
sleeper.wait()

# Masks, pending, sigwait.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGUSR2, signal.SIGRTMIN})
seen.clear()
os.kill(os.getpid(), signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
print("pending", sorted(s.name for s in signal.sigpending()), seen)
print("sigwait", signal.sigwait({signal.SIGUSR1}).name, sorted(signal.sigpending()))
for _ in range(3):
    os.kill(os.getpid(), signal.SIGRTMIN)
print("queued", [signal.sigwaitinfo({signal.SIGRTMIN}).si_signo == signal.SIGRTMIN for _ in range(3)])
print("empty", signal.sigtimedwait({signal.SIGRTMIN}, 0.01))
os.kill(os.getpid(), signal.SIGUSR2)
info = signal.sigtimedwait({signal.SIGUSR2}, 1)
print("info", info.si_signo == signal.SIGUSR2, info.si_pid == os.getpid(), info.si_uid == os.getuid())
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1, signal.SIGUSR2, signal.SIGRTMIN})

# A wakeup descriptor.
os.set_blocking(write_end, False)
signal.set_wakeup_fd(write_end)
signal.raise_signal(signal.SIGUSR1)
print("wakeup", os.read(read_end, 10))
signal.set_wakeup_fd(-1)

# Signals to threads; Python runs handlers in the main one.
ready, leave = threading.Event(), threading.Event()
thread = threading.Thread(target=lambda: (ready.set(), leave.wait()))
thread.start()
ready.wait()
seen.clear()
for _ in range(20):
    signal.pthread_kill(thread.ident, signal.SIGUSR1)
    time.sleep(0.001)
leave.set()
thread.join()
print("thread was signalled", 1 <= len(seen) <= 20)

waited = []
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2})
thread = threading.Thread(target=lambda: waited.append(signal.sigwait({signal.SIGUSR2}).name))
thread.start()
os.kill(os.getpid(), signal.SIGUSR2)
thread.join()
print("thread waited for", waited)

# SIGCHLD, SIGPIPE, SIGINT.
signal.signal(signal.SIGCHLD, note)
seen.clear()
subprocess.run(["true"])
print("child", seen)
signal.signal(signal.SIGCHLD, signal.SIG_DFL)
closed_read, closed_write = os.pipe()
os.close(closed_read)
try:
    os.write(closed_write, b"x")
except BrokenPipeError:
    print("broken pipe")
try:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(20)
except KeyboardInterrupt:
    print("keyboard interrupt")

# Faults in a child, with a report.
fault = "import faulthandler, ctypes; faulthandler.enable(); ctypes.string_at(8)"
child = subprocess.run([sys.executable, "-c", fault], stderr=subprocess.PIPE, text=True)
print("fault", child.returncode, child.stderr.splitlines()[0])
child = subprocess.run([sys.executable, "-c", "import os; os.abort()"])
print("abort", child.returncode)
child = subprocess.run([sys.executable, "-c", "import signal, os; signal.signal(signal.SIGTERM, "
                        "signal.SIG_DFL); os.kill(os.getpid(), signal.SIGTERM)"])
print("default", child.returncode)
with open("traceback", "w+") as file:
    faulthandler.dump_traceback_later(0.05, file=file)
    until = time.monotonic() + 20
    while "signals.py" not in (text := os.pread(file.fileno(), 1000, 0).decode()):
        assert time.monotonic() < until
        time.sleep(0.01)
    print("later", text.splitlines()[0])
os.unlink("traceback")
