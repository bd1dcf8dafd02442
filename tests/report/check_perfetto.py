# SPDX-License-Identifier: GPL-2.0-or-later
"""The trace event format, as ui.perfetto.dev and chrome://tracing read it."""

import collections
import json

PROGRAM = """
import os, threading
for _ in range(3):
    thread = threading.Thread(target=os.getpid); thread.start(); thread.join()
if os.fork() == 0: os.execv("/bin/true", ["true"])
os.wait()
"""
REQUIRED = {"X": {"name", "dur", "cat"}, "i": {"name", "s"}, "M": {"name", "args"},
            "s": {"name", "cat", "id"}, "f": {"name", "cat", "id", "bp"}}


def check_events(events):
    for event in events:
        assert event["ph"] in REQUIRED, event
        lacking = REQUIRED[event["ph"]] | {"pid", "tid", "ts"}
        assert not lacking - event.keys(), event
        assert isinstance(event["ts"], (int, float)) and event["ts"] >= 0, event
        assert event.get("dur", 0) >= 0, event


def check_slices(events):
    """On each track, slices follow one another: none begins within another."""
    tracks = collections.defaultdict(list)
    for event in events:
        if event["ph"] == "X":
            tracks[event["pid"], event["tid"]].append((event["ts"], event["ts"] + event["dur"]))
    for track, slices in tracks.items():
        for (_, end), (start, _) in zip(slices, slices[1:]):
            assert start >= end - 1e-6, (track, start, end)
    return tracks


def check_flows(events):
    """Each arrow has two ends, and leads forward in time, out of a slice into another."""
    ends = collections.defaultdict(dict)
    for event in events:
        if event["ph"] in "sf":
            assert event["ph"] not in ends[event["id"]], event
            ends[event["id"]][event["ph"]] = event
    for pair in ends.values():
        assert set(pair) == {"s", "f"}, pair
        assert pair["s"]["ts"] <= pair["f"]["ts"] + 1e-6, pair
        for end in pair.values():
            assert any(event["ph"] == "X" and event["tid"] == end["tid"] and
                       event["ts"] - 1e-6 <= end["ts"] <= event["ts"] + event["dur"] + 1e-6
                       for event in events), end
    return ends


def read(path):
    events = json.loads(path.read_text())["traceEvents"]
    check_events(events)
    return events


def a_real_trace_is_well_formed(place):
    place.run("trace", "--trace-format=perfetto", "-o", "trace.json", "/usr/bin/python3", "-c", PROGRAM)
    events = read(place.path("trace.json"))
    assert len(check_slices(events)) == 5
    assert len(check_flows(events)) == 4
    names = {event["args"]["name"] for event in events if event["name"] == "process_name"}
    assert names == {"python3", "true"} or names == {"python3.11", "true"}, names


def a_made_up_trace_is_well_formed(place):
    place.run("report", "--perfetto=trace.json", place.made(20000))
    events = read(place.path("trace.json"))
    check_slices(events)
    assert any(event["ph"] == "i" and event["name"] == "SIGCHLD" for event in events)


CHECKS = [a_real_trace_is_well_formed, a_made_up_trace_is_well_formed]
