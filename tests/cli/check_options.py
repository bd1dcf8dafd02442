# SPDX-License-Identifier: GPL-2.0-or-later
"""The command line of lxrun."""

import os
import re
import sys
from pathlib import Path

from support import expect

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ["report", "diff", "commit", "discard", "learn", "trace"]


def help_fits_a_screen(place):
    done = place.run("--help")
    expect(done, 0)
    lines = done.stdout.splitlines()
    assert len(lines) <= 24, f"{len(lines)} lines"
    assert max(map(len, lines)) < 80, "a line is too long"
    for option in "--profile --exit -E --clearenv -w --argv0 --no-rewrite --version".split():
        assert option in done.stdout, f"{option} is missing"


def rows_of(table):
    """Long name and letter of each option of a table in src/cli, either of them empty."""
    for source in (ROOT / "src/cli").glob("*.c"):
        found = re.search(rf"option(?:_row)? {table}\[\] = {{(.*?){{ 0 }}", source.read_text(), re.S)
        if found:
            rows = re.findall(r"{ (?:NULL|\"([\w-]+)\"), (?:'(.)'|0|\w+),", found[1])
            assert rows, f"{table}: no rows"
            return rows
    raise AssertionError(f"there is no table {table}")


def tables():
    """All of them, so that none is forgotten below."""
    text = "".join(source.read_text() for source in (ROOT / "src/cli").glob("*.c"))
    return set(re.findall(r"const struct option_row (\w+)\[\] =", text))


OF_TRACE = {"trace_options", "text_options"}
OF_LEARN = {"learn_options"}


def section(manual, name):
    return re.search(rf"^\.Sh {name}$(.*?)^\.Sh ", manual, re.M | re.S)[1]


def is_told(text, option):
    return re.search(rf"^\..*(?:Fl|,) {option}(?![\w-])", text, re.M) is not None


def manual_knows_every_row_of_the_tables(place):
    manual = (ROOT / "docs/lxrun.1").read_text()
    both = section(manual, "OPTIONS") + section(manual, "REPORTS")
    for table in tables():
        text = (section(manual, "TRACING") if table in OF_TRACE else
                section(manual, "LEARNING") if table in OF_LEARN else both)
        if table == "run_trace_options":
            text += section(manual, "TRACING")
        for name, letter in rows_of(table):
            for option in filter(None, (name and f"-{name}", letter)):
                assert is_told(text, option), f"{table}: -{option} is not in the manual"


def completions_know_every_row_of_the_tables(place):
    bash, zsh, fish = ((ROOT / "completions" / shell).read_text()
                       for shell in ("lxrun.bash", "_lxrun", "lxrun.fish"))
    for table in tables():
        for name, letter in rows_of(table):
            for option in filter(None, (name and f"--{name}", letter and f"-{letter}")):
                word = rf"(?<![\w-]){option}(?![\w-])"
                assert re.search(word, bash), f"{table}: {option}: bash"
                assert re.search(word, zsh), f"{table}: {option}: zsh"
            for option in filter(None, (name and f"-l {name}", letter and f"-s {letter}")):
                assert re.search(rf"{option}(?![\w-])", fish), f"{table}: {option}: fish"


def layers_and_their_texts_know_the_same_options(place):
    source = (ROOT / "src/cli/command_layer.c").read_text()
    manual = section((ROOT / "docs/lxrun.1").read_text(), "LAYERS")
    for name in set(re.findall(r'{ "([\w-]+)", no_argument, ', source)) - {"help"}:
        assert is_told(manual, f"-{name}"), f"--{name} is not in the manual"
        for shell in ("lxrun.bash", "_lxrun"):
            assert f"--{name}" in (ROOT / "completions" / shell).read_text(), f"{name}: {shell}"
        fish = (ROOT / "completions/lxrun.fish").read_text()
        assert f"-l {name} " in fish, f"--{name}: fish"


def report_and_its_texts_know_the_same_options(place):
    source = (ROOT / "src/cli/command_report.c").read_text()
    names = re.findall(r'{ "([\w-]+)", \w+, NULL, ', source)
    assert names, "no options"
    manual = section((ROOT / "docs/lxrun.1").read_text(), "REPORTS")
    for name in set(names) - {"help"}:
        assert is_told(manual, f"-{name}"), f"--{name} is not in the manual"
        for shell in ("lxrun.bash", "_lxrun"):
            assert f"--{name}" in (ROOT / "completions" / shell).read_text(), f"{name}: {shell}"
        fish = (ROOT / "completions/lxrun.fish").read_text()
        assert f"-l {name} " in fish, f"--{name}: fish"


def help_names_the_commands(place):
    text = place.run("--help").stdout
    for word in ("trace", "report", "learn", "doctor", "diff", "commit", "discard", "lxrun(1)"):
        assert word in text, f"{word} is missing"


def version_is_one_line(place):
    done = place.run("--version")
    expect(done, 0)
    assert done.stdout.startswith("lxrun ") and done.stdout.count("\n") == 1, done.stdout


def help_that_cannot_be_written_is_a_failure(place):
    done = place.finish(["sh", "-c", 'exec "$0" --help > /dev/full', place.lxrun])
    expect(done, 125, "standard output")


def no_program(place):
    expect(place.run(), 125, "no program", "--help")
    expect(place.run("--"), 125, "no program")
    expect(place.run("--clearenv"), 125, "no program")


