# SPDX-License-Identifier: GPL-2.0-or-later
"""The report in the terminal, and traces that cannot be read."""

import re
import subprocess


def a_real_run_is_summed_up(place):
    place.run("trace", "--trace-format=binary", "-o", "trace.bin", "sh", "-c",
              "cat /etc/passwd >copy; true")
    report = place.run("report", "--top=0", "trace.bin").decode()
    for part in ("Time by call", "Slowest calls", "Files", "Processes", "/etc/passwd",
                 "copy", "cat /etc/passwd"):
        assert part in report, (part, report)


def what_is_no_trace_is_refused(place):
    place.path("other").write_text("lxtrace but not really" * 9)
    for name in ("other", "/dev/null", "missing"):
        done = subprocess.run([*place.lxrun, "report", name], cwd=place.directory,
                              capture_output=True, text=True)
        assert done.returncode == 125 and done.stderr.startswith("lxrun: "), done


def a_cut_trace_is_reported_as_far_as_it_goes(place):
    whole = place.made(2000).read_bytes()
    place.path("cut").write_bytes(whole[:len(whole) // 2 + 3])
    done = subprocess.run([*place.lxrun, "report", "cut"], cwd=place.directory,
                          capture_output=True, text=True, errors="replace")
    assert done.returncode == 0 and "Time by call" in done.stdout, done
    assert "in the midst of a record" in done.stderr, done.stderr


UNITS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}


def no_share_of_the_calls_takes_longer_than_the_longest(place):
    word = "argument" * 5  # longer than -s
    place.run("trace", "--trace-format=binary", "-o", "trace.bin", "sh", "-c",
              f"sleep 0.1; /bin/true {word}; cat /etc/passwd >copy")
    report = place.run("report", "--top=0", "trace.bin").decode()
    assert f"true {word}" in report, report
    rows = report.split("Time by call\n")[1].split("\n\n")[0].splitlines()[1:]
    assert len(rows) > 10, rows
    for row in rows:
        times = [float(number) * UNITS[unit] for number, unit
                 in re.findall(r"([\d.]+) (ns|us|ms|s)\b", row)]
        median, most, longest = times[-3:]
        assert median <= most <= longest, row


CHECKS = [no_share_of_the_calls_takes_longer_than_the_longest, a_real_run_is_summed_up, what_is_no_trace_is_refused,
          a_cut_trace_is_reported_as_far_as_it_goes]
