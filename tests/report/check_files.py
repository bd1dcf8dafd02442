# SPDX-License-Identifier: GPL-2.0-or-later
"""--files: what a command and its children did to files."""

import json
import os


def used(place, script, program="sh"):
    place.run("--profile=none", "--files=used.json", program, "-c", script)
    uses = json.loads(place.path("used.json").read_text())
    assert uses["complete"] and uses["directory"] == os.path.realpath(place.directory), uses
    return uses


def own(place, names):
    """Those of the place's own files, by their names there."""
    start = os.path.realpath(place.directory) + "/"
    return sorted(name[len(start):] for name in names if name.startswith(start))


def a_compiler_run_is_known(place):
    place.path("sub").mkdir()
    place.path("sub/a.c").write_text('#include "h.h"\nint main(void) { return X; }\n')
    place.path("sub/h.h").write_text("#define X 0\n")
    uses = used(place, "cd sub && gcc -c a.c -o a.o")
    assert own(place, uses["read"]) == ["sub/a.c", "sub/h.h"], uses["read"]
    assert own(place, uses["written"]) == ["sub/a.o"], uses["written"]
    assert any(name.endswith("/cc1") for name in uses["executed"]), uses["executed"]
    assert "/lib64/ld-linux-x86-64.so.2" in uses["executed"], uses["executed"]
    assert any(name.endswith(".s") for name in uses["temporary"]), uses["temporary"]


def what_was_made_and_what_is_gone(place):
    place.path("old").write_text("x")
    place.path("source").write_text("x")
    uses = used(place, "cat source >new; cat new; mv new newer; echo >brief; rm brief old; "
                       "mkdir d; echo >d/in; mv d e; cat nothing; ls e; true")
    assert own(place, uses["read"]) == ["source"], uses
    assert own(place, uses["written"]) == ["e", "e/in", "newer"], uses
    assert own(place, uses["deleted"]) == ["old"], uses
    assert own(place, uses["temporary"]) == ["brief", "d", "d/in", "new"], uses
    assert own(place, uses["missing"]) == ["nothing"], uses


DESCRIPTORS = """
import os
d = os.open("dir", os.O_RDONLY)
os.stat("in", dir_fd=d)
f = os.open("in", os.O_RDONLY, dir_fd=d)
os.fchdir(os.dup(d))
open("../dir/./more").read()
os.listdir(d)
try: os.stat("no", dir_fd=d)
except FileNotFoundError: pass
pid = os.fork()
if pid == 0:
    os.chdir("..")
    os.execv("/bin/cat", ["cat", "top"])
os.waitpid(pid, 0)
"""


def names_are_relative_to_descriptors(place):
    place.path("dir").mkdir()
    for name in ("dir/in", "dir/more", "top"):
        place.path(name).write_text("x")
    place.run("--profile=none", "--files=used.json", "/usr/bin/python3", "-c", DESCRIPTORS)
    uses = json.loads(place.path("used.json").read_text())
    assert own(place, uses["read"]) == ["dir/in", "dir/more", "top"], uses["read"]
    assert own(place, uses["listed"]) == ["dir"], uses["listed"]
    assert own(place, uses["missing"]) == ["dir/no"], uses["missing"]


def the_interpreter_of_a_script_is_executed(place):
    place.path("script").write_text("#!/bin/dash\ntrue\n")
    place.path("script").chmod(0o755)
    uses = used(place, "./script", program="bash")
    assert own(place, uses["executed"]) == ["script"], uses["executed"]
    assert "/bin/dash" in uses["executed"], uses["executed"]


CHECKS = [a_compiler_run_is_known, what_was_made_and_what_is_gone,
          names_are_relative_to_descriptors, the_interpreter_of_a_script_is_executed]
