# SPDX-License-Identifier: GPL-2.0-or-later
"""lxrun learn: what a run needed, as a profile that lets it run again and nothing more."""

import json
import re
import tempfile
from pathlib import Path

from support import denials, expect

LIST = ["sh", "-c", "ls / >/dev/null"]
SOCKET = ["/usr/bin/python3", "-c", "import socket; socket.socket()"]
SECRET = "cat /etc/shadow"


def learn(place, *words, name="learned.json", **kwargs):
    file = place.directory / name
    done = place.run("learn", "-o", file, *words, **kwargs)
    return file, done


def names(file):
    return set(json.loads(file.read_text())["syscalls"][0]["names"])


def entries(file, key):
    """What a list of a profile has."""
    found = re.search(rf"^{key} = {{(.*?)^}}", file.read_text(), re.M | re.S)
    return re.findall(r'"([^"]*)"', found[1]) if found else []


def runs_again(place, file, *words, **kwargs):
    """Under its profile the program does the same, and nothing is denied."""
    done = place.run(f"--profile={file}", *words, **kwargs)
    expect(done, 0)
    assert denials(done)[0] == [], done.stderr
    return done


def the_learned_profile_lets_the_run_run(place):
    file, done = learn(place, "--", *LIST)
    expect(done, 0)
    expect(place.run("--profile=none", "--seccomp", file, *LIST), 0)


def a_run_with_mounts_is_learned(place):
    options = ["--ro-bind", "/", "/", "--tmpfs", "/mnt", "--unshare-all"]
    file, done = learn(place, *options, "--", "touch", "/mnt/file")
    expect(done, 0)
    expect(place.run("--profile=none", "--seccomp", file, *options, "touch", "/mnt/file"), 0)


def what_was_not_learned_is_denied_and_told(place):
    file, _ = learn(place, "--", *LIST)
    assert "socket" not in names(file), names(file)
    done = place.run("--profile=none", "--seccomp", file, *SOCKET)
    told, _ = denials(done)
    assert done.returncode != 0 and any(str(file) in line for line in told), done


def merge_adds_another_run(place):
    file, _ = learn(place, "--", *LIST)
    before = names(file)
    expect(learn(place, "--merge", "--", *SOCKET)[1], 0)
    assert before < names(file) and "socket" in names(file)
    for words in (LIST, SOCKET):
        expect(place.run("--profile=none", "--seccomp", file, *words), 0)


def without_merge_the_file_is_made_anew(place):
    learn(place, "--", *SOCKET)
    file, _ = learn(place, "--", *LIST)
    assert "socket" not in names(file)


def status_is_the_programs(place):
    _, done = learn(place, "--", "sh", "-c", "exit 7")
    expect(done, 7)


def a_profile_has_the_files_of_the_run(place):
    script = "ls / >/dev/null; read -r x <data; echo a >new; mv new newer; rm newer"
    place.file("data", "word\n")
    file, done = learn(place, "sh", "-c", script, name="learned")
    expect(done, 0)
    assert str(place.directory) in entries(file, "rw-try"), file.read_text()
    assert "/" in entries(file, "list-try"), file.read_text()
    assert any(name.endswith("/ls") for name in entries(file, "rox-try")), file.read_text()
    assert not any("newer" in name for name in entries(file, "rw-try")), file.read_text()
    runs_again(place, file, "sh", "-c", script)


def a_file_that_is_only_read_cannot_be_written(place):
    data = place.file("data", "word\n")
    file, _ = learn(place, "sh", "-c", "read -r x <data; echo y", name="learned")
    assert str(data) in entries(file, "ro-try"), file.read_text()
    done = place.run(f"--profile={file}", "sh", "-c", "read -r x <data; echo y >>data")
    assert done.returncode != 0 and data.read_text() == "word\n", done
    told, _ = denials(done)
    assert any(str(data) in line for line in told), done.stderr


def a_change_of_behaviour_is_denied_and_told(place):
    file, _ = learn(place, "sh", "-c", "cat /etc/hostname", name="learned")
    runs_again(place, file, "sh", "-c", "cat /etc/hostname")
    done = place.run(f"--profile={file}", "sh", "-c", SECRET)
    told, _ = denials(done)
    assert done.returncode != 0 and any("/etc/shadow" in line for line in told), done


def names_of_any_bytes_are_kept(place):
    name = 'a "b" \\ ${HOME} #\n\t\'c'
    (place.directory / name).write_text("x")
    file, _ = learn(place, "cat", "--", name, name="learned")
    assert runs_again(place, file, "cat", "--", name).stdout == "x"


