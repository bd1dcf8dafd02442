# SPDX-License-Identifier: GPL-2.0-or-later
"""Profiles, path grants, and what is said where a rule cannot be enforced."""

import json
import os
import socket
import subprocess
from pathlib import Path

from support import as_nobody, expect


def shell(place, options, script, **kwargs):
    return place.run(*options, "sh", "-c", script, **kwargs)


def refused(done, *words):
    """By Landlock, or because a mount does not show it."""
    assert done.returncode != 0, done
    words = words or ("Permission denied", "No such file or directory")
    assert any(word in done.stderr for word in words), done.stderr


def default_writes_in_the_current_directory_only(place):
    inside = place.directory / "inside"
    inside.mkdir()
    outside = place.file("outside", "old\n")
    for kwargs in ({}, as_nobody(place)):
        inside.chmod(0o777)
        outside.chmod(0o666)
        done = shell(place, ["--profile=default"], "echo new >f && cat f && rm f",
                     cwd=inside, **kwargs)
        expect(done, 0)
        assert done.stdout == "new\n", done.stdout
        for script in ("echo new >../outside", "truncate -s 0 ../outside",
                       "mv ../outside .", "ln ../outside hard", "rm ../outside",
                       "mkdir ../directory"):
            done = shell(place, ["--profile=default"], script, cwd=inside, **kwargs)
            assert done.returncode != 0, (script, done)
            assert outside.read_text() == "old\n", script
        assert not (place.directory / "directory").exists()


def default_hides_secrets(place):
    home = place.directory / "home"
    (home / ".ssh").mkdir(parents=True)
    (home / ".ssh/id").write_text("secret")
    (home / ".netrc").write_text("secret")
    (home / "plain").write_text("plain")
    work = place.directory / "work"
    work.mkdir()
    environment = {**os.environ, "HOME": str(home)}
    for kwargs in ({}, as_nobody(place)):
        for secret in (".ssh/id", ".netrc", ".ssh/../.ssh/id"):
            done = place.run("--profile=default", "cat", home / secret, cwd=work,
                             env=environment, **kwargs)
            assert "secret" not in done.stdout, done


def default_reaches_no_listener_outside(place):
    with socket.socket() as listener, socket.socket(socket.AF_UNIX) as unix:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        unix.bind(b"\0lxrun-test-%d" % listener.getsockname()[1])
        unix.listen()
        port = listener.getsockname()[1]
        script = ("import socket\n"
                  "for family, address in ((socket.AF_INET, ('127.0.0.1', %d)),\n"
                  "                        (socket.AF_UNIX, b'\\0lxrun-test-%d')):\n"
                  "    try:\n"
                  "        socket.socket(family).connect(address)\n"
                  "        print('reached')\n"
                  "    except OSError:\n"
                  "        print('refused')\n" % (port, port))
        assert place.run("--profile=none", "python3", "-c", script).stdout == "reached\n" * 2
        done = place.run("--profile=default", "python3", "-c", script)
        expect(done, 0)
        assert done.stdout == "refused\n" * 2, done.stdout


def default_signals_nobody_outside(place):
    with subprocess.Popen(["sleep", "60"]) as victim:
        try:
            done = shell(place, ["--profile=default"], f"kill -9 {victim.pid}")
            assert done.returncode != 0, done
            assert victim.poll() is None
        finally:
            victim.kill()


def strict_reads_only_what_is_named(place):
    secret = place.file("secret", "s")
    options = ["--profile=strict", "--rox=/usr,/bin,/lib,/lib64"]
    refused(place.run(*options, "cat", secret))
    done = place.run(*options, f"--ro={secret}", "cat", secret)
    expect(done, 0)
    assert done.stdout == "s", done.stdout


def grants_alone_are_rules(place):
    readable, writable = place.file("r", "r"), place.file("w", "w")
    options = ["--rox=/usr,/bin,/lib,/lib64,/etc", f"--ro={readable}", f"--rw={writable}"]
    done = shell(place, options, f"cat {readable}; echo x >{writable}")
    expect(done, 0)
    assert writable.read_text() == "x\n"
    refused(shell(place, options, f"echo x >{readable}"))
    assert readable.read_text() == "r"
    refused(shell(place, options, f"ls {place.directory}"))


