# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the host gives less: each layer is turned off in turn, and the same rules are kept
by another, or lxrun fails and says why, or --best-effort goes on and says without what.
"""

import json
import os
import shutil
from pathlib import Path

from support import expect

POOR = Path(__file__).resolve().parents[1] / "shared/poor_host"
CONTAINER = ["--container"]
NO_LANDLOCK = ["--without", "landlock_create_ruleset=EOPNOTSUPP"]
NO_MOUNTS = ["--without", "mount_setattr=ENOSYS"]


def on(place, host, *args, **kwargs):
    """Run lxrun where the host gives no more than `host` says (poor_host)."""
    poor = place.directory / "poor_host"
    if not poor.exists():
        shutil.copy(POOR, poor)
    environment = {**os.environ, "HOME": str(place.directory / "home")}
    return place.place.finish([poor, *host, place.place.lxrun, *args], env=environment,
                              **place.extra, **kwargs)


def tier(place, host, *options):
    ends = os.pipe()
    try:
        done = on(place, host, "--json-status-fd", ends[1], *options, "true", pass_fds=[ends[1]])
        os.close(ends[1])
        with open(ends[0], encoding="utf-8", closefd=False) as lines:
            objects = [json.loads(line) for line in lines]
    finally:
        os.close(ends[0])
    assert done.returncode == 0, done
    return next(o["policy"]["tier"] for o in objects if "policy" in o)


def is_told(done, rule):
    """One line: the rule is not enforced, by --best-effort."""
    assert any(line.startswith("lxrun: " + rule) and "is not enforced (--best-effort)" in line
               for line in done.stderr.splitlines()), done.stderr


def the_tier_is_told(place):
    whole = "namespaces+landlock+seccomp"
    for host, word in (([], whole), (CONTAINER, "landlock+seccomp"),
                       (NO_LANDLOCK, "namespaces+seccomp"), (NO_MOUNTS, "landlock+seccomp"),
                       (["--without", "fsopen=ENOSYS"], "landlock+seccomp"),
                       (["--without", "openat2=ENOSYS"], "landlock+seccomp")):
        assert tier(place, host) == word, (host, word)
        done = on(place, host, "--verbose", "true")
        assert f"lxrun: containment: profile default, kept by {word}\n" in done.stderr, done
    assert tier(place, [], "--profile=none") == "none"


def each_tier_keeps_the_promises(place):
    secret = place.directory / "home/.ssh/id"
    secret.parent.mkdir(parents=True)
    secret.write_text("secret")
    secret.parent.parent.chmod(0o755)
    secret.parent.chmod(0o755)
    outside = place.directory / "outside"
    outside.write_text("old")
    outside.chmod(0o666)
    work = place.directory / "work"
    work.mkdir()
    work.chmod(0o777)
    script = f"""
        echo new >file && mkdir directory && mv file directory && echo here
        cat {secret} 2>/dev/null
        chmod 600 {outside} 2>/dev/null
        echo new 2>/dev/null >{outside}
        t=$(mktemp) && echo x >$t && echo temporary
        for f in /dev/tcp/127.0.0.1/22; do (: <>$f) 2>/dev/null && echo network; done
        kill -0 {os.getpid()} 2>/dev/null && echo process
        exit 7
    """
    for host in ([], CONTAINER, NO_LANDLOCK, NO_MOUNTS):
        done = on(place, host, "bash", "-c", script, cwd=work)
        assert done.returncode == 7, (host, done)
        assert done.stdout.split() == ["here", "temporary"], (host, done)
        assert outside.read_text() == "old" and outside.stat().st_mode & 0o777 == 0o666, host
        shutil.rmtree(work / "directory")


def the_private_directory_goes_with_the_run(place):
    script = """
        echo $TMPDIR; cd $TMPDIR && mkdir -p a/b && ln -s /etc a/b/link && chmod 700 a
        i=0; while [ $i -lt 200 ]; do mkdir d && cd d || exit 1; i=$((i + 1)); done; exit 3"""
    done = on(place, CONTAINER, "--best-effort", "sh", "-c", script)
    assert done.returncode == 3, done
    name = done.stdout.strip()
    assert name.startswith("/tmp/lxrun-") and not Path(name).exists(), name


def without_namespaces_what_only_they_give_is_refused(place):
    for options in (["--bind", "/etc", "/srv"], ["--tmpfs", "/srv"], ["--rootfs", "/"],
                    ["--unshare-pid"], ["--hostname", "x"], ["--read-only"], ["--uid", "7"]):
        done = on(place, CONTAINER, *options, "true")
        assert done.returncode == 125, (options, done)
        line = done.stderr.splitlines()[-1]
        assert line.startswith("lxrun: ") and "namespace" in line, (options, done.stderr)
    expect(on(place, CONTAINER, "--allow", "127.0.0.1:80", "true"), 125, "--allow")


def best_effort_goes_on_without_namespaces_and_says_so(place):
    for options in (["--unshare-pid"], ["--hostname", "x"], ["--read-only"]):
        done = on(place, CONTAINER, "--best-effort", *options, "sh", "-c", "exit 4")
        assert done.returncode == 4, (options, done)
        is_told(done, "namespaces")


def a_view_of_files_is_never_given_up(place):
    """What is not mounted where it was asked for is another program's run."""
    for options in (["--bind", "/etc", "/srv"], ["--rootfs", "/"]):
        done = on(place, CONTAINER, "--best-effort", *options, "true")
        assert done.returncode == 125 and "namespace" in done.stderr, done


