# SPDX-License-Identifier: GPL-2.0-or-later
"""How the program is found, what is refused and why."""

import errno
import os
import resource
import sys
from pathlib import Path

from support import Skip, as_nobody, expect, needs_root


def with_path(*directories):
    return {**os.environ, "PATH": ":".join(map(str, directories))}


def status_is_the_programs(place):
    for status in (0, 1, 42, 124, 125, 126, 127, 128, 255):
        expect(place.run("sh", "-c", f"exit {status}"), status)


def not_in_path(place):
    expect(place.run("no-such-program-here"), 127, "no-such-program-here", "PATH")
    expect(place.run(""), 127, "PATH")


def not_in_path_but_in_this_directory(place):
    place.file("mine", "#!/bin/sh\n")
    expect(place.run("mine"), 127, "mine", "./mine")


def not_a_file(place):
    expect(place.run("./nothing"), 127, "./nothing", "not found")
    expect(place.run("/dev/null/x"), 126, "/dev/null/x", "Not a directory")
    expect(place.run("/tmp"), 126, "/tmp", "is a directory")
    expect(place.run("/dev/null"), 126, "/dev/null", "not a regular file")


def a_fifo_does_not_block(place):
    os.mkfifo(place.directory / "fifo", 0o755)
    expect(place.run("./fifo"), 126, "./fifo", "not a regular file")


def a_name_that_is_too_long(place):
    expect(place.run("./" + "x" * 300), 126, "too long")


def not_executable(place):
    place.file("plain", b"#!/bin/sh\n", 0o644)
    expect(place.run("./plain"), 126, "./plain", "chmod +x")


def in_path_but_not_executable(place):
    place.file("plain", "#!/bin/sh\n", 0o644)
    expect(place.run("plain", env=with_path(place.directory)), 126, "plain", "chmod +x")


def path_goes_on_behind_what_cannot_be_used(place):
    for name in ("a", "b", "c"):
        (place.directory / name).mkdir()
    place.file("a/tool", "", 0o644)
    (place.directory / "b/tool").mkdir()
    place.file("c/tool", "#!/bin/sh\necho c\n")
    paths = [place.directory / name for name in ("nowhere", "a", "b", "c")]
    done = place.run("tool", env=with_path(*paths, "/usr/bin", "/bin"))
    expect(done, 0)
    assert done.stdout == "c\n", done.stdout


def empty_words_of_path_are_this_directory(place):
    place.file("tool", "#!/bin/sh\necho here\n")
    for path in ("", ":/nowhere", "/nowhere:", "/nowhere::/nowhere"):
        done = place.run("tool", env={**os.environ, "PATH": path})
        expect(done, 0)
        assert done.stdout == "here\n", done.stdout


def without_path_the_system_directories(place):
    environment = {k: v for k, v in os.environ.items() if k != "PATH"}
    expect(place.run("true", env=environment), 0)


def path_is_the_guests(place):
    place.file("tool", "#!/bin/sh\necho new\n")
    done = place.run("-E", f"PATH={place.directory}", "tool")
    expect(done, 0)
    assert done.stdout == "new\n", done.stdout


def cannot_be_read(place):
    program = place.file("secret", Path("/bin/true").read_bytes(), 0o711)
    os.chown(program, os.getuid(), os.getgid())
    if os.geteuid() != 0:
        program.chmod(0o111)
    expect(place.run("./secret", **as_nobody(place)), 126, "./secret", "cannot be read")


def in_a_directory_that_is_closed(place):
    closed = place.directory / "closed"
    closed.mkdir()
    place.file("closed/tool", "#!/bin/sh\n")
    nobody = as_nobody(place)
    closed.chmod(0o700 if nobody else 0)
    try:
        expect(place.run("./closed/tool", **nobody), 126, "./closed/tool",
               "may not search")
    finally:
        closed.chmod(0o700)


def on_a_noexec_mount(place):
    needs_root()
    script = ("mount -t tmpfs -o noexec none mnt && cp /bin/true mnt && "
              'exec "$0" --profile=none mnt/true')
    (place.directory / "mnt").mkdir()
    done = place.finish(["unshare", "-m", "sh", "-c", script, place.lxrun])
    if "unshare" in done.stderr or "mount:" in done.stderr:
        raise Skip("cannot mount here")
    expect(done, 126, "mnt/true", "noexec")


def unprivileged(place):
    expect(place.run("true", **as_nobody(place)), 0)


def empty_file(place):
    place.file("empty", b"")
    expect(place.run("./empty"), 126, "./empty", "is empty")


def text_without_a_first_line(place):
    place.file("text", "echo hello\n")
    expect(place.run("./text"), 126, "./text", "#!", "lxrun sh")


def files_that_are_something_else(place):
    for content, word in [(b"MZ\x90\0", "Windows"), (b"\0asm\1\0\0\0", "WebAssembly"),
                          (b"!<arch>\n", "archive"), (b"\x1f\x8b\x08\0", "gzip"),
                          (b"\xcf\xfa\xed\xfe", "macOS"), (b"\1\2\3\4", "neither")]:
        place.file("thing", content)
        expect(place.run("./thing"), 126, "./thing", word)