def grants_of_what_is_not_there(place):
    expect(place.run("--ro=/no/such/path", "true"), 125, "/no/such/path",
           "No such file or directory")
    expect(place.run("--ro=/usr,", "true"), 125, "--ro", "empty")


def tcp_ports_are_limited(place):
    for word in ("", "x", "65536", "80,", "-1", "80 "):
        expect(place.run(f"--connect-tcp={word}", "true"), 125, f"--connect-tcp={word}",
               "list of TCP ports")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        script = f"import socket; socket.create_connection(('127.0.0.1', {port}))"
        expect(place.run(f"--connect-tcp=1,{port}", "python3", "-c", script), 0)
        refused(place.run("--connect-tcp=1", "python3", "-c", script))


def what_the_floor_refuses_is_an_error(place):
    script = ("import ctypes, errno\n"
              "libc = ctypes.CDLL(None, use_errno=True)\n"
              "for number in (321, 165, 250, 298, 323, 425):\n"
              "    libc.syscall(number, 0, 0, 0, 0, 0)\n"
              "    print(errno.errorcode[ctypes.get_errno()])\n")
    done = place.run("--profile=default", "python3", "-c", script)
    expect(done, 0)
    assert done.stdout.split() == ["EPERM"] * 5 + ["ENOSYS"], done.stdout


def doctor_tells_what_can_be_enforced(place):
    done = place.run("doctor")
    assert done.returncode in (0, 1), done
    assert "landlock" in done.stdout and "--profile=default" in done.stdout
    told = json.loads(place.run("doctor", "--json").stdout)
    facts = {fact["name"]: fact for fact in told["facts"]}
    assert facts["seccomp"]["available"] and facts["seccomp"]["required"]
    for fact in facts.values():
        assert fact["available"] or fact["remedy"] or fact["detail"], fact
    expect(place.run("doctor", "--xml"), 125, "doctor", "--json")


def profile(place, text, name="my.profile"):
    return f"--profile={place.file(name, text)}"


STARTING = 'rox += { "/usr", "/bin", "/lib", "/lib64" }\n'


def profile_files_say_what_options_say(place):
    file, other = place.file("granted", "yes"), place.file("other", "no")
    place.file("common.profile", STARTING)
    option = profile(place, f"""
        # comment
        include("common.profile")
        base = "strict"
        ro = {{ "${{WHERE}}/granted" }}
        refuse = {{ "getpriority" }}
    """)
    environment = {**os.environ, "WHERE": str(place.directory)}
    done = place.run(option, "cat", file, env=environment)
    expect(done, 0)
    assert done.stdout == "yes", done.stdout
    refused(place.run(option, "cat", other, env=environment))
    refused(place.run(option, "nice", env=environment), "not permitted")


def profile_files_that_are_wrong_are_refused(place):
    cases = [("ro = ", "line"), ('nonsense = "x"\n', "nonsense"), ('base = "lax"', "lax"),
             ('ro = { "etc" }', "absolute"), ('refuse = { "mmap" }', "cannot do without"),
             ('refuse = { "fork" }', "another call"), ('refuse = { "frok" }', "frok"),
             ('network = "some"', "some"), ("connect-tcp = { 65536 }", "port"),
             ('pledge = "stdio bogus"', "bogus"), ('rw = { "${NO_SUCH_THING}/" }', "NO_SUCH"),
             ('include("missing.profile")', "missing.profile")]
    for text, word in cases:
        done = place.run(profile(place, text), "true")
        assert done.returncode == 125 and word in done.stderr, (text, done)
        assert done.stderr.startswith("lxrun: "), done.stderr


def the_examples_are_good_profiles(place):
    examples = Path(__file__).resolve().parents[2] / "docs/profiles"
    work = place.directory / "work"
    work.mkdir()
    for example in examples.glob("*.profile"):
        if example.name != "common.profile":
            expect(place.run(f"--profile={example}", "cat", "/dev/null", cwd=work), 0)