def a_limit_of_user_namespaces_is_named(place):
    """Of the user namespace that the test makes for it, lest the host's be changed."""
    script = ("echo 0 >/proc/sys/user/max_user_namespaces && "
              'exec setpriv --bounding-set=-all "$@"')
    words = ["unshare", "-Ur", "sh", "-c", script, "sh", place.place.lxrun]
    done = place.place.finish([*words, "--unshare-pid", "true"], **place.extra)
    expect(done, 125, "user namespace", "sysctl user.max_user_namespaces=10000")
    done = place.place.finish([*words, "--verbose", "true"], **place.extra)
    assert done.returncode == 0 and "kept by landlock+seccomp\n" in done.stderr, done


def without_landlock_namespaces_are_enough(place):
    expect(on(place, NO_LANDLOCK, "true"), 0)
    expect(on(place, ["--without", "landlock_create_ruleset=ENOSYS"], "true"), 0)


def rules_of_landlocks_alone_are_refused_without_it(place):
    for option in ("--ro=/etc", "--connect-tcp=80"):
        done = on(place, NO_LANDLOCK, "--profile=none", option, "true")
        expect(done, 125, "no Landlock", "lsm=", "lxrun doctor")
        done = on(place, NO_LANDLOCK, "--best-effort", "--profile=none", option, "true")
        assert done.returncode == 0, done
        is_told(done, "what files, ports and processes are allowed")


def without_both_a_contained_run_is_refused(place):
    both = [*CONTAINER, *NO_LANDLOCK]
    for profile in ("default", "strict"):
        done = on(place, both, f"--profile={profile}", "true")
        expect(done, 125, "no Landlock", "lsm=", "--best-effort")
    done = on(place, both, "--best-effort", "sh", "-c", "exit 5")
    assert done.returncode == 5, done
    is_told(done, "what files, ports and processes are allowed")


def an_old_landlock_is_enough_beside_namespaces(place):
    for version in (1, 3, 6):
        expect(on(place, ["--landlock", version], "true"), 0)


def what_an_old_landlock_lacks_is_said(place):
    for version in (1, 5):
        host = [*CONTAINER, "--landlock", version]
        expect(on(place, host, "true"), 125, "signals", "Linux 6.12")
        done = on(place, host, "--best-effort", "sh", "-c", "exit 5")
        assert done.returncode == 5, done
        is_told(done, "no signals to processes outside")
    expect(on(place, ["--landlock", 3], "--connect-tcp=80", "true"), 125, "ports", "Linux 6.7")


def an_old_landlock_lets_nobody_truncate(place):
    """Versions before 3 know nothing of it, so the floor does."""
    file = place.directory / "file"
    file.write_text("old")
    file.chmod(0o666)
    work = place.directory / "work"
    work.mkdir()
    done = on(place, [*CONTAINER, "--landlock", 2], "--best-effort", "/usr/bin/python3", "-c",
              f"import os; os.truncate('{file}', 0)", cwd=work)
    assert done.returncode != 0 and file.read_text() == "old", done


def no_seccomp_is_no_run(place):
    done = on(place, ["--without", "seccomp=ENOSYS"], "true")
    expect(done, 125, "seccomp")