def python_runs_again_in_namespaces(place):
    script = place.file("script.py", """\
import os, socket, subprocess, tempfile, threading
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen()
threading.Thread(target=lambda: server.accept()[0].send(b"hello")).start()
print(socket.create_connection(server.getsockname()).recv(5))
with tempfile.NamedTemporaryFile() as file:
    file.write(b"x")
subprocess.run(["ls", "-l", "/etc/passwd"], check=True, stdout=subprocess.DEVNULL)
os.mkdir("new")
os.rename("new", "newer")
os.rmdir("newer")
""")
    words = ["/usr/bin/python3", "-B", script]
    file, done = learn(place, *words, name="learned")
    expect(done, 0)
    assert 'network = "none"' in file.read_text()
    assert "b'hello'" in runs_again(place, file, "--unshare-all", *words).stdout


def promises_are_few(place):
    file, _ = learn(place, "--format=pledge", *LIST, name="learned")
    words = re.search(r'^pledge = "(.*)"$', file.read_text(), re.M)[1].split()
    assert {"stdio", "rpath", "exec", "proc"} <= set(words), words
    assert not {"inet", "unix", "cpath", "id", "chown"} & set(words), words
    runs_again(place, file, *LIST)


def profiles_are_merged(place):
    file, _ = learn(place, *LIST, name="learned")
    _, done = learn(place, "--merge", "cat", "/etc/hostname", name="learned")
    expect(done, 0)
    assert "/etc/hostname" in entries(file, "ro-try"), file.read_text()
    for words in (LIST, ["cat", "/etc/hostname"]):
        runs_again(place, file, *words)


def nothing_new_is_no_failure(place):
    for name in ("learned", "learned.json"):
        file, _ = learn(place, *LIST, name=name)
        done = place.run("learn", "--baseline", file, "--", *LIST)
        expect(done, 0)
        assert done.stderr == "", done.stderr


def what_is_new_fails_and_is_named(place):
    file, _ = learn(place, *LIST, name="learned")
    done = place.run("learn", "--baseline", file, "sh", "-c", "ls / >/dev/null; cat /etc/hostname")
    assert done.returncode == 125, done
    assert "new: /etc/hostname: read\n" in done.stderr, done.stderr
    assert "cat: executed" in done.stderr and "3 of the things" in done.stderr, done.stderr
    done = place.run("learn", "--baseline", file, *SOCKET)
    assert done.returncode == 125 and "new: system call socket\n" in done.stderr, done


def a_baseline_of_ones_own_holds(place):
    with tempfile.TemporaryDirectory(dir="/var/tmp") as directory:
        (Path(directory) / "data").write_text("word\n")
        mine = place.file("mine.profile", f"""\
base = "strict"
look = {{ "/" }}
rox = {{ "/usr", "/lib", "/lib64", "/bin", "/etc", "/proc" }}
ro = {{ "{directory}" }}
rw = {{ "/dev/null" }}
""")
        expect(place.run("learn", "--baseline", mine, "cat", f"{directory}/data"), 0)
        done = place.run("learn", "--baseline", mine, "cp", f"{directory}/data",
                         f"{directory}/copy")
        assert done.returncode == 125 and f"new: {directory}: made" in done.stderr, done
        assert "1 of the things" in done.stderr, done.stderr


def a_server_of_others_is_network(place):
    script = place.file("script.py", "import socket\n"
                        "try: socket.create_connection(('127.0.0.1', 9))\n"
                        "except ConnectionRefusedError: pass\n")
    file, _ = learn(place, "/usr/bin/python3", script, name="learned")
    text = file.read_text()
    assert 'network = "host"' in text, text
    assert "connect-tcp = {\n    9\n}" in text or "Not limited by ports" in text, text


def wrong_uses_are_told(place):
    expect(place.run("learn", "true"), 125, "-o FILE")
    expect(place.run("learn", "--merge", "--baseline=x", "true"), 125, "need a file")
    expect(place.run("learn", "--format=oci", "-o", "x", "true"), 125, ".json")
    expect(place.run("learn", "--format=words", "-o", "x", "true"), 125, "profile, pledge and oci")
    other = place.file("other.json", json.dumps({"syscalls": [
        {"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0}]}]}))
    expect(place.run("learn", "--merge", "-o", other, "true"), 125, "would be lost")
    broken = place.file("broken.json", "{")
    expect(place.run("learn", "--merge", "-o", broken, "true"), 125, "no JSON")
    assert broken.read_text() == "{"
    hides = place.file("hides.profile", 'hide = { "/srv" }\n')
    expect(place.run("learn", "--merge", "-o", hides, "true"), 125, "would be lost")
    assert "hide" in hides.read_text()


def a_file_that_cannot_be_written_is_a_failure(place):
    done = place.run("learn", "-o", place.directory / "none" / "learned", "true")
    expect(done, 125, "cannot write")
