# SPDX-License-Identifier: GPL-2.0-or-later
"""Job control of an interactive bash: keys, jobs, sizes, end of file, background reads.

The command of the arguments comes before bash: nothing, or lxrun.
"""

import os
import sys
import time

from terminal import Terminal

os.environ["PS1"] = "ready> "
os.environ["TERM"] = "dumb"
os.environ["HISTFILE"] = "/dev/null"
BASH = [*sys.argv[1:], "bash", "--norc", "--noprofile", "--noediting", "-i"]


def say(what, *values):
    print(what, *values, flush=True)


def start(**size):
    terminal = Terminal(BASH, **size)
    terminal.expect(r"ready> $")
    return terminal


def sizes():
    terminal = start(rows=30, columns=100)
    say("size", *terminal.run("stty size", r"\n(\d+ \d+)\r"))
    terminal.run("trap 'echo winch $(stty size)' WINCH", r"")
    terminal.resize(40, 120)
    # bash runs the trap when something else ends.
    say("resized", *terminal.run("sleep 0.1", r"winch (\d+ \d+)\r"))
    say("terminal", *terminal.run("tty | sed 's/[0-9]*$/N/'", r"\n(/dev/pts/N)\r"))
    say("is one", *terminal.run("test -t 0 && test -t 1 && test -t 2; echo status $?", r"\n(status \d+)\r"))
    terminal.type("exit 7\n")
    say("exit", terminal.close())


def interrupts():
    terminal = start()
    terminal.type("sleep 100\n")
    terminal.wait_for_foreground("sleep")
    terminal.press("C")
    terminal.expect(r"ready> $")
    say("after ^C", *terminal.run("echo status $?", r"\n(status \d+)\r"))
    terminal.type("sleep 100\n")
    terminal.wait_for_foreground("sleep")
    terminal.press("\\")
    terminal.expect(r"ready> $")
    say("after ^\\", *terminal.run("echo status $?", r"\n(status \d+)\r"))
    terminal.type("half a line")
    time.sleep(0.05)
    terminal.press("C")
    terminal.expect(r"ready> $")
    say("at the prompt", *terminal.run("echo status $?", r"\n(status \d+)\r"))
    terminal.type("while :; do :; done\n")
    time.sleep(0.2)
    terminal.press("C")
    terminal.expect(r"ready> $")
    say("a busy loop", *terminal.run("echo status $?", r"\n(status \d+)\r"))
    terminal.type("sleep 100 | cat | sleep 100\n")
    terminal.wait_for_foreground("sleep")
    time.sleep(0.1)
    terminal.press("C")
    terminal.expect(r"ready> $")
    say("a pipeline", *terminal.run("echo ${PIPESTATUS[@]}", r"\n([\d ]+)\r"))
    say("a trap", *terminal.run("bash -c 'trap \"echo caught; exit 3\" INT; kill -INT $$; sleep 9'; echo $?",
                                r"\n(caught\r\n3)\r"))
    terminal.type("exit\n")
    say("exit", terminal.close())


def stops():
    terminal = start()
    terminal.type("sleep 100\n")
    terminal.wait_for_foreground("sleep")
    terminal.press("Z")
    terminal.expect(r"Stopped +sleep 100\r")
    terminal.expect(r"ready> $")
    say("after ^Z", *terminal.run("echo status $?", r"\n(status \d+)\r"))
    say("jobs", *terminal.run("jobs", r"(\[1\]\+ +Stopped) +sleep 100\r"))
    say("state", *terminal.run("cut -d' ' -f3 /proc/$(jobs -p)/stat", r"\n(\w)\r"))
    terminal.run("bg", r"\[1\]\+ sleep 100 &\r")
    say("in the background", *terminal.run("jobs", r"(\[1\]\+ +Running) +sleep 100 &\r"))
    terminal.type("fg\n")
    terminal.wait_for_foreground("sleep")
    terminal.press("C")
    terminal.expect(r"ready> $")
    say("after fg and ^C", *terminal.run("echo status $?", r"\n(status \d+)\r"))

    terminal.type("cat\n")
    terminal.wait_for_foreground("cat")
    terminal.type("echoed\n")
    terminal.expect(r"echoed\r\nechoed\r\n")
    terminal.press("Z")
    terminal.expect(r"Stopped +cat\r")
    terminal.expect(r"ready> $")
    terminal.type("fg\n")
    terminal.wait_for_foreground("cat")
    terminal.type("and again\n")
    terminal.expect(r"and again\r\nand again\r\n")
    terminal.press("D")
    terminal.expect(r"ready> $")
    say("cat goes on until ^D", *terminal.run("echo status $?", r"\n(status \d+)\r"))

    terminal.run("cat &", r"\[1\] \d+\r")
    terminal.type("\n")
    while True:
        terminal.expect(r"ready> $")
        terminal.type("jobs\n")
        if "Stopped" in terminal.expect(r"\[1\]\+ +(Running|Stopped(?: \(tty input\))?) +cat")[0]:
            break
        time.sleep(0.05)
    terminal.expect(r"ready> $")
    say("a background reader is stopped")
    terminal.type("fg\n")
    terminal.wait_for_foreground("cat")
    terminal.type("now read\n")
    terminal.expect(r"now read\r\nnow read\r\n")
    terminal.press("D")
    terminal.expect(r"ready> $")
    terminal.type("stty tostop\n")
    terminal.expect(r"ready> $")
    terminal.type("(echo background) &\n")
    while True:
        terminal.expect(r"ready> $")
        terminal.type("jobs\n")
        if terminal.expect(r"\[1\]\+ +(Running|Stopped)")[0] == "Stopped":
            break
        time.sleep(0.05)
    terminal.expect(r"ready> $")
    say("a background writer is stopped")
    terminal.type("fg\n")
    terminal.expect(r"\nbackground\r")
    terminal.expect(r"ready> $")
    terminal.press("D")
    say("exit by ^D", terminal.close())


def hangs_up():
    terminal = start()
    terminal.run("sleep 100 &", r"\[1\] \d+\r")
    terminal.type("sleep 100\n")
    terminal.wait_for_foreground("sleep")
    # Both sleepers must go as well: the runner looks for what is left.
    say("hung up", terminal.hang_up())


for part in (sizes, interrupts, stops, hangs_up):
    say("==", part.__name__)
    part()
