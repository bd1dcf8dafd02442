# SPDX-License-Identifier: GPL-2.0-or-later
"""An lxrun inside of an lxrun: the inner one is a guest with a filter."""

import os
import signal

from support import expect


def inside(place, *args, levels=1, **kwargs):
    """Run lxrun in `levels` others."""
    return place.run(*[place.lxrun, "--profile=none"] * levels, *args, **kwargs)


def a_program_runs_in_two_and_in_three(place):
    place.file("there", "")
    for levels in (1, 2):
        done = inside(place, "ls", levels=levels)
        expect(done, 0)
        assert done.stdout == "there\n" and done.stderr == "", done


def bases_do_not_meet_without_randomisation(place):
    done = place.finish(["setarch", "-R", *[place.lxrun, "--profile=none"] * 3, "echo", "x"])
    expect(done, 0)
    assert done.stdout == "x\n", done


def statuses_pass_through(place):
    expect(inside(place, "sh", "-c", "exit 9"), 9)
    expect(inside(place, "sh", "-c", "kill -TERM $$"), 128 + signal.SIGTERM)
    expect(inside(place, "./missing"), 127, "missing")
    expect(inside(place, "--nonsense"), 125, "nonsense")


def children_signals_and_pipes(place):
    script = """
        trap 'echo trapped' USR1
        (kill -USR1 $$) & wait $!
        seq 1000 | sort -n | tail -n 1
        for i in 1 2 3 4 5 6 7 8 9; do /bin/true || exit 1; done
        sleep 60 & kill $!; wait $! 2>/dev/null; echo $?
    """
    done = inside(place, "sh", "-c", script)
    expect(done, 0)
    assert done.stdout == "trapped\n1000\n143\n", done


def descriptors_of_both_are_out_of_sight(place):
    done = inside(place, "ls", "/proc/self/fd")
    expect(done, 0)
    assert done.stdout == place.run("ls", "/proc/self/fd").stdout, done


def the_run_ends_with_the_outer_lxrun(place):
    process = place.start(place.lxrun, "--profile=none", "sh", "-c", "echo $$; exec sleep 60")
    process.stdout.readline()
    process.kill()
    process.wait()
    assert process.stdout.read() == "", "the pipe is still held"


def the_run_ends_with_the_inner_lxrun(place):
    script = '"$0" --profile=none sh -c "echo begun; exec sleep 60" & read x; kill -KILL $!; wait $!; echo $?'
    ends = os.pipe()
    try:
        process = place.start("sh", "-c", script, place.lxrun, stdin=ends[0])
        process.stdout.readline()
        os.write(ends[1], b"\n")
        assert process.stdout.read() == "137\n"
    finally:
        os.close(ends[0])
        os.close(ends[1])
