# SPDX-License-Identifier: GPL-2.0-or-later
"""Threads, descriptors and lxcore's memory of the processes of a run, and whether
they grow.

What a program uses goes up and down; what leaks only goes up.  So the least of the
last third of the samples is compared with the least of the third before: that is what
a process never gave back.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

SPAN_SIZE = 0x200000000         # src/core/layout.h
IMAGE = "/memfd:lxcore"
HEADER = re.compile(r"([0-9a-f]+)-([0-9a-f]+) \S+ \S+ \S+ \d+ *(.*)")
# A process is judged by so many samples, and no fewer.
LEAST_SAMPLES = 15
# stress-ng's own leaks: descriptors of processes that it has cloned.
GROW_NATIVELY = {("stress-ng-clone", "descriptors")}
# What may come late without being a leak, by kind.
TOLERATED = {"threads": 2, "descriptors": 4, "mapped kB": 512, "resident kB": 256}


@dataclass(frozen=True)
class Usage:
    threads: int
    descriptors: int
    mapped_kb: int              # in lxcore's span
    resident_kb: int

    def by_kind(self):
        return dict(zip(TOLERATED, (self.threads, self.descriptors, self.mapped_kb,
                                    self.resident_kb)))


def lxcore_memory(text):
    """Sizes of the mappings in the span, which begins with the first of the image."""
    base, inside, mapped, resident = None, False, 0, 0
    for line in text.splitlines():
        if header := HEADER.match(line):
            start = int(header[1], 16)
            if base is None and header[3].startswith(IMAGE):
                base = start
            inside = base is not None and start < base + SPAN_SIZE
        elif inside and line.startswith("Size:"):
            mapped += int(line.split()[1])
        elif inside and line.startswith("Rss:"):
            resident += int(line.split()[1])
    return mapped, resident


def usage_of(pid):
    """None: it has ended, or may not be looked at."""
    process = Path("/proc") / str(pid)
    try:
        mapped, resident = lxcore_memory((process / "smaps").read_text())
        return Usage(len(os.listdir(process / "task")), len(os.listdir(process / "fd")),
                     mapped, resident)
    except OSError:
        return None


class Record:
    """The samples of one process."""

    def __init__(self, name):
        self.name = name
        self.samples = []

    def growth(self):
        """{kind: (before, after)} of what has grown for good."""
        if not self.is_long_enough():
            return {}
        third = len(self.samples) // 3
        early, late = floor(self.samples[third:2 * third]), floor(self.samples[-third:])
        return {kind: (early[kind], late[kind]) for kind in TOLERATED
                if late[kind] > early[kind] + TOLERATED[kind]
                and (self.name, kind) not in GROW_NATIVELY}

    def is_long_enough(self):
        return len(self.samples) >= LEAST_SAMPLES


def floor(samples):
    return {kind: min(sample.by_kind()[kind] for sample in samples) for kind in TOLERATED}


def means(rounds):
    totals = {"processes": sum(len(seen) for seen in rounds)}
    for kind in TOLERATED:
        totals[kind] = sum(usage.by_kind()[kind] for seen in rounds
                           for usage in seen.values())
    return {kind: total / len(rounds) for kind, total in totals.items()}


class Recorder:
    def __init__(self):
        self.records = {}
        self.rounds = []

    def sample(self, processes):
        """`processes`: (pid, when it began, name).  A pid may be used again."""
        seen = {}
        for pid, began, name in processes:
            usage = usage_of(pid)
            if usage is not None:
                seen[pid, began] = usage
                self.records.setdefault((pid, began), Record(name)).samples.append(usage)
        self.rounds.append(seen)

    def course(self, parts):
        """The run in so many parts of equal length: for each the means of a look at all
        processes, [{kind: number}], with "processes" as a further kind."""
        bounds = [len(self.rounds) * part // parts for part in range(parts + 1)]
        return [means(self.rounds[begin:end])
                for begin, end in zip(bounds, bounds[1:]) if begin < end]

    def lasting(self):
        """Those that were there from the first fifth of the looks to the last one:
        {kind: (sum at their beginning, sum at their end)}, and how many they are."""
        fifth = max(len(self.rounds) // 5, 1)
        early = {key for seen in self.rounds[:fifth] for key in seen}
        late = {key for seen in self.rounds[-fifth:] for key in seen}
        samples = [self.records[key].samples for key in early & late
                   if self.records[key].is_long_enough()]
        thirds = [(floor(some[:len(some) // 3]), floor(some[-(len(some) // 3):]))
                  for some in samples]
        sums = {kind: (sum(first[kind] for first, _ in thirds),
                       sum(last[kind] for _, last in thirds)) for kind in TOLERATED}
        return len(samples), sums

    def grown(self):
        return [(key[0], record, growth) for key, record in self.records.items()
                if (growth := record.growth())]

    def judged(self):
        return [record for record in self.records.values()
                if record.is_long_enough()]

    def most(self):
        """The largest of each kind that was ever seen."""
        samples = [sample for record in self.records.values() for sample in record.samples]
        return {kind: max((sample.by_kind()[kind] for sample in samples), default=0)
                for kind in TOLERATED}
