# SPDX-License-Identifier: GPL-2.0-or-later
"""subprocess: pipes, timeouts, signals, missing programs, sessions, many at a time."""

import os
import signal
import subprocess
import sys
import threading
from subprocess import DEVNULL, PIPE, STDOUT, Popen, run

print("output", run(["echo", "hello"], stdout=PIPE, text=True).stdout.strip())
print("input", run(["tr", "a-z", "A-Z"], input=b"shout", stdout=PIPE).stdout)
print("status", run(["sh", "-c", "exit 42"]).returncode)
print("both", run("echo out; echo err >&2", shell=True, stdout=PIPE, stderr=STDOUT).stdout)
print("killed", run(["sh", "-c", "kill -KILL $$"]).returncode)

for command in (["./missing"], ["/etc/passwd"], ["/"]):
    try:
        run(command)
    except OSError as error:
        print("cannot run", type(error).__name__, error.errno)
try:
    run(["true"], cwd="/missing")
except OSError as error:
    print("cannot enter", error.errno, error.filename)
try:
    run(["false"], check=True)
except subprocess.CalledProcessError as error:
    print("check", error.returncode)
try:
    run(["sleep", "30"], timeout=0.1)
except subprocess.TimeoutExpired as error:
    print("timeout", error.cmd)

# More than a pipe holds, both ways at once.
big = os.urandom(1 << 20)
print("big", run(["cat"], input=big, stdout=PIPE).stdout == big)

# A pipeline of three.
first = Popen(["seq", "1", "100000"], stdout=PIPE)
second = Popen(["grep", "7"], stdin=first.stdout, stdout=PIPE)
first.stdout.close()
third = Popen(["wc", "-l"], stdin=second.stdout, stdout=PIPE, text=True)
second.stdout.close()
print("pipeline", third.communicate()[0].strip(), first.wait(), second.wait())

# Signals to children.
sleeper = Popen(["sleep", "30"])
print("poll", sleeper.poll())
sleeper.terminate()
print("terminated", sleeper.wait())
stubborn = Popen(["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"], stdout=PIPE)
stubborn.stdout.readline()
stubborn.terminate()
try:
    stubborn.wait(0.1)
except subprocess.TimeoutExpired:
    stubborn.kill()
print("stubborn", stubborn.wait())
stubborn.stdout.close()

# What a child inherits.
read_end, write_end = os.pipe()
os.set_inheritable(write_end, True)
child = Popen([sys.executable, "-c", f"import os; os.write({write_end}, b'through')"], close_fds=False)
child.wait()
os.close(write_end)
print("inherited", os.read(read_end, 100))
print("closed", run(["sh", "-c", f"echo x >&{read_end}"], stderr=DEVNULL).returncode)
print("environment", run(["env"], env={"ONLY": "this"}, stdout=PIPE).stdout)
print("session", run([sys.executable, "-c", "import os; print(os.getsid(0) == os.getpid())"],
                     start_new_session=True, stdout=PIPE).stdout)
print("preexec", run(["sh", "-c", "umask"], preexec_fn=lambda: os.umask(0o27), stdout=PIPE).stdout)
print("directory", run(["pwd"], cwd="/usr", stdout=PIPE).stdout)

# Many at once, from four threads.
statuses = []


def start_some():
    for n in range(15):
        statuses.append(run(["sh", "-c", f"exit {n}"]).returncode)


threads = [threading.Thread(target=start_some) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("many", sorted(statuses) == sorted(list(range(15)) * 4))

# posix_spawn, and fork without exec.
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "echo spawned >&2; exit 6"], os.environ,
                     file_actions=[(os.POSIX_SPAWN_DUP2, 1, 2)])
print("spawn", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
try:
    os.posix_spawn("./missing", ["missing"], {})
except FileNotFoundError as error:
    print("spawn", error.errno)
pid = os.fork()
if pid == 0:
    os._exit(9)
print("fork", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
pid = os.fork()
if pid == 0:
    os.kill(os.getpid(), signal.SIGSTOP)
    os._exit(0)
_, status = os.waitpid(pid, os.WUNTRACED)
print("stopped", os.WIFSTOPPED(status), os.WSTOPSIG(status) == signal.SIGSTOP)
os.kill(pid, signal.SIGCONT)
_, status = os.waitpid(pid, os.WCONTINUED)
print("continued", os.WIFCONTINUED(status))
print("ended", os.waitpid(pid, 0)[1])
pidfd = os.pidfd_open(sleeper := Popen(["sleep", "30"]).pid)
signal.pidfd_send_signal(pidfd, signal.SIGKILL)
print("pidfd", os.waitid(os.P_PIDFD, pidfd, os.WEXITED).si_status)
