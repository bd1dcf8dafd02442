# SPDX-License-Identifier: GPL-2.0-or-later
"""Namespaces: processes, network, names, identity, and how such a run ends."""

import os
import signal
import socket
from pathlib import Path

from support import eventually, expect, is_gone

PYTHON = "/usr/bin/python3"  # one that nobody may run


def the_guest_sees_its_own_processes_only(place):
    done = place.run("--unshare-pid", "--proc", "/proc", "sh", "-c",
                     "echo $$; ls /proc | grep -c '^[0-9]'; cat /proc/1/comm")
    expect(done, 0)
    pid, count, init = done.stdout.split()
    assert pid == "2" and int(count) <= 5 and init == "lxrun-init", done.stdout


def statuses_are_the_guests(place):
    for script, status in [("exit 7", 7), ("kill -TERM $$", 143), ("kill -KILL $$", 137),
                           ("exit 0", 0)]:
        expect(place.run("--unshare-pid", "sh", "-c", script), status)
    expect(place.run("--unshare-pid", "no-such-program"), 127, "no-such-program")
    expect(place.run("--unshare-pid", "/etc"), 126, "/etc")


def what_the_guest_leaves_behind_ends_with_it(place):
    done = place.run("--unshare-pid", "sh", "-c",
                     "setsid sh -c 'trap \"\" TERM HUP; exec sleep 987' & exit 3")
    expect(done, 3)
    listed = [p for p in os.listdir("/proc") if p.isdigit() and is_sleeper(p)]
    assert not listed, listed


def is_sleeper(pid):
    try:
        return b"sleep\x00987\x00" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False


def orphans_are_reaped(place):
    script = ("for i in 1 2 3; do (sh -c 'exit 0' &); done; i=0; "
              "while [ $i -lt 200 ] && grep -l '^State:.Z' /proc/[0-9]*/status 2>/dev/null; "
              "do i=$((i+1)); sleep 0.05; done; [ $i -lt 200 ]")
    done = place.run("--unshare-pid", "--proc", "/proc", "sh", "-c", script)
    assert done.returncode == 0, done


def killing_lxrun_kills_everything(place):
    process = place.start("--unshare-pid", "sh", "-c", "setsid sleep 986 & echo up; wait")
    assert process.stdout.readline() == "up\n"
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    # The process that has made the namespaces may be about to end.
    eventually(lambda: len(listed.read_text().split()) == 2, "the guest and init alone")
    children = listed.read_text().split()
    process.send_signal(signal.SIGKILL)
    process.wait()
    eventually(lambda: all(is_gone(pid) for pid in children), "the guest and init are gone")


def a_stop_and_a_continue_are_the_guests(place):
    process = place.start("--unshare-pid", PYTHON, "-c",
                          "import os, signal; print('up', flush=True); "
                          "os.kill(os.getpid(), signal.SIGSTOP); print('on', flush=True)")
    assert process.stdout.readline() == "up\n"
    pid, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status) and os.WSTOPSIG(status) == signal.SIGSTOP, status
    os.kill(pid, signal.SIGCONT)
    assert process.stdout.readline() == "on\n"
    assert process.wait() == 0


def signals_to_lxrun_reach_the_guest(place):
    process = place.start("--unshare-pid", "sh", "-c",
                          "trap 'echo term; exit 4' TERM; echo up; while :; do sleep 0.05; done")
    assert process.stdout.readline() == "up\n"
    process.send_signal(signal.SIGTERM)
    assert process.stdout.readline() == "term\n"
    assert process.wait() == 4


def no_network_is_loopback_alone(place):
    script = ("import socket, os\n"
              "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()\n"
              "c = socket.create_connection(s.getsockname()); print('loopback')\n"
              "print([i[1] for i in socket.if_nameindex()])\n"
              "try:\n  socket.create_connection(('127.0.0.1', PORT), 5); print('reached')\n"
              "except OSError as e: print('refused')\n")
    with socket.create_server(("127.0.0.1", 0)) as server:
        script = script.replace("PORT", str(server.getsockname()[1]))
        done = place.run("--network=none", PYTHON, "-c", script)
        assert done.stdout == "loopback\n['lo']\nrefused\n", done
        done = place.run("--network=host", PYTHON, "-c", script)
        assert done.stdout.endswith("reached\n"), done
    expect(place.run("--network=some", "true"), 125, "--network=some")


def a_host_name_of_its_own(place):
    before = socket.gethostname()
    done = place.run("--hostname", "inside", "uname", "-n")
    expect(done, 0)
    assert done.stdout == "inside\n" and socket.gethostname() == before, done


def another_identity(place):
    done = place.run("--uid", "12", "--gid", "34", "sh", "-c", "id -u; id -g")
    expect(done, 0)
    assert done.stdout == "12\n34\n", done
    expect(place.run("--uid", "root", "true"), 125, "--uid root")


def capabilities_that_undo_are_gone(place):
    done = place.run("--unshare-all", "--uid", "0", "--gid", "0", "sh", "-c",
                     "grep CapEff /proc/self/status; grep CapBnd /proc/self/status")
    for line in done.stdout.splitlines():
        value = int(line.split()[1], 16)
        for capability in (19, 21, 16, 17, 27):  # ptrace, sys_admin, modules, rawio, mknod
            assert not value >> capability & 1, line


def init_cannot_be_looked_into(place):
    script = ("import os\n"
              "for path in ('/proc/1/mem', '/proc/1/environ', '/proc/1/root/etc'):\n"
              "  try:\n    os.stat(path); open(path, 'rb').read(1); print('open', path)\n"
              "  except OSError as e: pass\n"
              "print('done')\n")
    done = place.run("--unshare-pid", "--proc", "/proc", PYTHON, "-c", script)
    assert "/proc/1/mem" not in done.stdout and "/proc/1/environ" not in done.stdout, done
    assert done.stdout.endswith("done\n"), done