def unknown_options(place):
    expect(place.run("--frobnicate", "true"), 125, "--frobnicate", "--help")
    expect(place.run("-Z", "true"), 125, "-Z")
    expect(place.run("--help=yes"), 125, "--help=yes")


def options_without_their_value(place):
    for option in ("-E", "-w", "--argv0", "--profile", "--exit"):
        expect(place.run(option), 125, option, "needs a value")


def the_first_word_ends_the_options(place):
    done = place.run("echo", "--help", "-E", "--", "x")
    expect(done, 0)
    assert done.stdout == "--help -E -- x\n", done.stdout


def two_dashes_end_the_options(place):
    place.file("--help", "#!/bin/sh\necho mine\n")
    done = place.run("--", "--help", env={**os.environ, "PATH": str(place.directory)})
    expect(done, 0)
    assert done.stdout == "mine\n", done.stdout


def a_command_is_not_a_program_of_its_name(place):
    for command in COMMANDS:
        place.file(command, "#!/bin/sh\necho ran\n")
    environment = {**os.environ, "PATH": f"{place.directory}:{os.environ['PATH']}"}
    for command in COMMANDS:
        if command not in ("learn", "trace"):
            expect(place.run(command, "/nowhere", env=environment), 125, "/nowhere")
        done = place.run("--", command, env=environment)
        expect(done, 0)
        assert done.stdout == "ran\n", done.stdout
    expect(place.run("-w", "--", "trace", env=environment), 125, "trace")
    expect(place.run(f"./{COMMANDS[0]}"), 0)


def profile_none(place):
    expect(place.run("--profile=none", "true"), 0)
    expect(place.run("--profile", "none", "true"), 0)


def a_program_is_contained_unless_it_is_said_otherwise(place):
    """No option at all is the profile default; to trace or to learn is not to contain."""
    outside = place.directory / "outside"
    inside = place.directory / "inside"
    inside.mkdir()
    words = ["sh", "-c", f"echo x >{outside}; exit 3"]
    assert place.finish([place.lxrun, *words], cwd=inside).returncode == 3
    assert not outside.exists()
    for command in (["trace", "-o", "/dev/null"], ["learn", "-o", "learned"]):
        assert place.finish([place.lxrun, *command, *words], cwd=inside).returncode == 3
        outside.unlink()
    place.finish([place.lxrun, "trace", "--profile=default", "-o", "/dev/null", *words], cwd=inside)
    assert not outside.exists()


def other_profiles_are_refused(place):
    for name in ("", "None", "file.json"):
        expect(place.run(f"--profile={name}", "true"), 125, f"--profile={name}",
               "none of none, default and strict", "No such file")


def exit_takes_two_words(place):
    expect(place.run("--exit=status", "true"), 0)
    expect(place.run("--exit=signal", "true"), 0)
    expect(place.run("--exit=never", "true"), 125, "--exit=never", "status", "signal")


def variables_are_set_and_unset(place):
    done = place.run("-E", "A=1", "-E", "B=x=y", "-E", "C", "-E", "D=", "env",
                     env={**os.environ, "A": "0", "C": "3"})
    expect(done, 0)
    lines = done.stdout.splitlines()
    assert "A=1" in lines and "B=x=y" in lines and "D=" in lines, lines
    assert not any(line.startswith("C=") for line in lines), lines


def the_last_word_on_a_variable_counts(place):
    done = place.run("-E", "A=1", "-E", "A", "-E", "A=2", "--clearenv", "/usr/bin/env")
    expect(done, 0)
    assert done.stdout == "A=2\n", done.stdout


def clearenv_leaves_nothing(place):
    done = place.run("--clearenv", "/usr/bin/env", env={"X": "1"})
    expect(done, 0)
    assert done.stdout == "", done.stdout


def variables_need_a_name(place):
    expect(place.run("-E", "=x", "true"), 125, "no name")
    expect(place.run("-E", "", "true"), 125, "no name")


def directory(place):
    (place.directory / "sub").mkdir()
    done = place.run("-w", "sub", "/bin/pwd")
    expect(done, 0)
    assert done.stdout == f"{os.path.realpath(place.directory)}/sub\n", done.stdout


def directory_that_is_not_there(place):
    expect(place.run("-w", "nowhere", "true"), 125, "-w nowhere", "No such file")
    expect(place.run("-w", "/dev/null", "true"), 125, "-w /dev/null", "Not a directory")


def the_program_is_looked_up_in_the_new_directory(place):
    (place.directory / "sub").mkdir()
    place.file("sub/here", "#!/bin/sh\necho found\n")
    done = place.run("-w", "sub", "./here")
    expect(done, 0)
    assert done.stdout == "found\n", done.stdout


def argv0_is_what_the_program_sees(place):
    done = place.run("--argv0", "other name", "sh", "-c",
                     "tr '\\0' '|' < /proc/$$/cmdline")
    expect(done, 0)
    assert done.stdout.startswith("other name|-c|"), done.stdout


def argv0_does_not_choose_the_program(place):
    done = place.run("--argv0", "true", sys.executable, "-c", "print(6 * 7)")
    expect(done, 0)
    assert done.stdout == "42\n", done.stdout


def control_characters_do_not_reach_the_terminal(place):
    done = place.run("./evil\033[31m\nname")
    expect(done, 127, "evil\\033[31m\\012name")
