# SPDX-License-Identifier: GPL-2.0-or-later
"""What was denied is told: by which call, whose rule it was, and what would allow it."""

import json
import os

from support import denials, expect

BPF = "import ctypes; ctypes.CDLL(None).syscall(321, 0, 0, 0)"


def told(place, *words, **kwargs):
    done = place.run(*words, **kwargs)
    return denials(done)[0]


def status_lines(place, *words, **kwargs):
    """The objects that --json-status-fd gets."""
    reader, writer = os.pipe()
    with os.fdopen(reader) as lines:
        done = place.run("--json-status-fd", writer, *words, pass_fds=[writer], **kwargs)
        os.close(writer)
        return done, [json.loads(line) for line in lines]


def nothing_is_told_where_nothing_was_denied(place):
    expect(place.run("--profile=default", "true"), 0)
    assert told(place, "--profile=none", "cat", "/nonexistent") == []


def a_write_names_its_path_and_the_option(place):
    lines = told(place, "--profile=default", "sh", "-c", "echo >/etc/lxrun-none")
    assert len(lines) == 1, lines
    for word in ("openat /etc/lxrun-none", "1 time", "refused by", "--rw /etc"):
        assert word in lines[0], (word, lines)


def the_option_that_is_named_allows_it(place):
    outside, inside = place.directory / "outside", place.directory / "inside"
    outside.mkdir()
    inside.mkdir()
    script = f"echo word >{outside}/file"
    lines = told(place, "--profile=default", "sh", "-c", script, cwd=inside)
    option, path = lines[0].split("to allow it: ")[1].split()
    expect(place.run("--profile=default", option, path, "sh", "-c", script, cwd=inside), 0)
    assert (outside / "file").read_text() == "word\n"


def what_the_kernel_refuses_by_itself_is_no_denial(place):
    secret = place.file("secret", "x", 0o000)
    done = place.run("--profile=default", "sh", "-c", f"cat {secret}; cat /proc/1/mem; "
                     "mkdir /proc/x; true")
    assert denials(done)[0] == [], done.stderr


def repeated_denials_are_counted(place):
    script = "for i in 1 2 3; do echo >/etc/lxrun-none; done; true"
    lines = told(place, "--profile=default", "bash", "-c", script)
    opens = [line for line in lines if "openat" in line]
    assert len(opens) == 1 and "3 times" in opens[0], lines


def calls_of_the_floor_name_their_site(place):
    lines = told(place, "--profile=default", "python3", "-c", BPF)
    bpf = [line for line in lines if "bpf" in line]
    assert len(bpf) == 1 and "libc.so.6 (syscall+0x" in bpf[0], lines
    assert "--profile=default" in bpf[0], lines


def the_program_sees_the_plain_errno(place):
    code = ("import ctypes; libc = ctypes.CDLL(None, use_errno=True); "
            "print(libc.syscall(321, 0, 0, 0), ctypes.get_errno())")
    for trap in ([], ["--no-rewrite"]):
        done = place.run("--profile=default", *trap, "python3", "-c", code)
        assert done.stdout == "-1 1\n", done


def hot_calls_are_denied_with_the_plain_errno_too(place):
    code = ("import ctypes; libc = ctypes.CDLL(None, use_errno=True)\n"
            "for i in range(200):\n"
            "    assert libc.syscall(321, 0, 0, 0) == -1 and ctypes.get_errno() == 1, i\n")
    done = place.run("--profile=default", "python3", "-c", code)
    lines = denials(done)[0]
    assert done.returncode == 0 and any("bpf, 200 times" in line for line in lines), done


def json_status_tells_the_run(place):
    done, objects = status_lines(place, "--profile=none", "sh", "-c", "exit 3")
    assert done.returncode == 3
    assert objects[0]["child-pid"] > 0 and objects[-1] == {"exit-code": 3}, objects
    assert objects[1]["policy"]["profile"] == "none", objects


def json_status_tells_the_signal(place):
    _, objects = status_lines(place, "sh", "-c", "kill -TERM $$")
    assert objects[-1] == {"signal": 15, "exit-code": 143}, objects


def json_status_has_the_denials(place):
    _, objects = status_lines(place, "--profile=default", "sh", "-c", "echo >/etc/\xe9")
    found = [each["denial"] for each in objects if "denial" in each]
    assert len(found) == 1 and found[0]["count"] == 1, objects
    assert found[0]["call"] == "openat" and found[0]["what"] == "/etc/\xe9", objects
    assert found[0]["remedy"] == "--rw /etc", objects


def json_status_is_not_the_programs(place):
    reader, writer = os.pipe()
    with os.fdopen(reader):
        done = place.run("--json-status-fd", writer, "sh", "-c", f"echo x >&{writer}",
                         pass_fds=[writer])
        os.close(writer)
    assert done.returncode != 0, done


def json_status_wants_an_open_descriptor(place):
    expect(place.run("--json-status-fd", "77", "true"), 125, "--json-status-fd 77")
    expect(place.run("--json-status-fd", "x", "true"), 125, "not the number of a descriptor")


def sarif_has_a_result_for_each_denial(place):
    file = place.directory / "out.sarif"
    place.run("--profile=default", "--sarif", file, "sh", "-c",
              "echo >/etc/one; echo >/etc/two")
    run = json.loads(file.read_text())["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["denied/openat"], run
    texts = [result["message"]["text"] for result in run["results"]]
    assert len(texts) == 2 and "/etc/one" in texts[0] and "/etc/two" in texts[1], run
    assert all(result["ruleId"] == "denied/openat" for result in run["results"])


def sarif_that_cannot_be_written_is_told(place):
    done = place.run("--sarif", "/nonexistent/x", "true")
    expect(done, 0, "--sarif /nonexistent/x", "No such file")


def allow_wants_host_and_port(place):
    for value in ("host", "host:0", "::1:80", "1.2.3.4/40:1"):
        expect(place.run("--allow", value, "true"), 125, "--allow " + value)
