# SPDX-License-Identifier: GPL-2.0-or-later
"""lxrun trace: what strace's letters make of the text."""

import re

from support import expect

ECHO = ("sh", "-c", "echo hello")


def trace(place, *words, status=0):
    done = place.run("trace", *words)
    assert done.returncode == status, done
    return done.stderr.splitlines()


def text_of(place, *words):
    return "\n".join(trace(place, *words))


def only_the_calls_asked_for(place):
    lines = trace(place, "-qq", "-e", "trace=write", *ECHO)
    assert lines == ['write(1, "hello\\n", 6)' + 18 * " " + "= 6"], lines
    lines = trace(place, "-qq", "-e", "%network,?nothing_new,/^wri.e$", *ECHO)
    assert len(lines) == 1, lines
    assert not any(line.startswith("write(") for line in trace(place, "-e", "!write", *ECHO))


def a_set_that_names_nothing_is_refused(place):
    for word in "nothing", "%nothing", "/^$", "9999":
        expect(place.run("trace", "-e", f"trace={word}", "true"), 125, word)
    expect(place.run("trace", "-e", "colour=red", "true"), 125, "colour")


def times_stand_in_front_and_behind(place):
    patterns = {"-t": r"\d\d:\d\d:\d\d ", "-tt": r"\d\d:\d\d:\d\d\.\d{6} ",
                "-ttt": r"\d{10}\.\d{6} ", "-r": r" +\d+\.\d{6} "}
    for option, pattern in patterns.items():
        for line in trace(place, option, "-e", "write", *ECHO):
            assert re.match(pattern + r"(write|\+\+\+)", line), (option, line)
    line = trace(place, "-T", "-e", "write", *ECHO)[0]
    assert re.search(r"= 6 <\d+\.\d{6}>$", line), line


def calls_are_made_to_fail(place):
    fault = "inject=write:error=ENOSPC:when=1"
    lines = trace(place, "-qq", "-e", "write", "-e", fault, *ECHO, status=1)
    failed = 'write(1, "hello\\n", 6)' + 18 * " " + "= -1 ENOSPC (No space left on device) (INJECTED)"
    assert failed in lines, lines
    lines = trace(place, "-qq", "-e", "write", "-e", "inject=write:retval=6", *ECHO)
    assert lines[0].endswith("= 6 (INJECTED)"), lines


def an_injection_that_is_not_understood_is_refused(place):
    for text in "write", "write:error=EWHAT", "write:when=0", "write:delay_enter=1h", "write:poke=1":
        expect(place.run("trace", "-e", f"inject={text}", "true"), 125, "inject")


def only_failures_or_only_successes(place):
    failed = trace(place, "-qq", "-Z", "cat", "/etc/passwd")
    assert failed and all("= -1 E" in line for line in failed if "(" in line), failed
    assert not any("= -1 E" in line for line in trace(place, "-z", "cat", "/etc/passwd"))


def only_what_concerns_a_file(place):
    lines = trace(place, "-qq", "-P", "/etc/passwd", "cat", "/etc/passwd")
    names = [line.split("(")[0] for line in lines]
    assert names[0] == "openat" and names[-1] == "close" and "read" in names, lines
    assert "mmap" not in names[:1] and "execve" not in names, lines


def data_is_dumped(place):
    lines = trace(place, "-qq", "-s", "2", "-e", "write", "-e", "write=1", *ECHO)
    assert lines[0].startswith('write(1, "he"..., 6)'), lines
    assert lines[1] == " | 00000  68 65 6c 6c 6f 0a" + 33 * " " + "hello.           |", lines


def secrets_are_hidden(place):
    done = place.run("trace", "--redact", "-v", "-E", "TOKEN=abcdef", "-s", "100",
                     "-e", "execve,write", *ECHO)
    assert done.returncode == 0, done
    assert '"TOKEN=<6 bytes>"' in done.stderr and "abcdef" not in done.stderr, done.stderr
    assert 'write(1, "<6 bytes>", 6)' in done.stderr, done.stderr


def calls_are_counted(place):
    lines = trace(place, "-c", "-U", "calls,errors,name", "-S", "calls", *ECHO)
    assert lines[0].split() == ["calls", "errors", "syscall"], lines
    assert any(line.split() == ["1", "write"] for line in lines), lines
    counts = [int(line.split()[0]) for line in lines[2:-2]]
    assert counts == sorted(counts, reverse=True) and lines[-1].endswith("total"), lines
    assert sum(counts) == int(lines[-1].split()[0]), lines
    expect(place.run("trace", "-c", "-S", "beauty", "true"), 125, "beauty")


