# SPDX-License-Identifier: GPL-2.0-or-later
"""The report in the terminal, and traces that cannot be read."""

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


CHECKS = [a_real_run_is_summed_up, what_is_no_trace_is_refused,
          a_cut_trace_is_reported_as_far_as_it_goes]