ATTRIBUTES = """
set -e
git init -q . && echo a >b && git add . && git -c user.name=a -c user.email=a commit -qm x
chmod 751 b; touch -d @981173106 b; cp -p b c; chown $(id -u) b
tar cf t.tar b; mkdir z; tar xf t.tar -C z; stat -c '%a %Y' b c z/b
ln -s b l; touch -h -d @5 l; stat -c %Y l b
"""
OUTSIDE = """
import os, sys
file = sys.argv[1]
fd = os.open(file, os.O_RDONLY)
os.symlink(file, 'link')
for change in (lambda: os.chmod(file, 0o600), lambda: os.fchmod(fd, 0o600),
               lambda: os.chmod('link', 0o600), lambda: os.chmod(f'/proc/self/fd/{fd}', 0o600),
               lambda: os.utime(file, (1, 1)), lambda: os.utime(fd, (1, 1)),
               lambda: os.chown(file, os.getuid(), os.getgid()),
               lambda: os.setxattr(file, 'user.x', b'x')):
    try:
        change()
        print('changed')
    except OSError:
        pass
try:
    os.chmod('missing', 0o600)
except FileNotFoundError:
    print('missing')
"""


def attributes_change_in_the_current_directory_and_nowhere_else(place):
    """In a container lxrun changes them, with mounts the guest does."""
    outside = place.directory / "outside"
    outside.write_text("old")
    os.chown(outside, *(2 * [65534 if place.extra else os.getuid()]))
    outside.chmod(0o644)
    before = outside.stat()
    for number, host in enumerate(([], CONTAINER)):
        work = place.directory / f"work{number}"
        work.mkdir()
        work.chmod(0o777)
        done = on(place, host, "sh", "-c", ATTRIBUTES, cwd=work)
        assert done.returncode == 0, (host, done)
        assert done.stdout.splitlines() == ["751 981173106"] * 3 + ["5", "981173106"], done
        done = on(place, host, "/usr/bin/python3", "-c", OUTSIDE, outside, cwd=work)
        assert done.stdout == "missing\n", (host, done)
        after = outside.stat()
        assert (after.st_mode, after.st_mtime, after.st_uid) == \
            (before.st_mode, before.st_mtime, before.st_uid), host


def what_promises_refuse_lxrun_does_not_do_instead(place):
    work = place.directory / "work"
    work.mkdir()
    work.chmod(0o777)
    words = ["/usr/bin/python3", "-c", "import os; open('f', 'w'); os.chmod('f', 0o600)"]
    expect(on(place, CONTAINER, *words, cwd=work), 0)
    promises = "stdio rpath wpath cpath exec prot_exec"
    done = on(place, CONTAINER, "--pledge", promises, *words, cwd=work)
    assert done.returncode == 1 and "PermissionError" in done.stderr, done


LEAVES = """
import ctypes, os, signal, sys, time
for signo in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(signo, signal.SIG_IGN)
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() != 0:
            os._exit(0)
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE
        os.execvp("sleep", ["sleep", sys.argv[1]])
time.sleep(0.3)
os._exit(6)
"""


def nothing_is_left_running(place):
    for host in ([], CONTAINER):
        marker = f"986.{os.getpid()}"
        done = on(place, host, "/usr/bin/python3", "-c", LEAVES, marker, stdin=None)
        assert done.returncode == 6, (host, done)
        left = [pid for pid in os.listdir("/proc") if pid.isdigit() and marker in command_of(pid)]
        assert not left, (host, left)


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        return ""


def a_list_of_calls_without_them_has_nobody_change_attributes(place):
    """Where lxrun would do it, it does not do what the list refuses."""
    work = place.directory / "work"
    work.mkdir()
    work.chmod(0o777)
    calls = ("read write close open openat mmap mprotect munmap brk access fstat newfstatat lseek "
             "pread64 execve arch_prctl set_tid_address set_robust_list rseq prlimit64 getrandom "
             "exit_group ioctl fcntl umask statfs statx uname getpid getuid geteuid getgid getegid "
             "dup dup2 wait4 vfork clone rt_sigaction rt_sigprocmask futex getcwd readlink "
             "socketpair sendmsg recvmsg")
    names = ", ".join(f'"{name}"' for name in calls.split())
    for number, more in enumerate(("", ', "chmod", "fchmodat"')):
        profile = place.directory / f"profile{number}"
        profile.write_text(f'base = "default"\ncalls = {{ {names}{more} }}\n')
        file = work / f"file{number}"
        file.write_text("")
        os.chown(file, *(2 * [65534 if place.extra else os.getuid()]))
        file.chmod(0o666)
        done = on(place, CONTAINER, f"--profile={profile}", "chmod", "700", file, cwd=work)
        assert "changing permissions" in done.stderr, (more, done)
        assert file.stat().st_mode & 0o777 == 0o666, more