# -- Scripts

SHOW = f'#!{sys.executable} -S\nimport sys\nprint("|".join(sys.orig_argv[1:]))\n'


def scripts_get_what_the_kernel_gives(place):
    place.file("show", SHOW)
    native = place.finish(["./show", "a", "", "b c"])
    done = place.run("./show", "a", "", "b c")
    expect(done, 0)
    assert done.stdout == native.stdout, (done.stdout, native.stdout)


def scripts_by_path_get_the_path(place):
    place.file("show", SHOW)
    done = place.run("show", "x", env=with_path(place.directory, os.environ["PATH"]))
    expect(done, 0)
    assert done.stdout == f"-S|{place.directory}/show|x\n", done.stdout


def argument_of_the_first_line_is_one_word(place):
    place.file("show", SHOW)
    place.file("outer", f"#! {place.directory}/show  one  two\t \nrest\n")
    native = place.finish(["./outer", "x"])
    done = place.run("./outer", "x")
    expect(done, 0)
    assert done.stdout == native.stdout and "one  two" in done.stdout, done.stdout


def scripts_may_run_scripts(place):
    place.file("s0", SHOW)
    for depth in range(1, 7):
        place.file(f"s{depth}", f"#!{place.directory}/s{depth - 1} arg{depth}\n")
    for depth in range(1, 5):
        native = place.finish([f"./s{depth}", "x"])
        done = place.run(f"./s{depth}", "x")
        expect(done, 0)
        assert done.stdout == native.stdout, (depth, done.stdout, native.stdout)


def scripts_may_not_run_scripts_for_ever(place):
    place.file("loop", f"#!{place.directory}/loop\n")
    expect(place.run("./loop"), 126, "./loop", "interpreters")
    place.file("s0", "#!/bin/sh\necho deep\n")
    for depth in range(1, 6):
        place.file(f"s{depth}", f"#!{place.directory}/s{depth - 1}\n")
    assert place.run("./s4").stdout == place.finish(["./s4"]).stdout == "deep\n"
    expect(place.run("./s5"), 126, "./s5", "interpreters")


def script_whose_interpreter_is_missing(place):
    place.file("script", "#!/no/such/interpreter -x\n")
    expect(place.run("./script"), 127, "./script", "/no/such/interpreter", "missing")


def script_from_windows(place):
    place.file("script", "#!/bin/sh\r\necho hello\r\n")
    expect(place.run("./script"), 127, "./script", "carriage return", "dos2unix")


def script_whose_interpreter_cannot_be_run(place):
    place.file("script", "#!/etc/passwd\n")
    expect(place.run("./script"), 126, "./script", "/etc/passwd", "chmod +x")
    place.file("script", "#!/tmp\n")
    expect(place.run("./script"), 126, "./script", "/tmp", "is a directory")


def script_with_a_bad_first_line(place):
    for line in ("#!", "#!\n", "#! \t", "#!   \t\n", "#!\0\n", "#!/" + "x" * 300 + "\n",
                 "#!" + " " * 300 + "\n", "#!" + " " * 253 + "/bin/sh\n"):
        place.file("script", line)
        try:
            place.finish(["./script"])
        except OSError as error:
            assert error.errno in (errno.ENOEXEC, errno.EACCES), (line, error)
        else:
            assert False, f"Linux runs {line!r}"
        expect(place.run("./script"), 126, "./script", "#! line names no interpreter")


def an_argument_of_the_first_line_may_be_cut_off(place):
    place.file("script", "#!/bin/echo " + "x" * 400 + "\n")
    native, done = place.finish(["./script"]), place.run("./script")
    expect(done, 0)
    assert done.stdout == native.stdout, (done.stdout, native.stdout)


def script_that_cannot_be_read(place):
    place.file("script", "#!/bin/sh\n", 0o711)
    nobody = as_nobody(place)
    if not nobody:
        (place.directory / "script").chmod(0o111)
    expect(place.run("./script", **nobody), 126, "./script", "cannot be read")


def arguments_that_are_just_too_long(place):
    """lxcore is started with two words more than lxrun was."""
    (place.directory / "l").symlink_to(place.lxrun)
    most = [100000] * (resource.getrlimit(resource.RLIMIT_STACK)[0] // 4 // 100000)
    if not 0 < len(most) < 1000:
        raise Skip("the stack has no ordinary limit")

    def attempt(last):
        try:
            words = ["x" * size for size in [*most, last]]
            return place.finish(["./l", "--profile=none", "true", *words], env={})
        except OSError as error:
            assert error.errno == errno.E2BIG, error
            return None

    fits, does_not = 1, 131000
    while does_not - fits > 1:
        middle = (fits + does_not) // 2
        if attempt(middle) is None:
            does_not = middle
        else:
            fits = middle
    expect(attempt(fits), 126, "too long")
    expect(attempt(fits - 4096), 0)