def seconds_of(text, name):
    """The second column of a call's row in each of the tables."""
    return [float(line.split()[1]) for line in text.splitlines() if line.endswith(" " + name)]


def time_is_the_processors_unless_the_clocks_is_wanted(place):
    words = ("-e", "trace=clock_nanosleep", "sleep", "0.3")
    cpu, = seconds_of(text_of(place, "-c", *words), "clock_nanosleep")
    wall, = seconds_of(text_of(place, "-c", "-w", *words), "clock_nanosleep")
    assert wall >= 0.3 and cpu < wall / 2, (cpu, wall)
    both = text_of(place, "-c", "-U", "cpu-time,wall-time,name", *words)
    row = next(line.split() for line in both.splitlines() if "nanosleep" in line)
    assert float(row[0]) < float(row[1]) / 2, both


def work_in_the_kernel_is_processor_time(place):
    table = text_of(place, "-c", "-S", "time", "dd", "if=/dev/zero", "of=/dev/null", "bs=16M",
                  "count=8")
    read, = seconds_of(table, "read")
    assert read > 10 * sum(seconds_of(table, "close")), table


THREADS = """
import os, threading
def work():
    for _ in range(50):
        os.getppid()
threads = [threading.Thread(target=work) for _ in range(2)]
[t.start() for t in threads]; [t.join() for t in threads]
if os.fork() == 0:
    work(); os._exit(0)
os.wait()
"""


def calls_are_counted_for_each_process_and_thread(place):
    text = text_of(place, "-c", "--summary-each=thread", "-U", "calls,name", "-e", "trace=getppid",
                 "/usr/bin/python3", "-c", THREADS)
    tables = re.split(r"\n(?=(?:process|thread) \d+)", text)
    counts = {table.split(":")[0]: int(re.search(r"(\d+) +getppid", table)[1])
              for table in tables[1:]}
    assert int(re.search(r"(\d+) +getppid", tables[0])[1]) == 150, text
    processes = [n for name, n in counts.items() if name.startswith("process")]
    threads = [n for name, n in counts.items() if name.startswith("thread")]
    assert sorted(processes) == [50, 100] and threads == [50, 50, 50], text


SOCKETS = """
import os, socket
s = socket.create_server(("127.0.0.1", 0))
c = socket.create_connection(s.getsockname())
c.send(b"x")
u = socket.socket(socket.AF_UNIX); os.path.exists("a.socket") and os.unlink("a.socket"); u.bind("a.socket"); u.listen()
n = os.open("/dev/null", os.O_WRONLY); os.write(n, b"x"); os.pipe()
"""


def descriptors_are_told_as_often_as_asked(place):
    words = ("-e", "trace=sendto,listen,write,pipe2", "/usr/bin/python3", "-c", SOCKETS)
    once, twice = (text_of(place, option, *words) for option in ("-y", "-yy"))
    assert re.search(r'sendto\(\d<socket:\[\d+\]>, "x"', once), once
    assert re.search(r'sendto\(\d<TCP:\[127\.0\.0\.1:\d+->127\.0\.0\.1:\d+\]>, "x"', twice), twice
    assert re.search(r'listen\(\d<TCP:\[127\.0\.0\.1:\d+\]>,', twice), twice
    assert re.search(r'listen\(\d<UNIX-STREAM:\[\d+,"a\.socket"\]>,', twice), twice
    assert "write(" in once and re.search(r"write\(\d</dev/null>,", once), once
    assert re.search(r"write\(\d</dev/null<char 1:3>>,", twice), twice
    for text in (once, twice):
        assert re.search(r"pipe2\(\[\d<pipe:\[(\d+)\]>, \d<pipe:\[\1\]>\], O_CLOEXEC\)", text), text


def the_end_by_a_signal_is_told(place):
    lines = trace(place, "-q", "-e", "trace=read,pause", "sh", "-c", "kill -9 $$", status=137)
    assert lines[-1] == "+++ killed by SIGKILL +++", lines


def several_threads_have_their_numbers(place):
    lines = trace(place, "-e", "trace=%process", "sh", "-c", "sleep 0.1 & wait")
    assert any(re.match(r"lxrun: Process \d+ attached$", line) for line in lines), lines
    assert any(re.match(r"\[pid +\d+\] \+\+\+ exited with 0 \+\+\+$", line) for line in lines), lines
    quiet = trace(place, "-q", "-e", "trace=%process", "sh", "-c", "sleep 0.1 & wait")
    assert not any("attached" in line for line in quiet), quiet
