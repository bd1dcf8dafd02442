#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Does the soak see growth, and only growth?"""

import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path[:0] = [str(Path(__file__).resolve().parent)]

import sampling  # noqa: E402

SMAPS = """00400000-00401000 r-xp 00000000 00:01 1       /bin/p
Size:                  4 kB
Rss:                   4 kB
680000000000-680000009000 r--p 00000000 00:01 7 /memfd:lxcore (deleted)
Size:                 36 kB
Rss:                   8 kB
680001000000-680001020000 rw-p 00000000 00:00 0
Size:                128 kB
Rss:                  12 kB
7f0000000000-7f0000001000 rw-p 00000000 00:00 0
Size:                  4 kB
Rss:                   4 kB
"""


def record(numbers):
    found = sampling.Record("p")
    found.samples = [sampling.Usage(number, 5, 100, 100) for number in numbers]
    return found


class Sampling(unittest.TestCase):
    def test_memory_of_the_span(self):
        self.assertEqual(sampling.lxcore_memory(SMAPS), (164, 20))
        self.assertEqual(sampling.lxcore_memory("00400000-00401000 r-xp 0 0:1 1 /bin/p\n"),
                         (0, 0))

    def test_what_goes_up_and_down_does_not_grow(self):
        self.assertEqual(record([1, 60, 2, 40, 1, 90] * 10).growth(), {})

    def test_what_only_goes_up_grows(self):
        self.assertEqual(record(range(30)).growth(), {"threads": (10, 20)})

    def test_a_short_life_is_not_judged(self):
        self.assertEqual(record(range(14)).growth(), {})

    def test_what_grows_natively_does_not_count(self):
        leak = record(range(30))
        leak.name = "stress-ng-clone"
        leak.samples = [sampling.Usage(1, sample.threads, 100, 100) for sample in leak.samples]
        self.assertEqual(leak.growth(), {})
        leak.name = "stress-ng-fork"
        self.assertEqual(leak.growth(), {"descriptors": (10, 20)})

    def test_a_late_plateau_is_tolerated(self):
        self.assertEqual(record([3] * 20 + [5] * 20).growth(), {})
        self.assertEqual(record([3] * 20 + [6] * 20).growth(), {"threads": (3, 6)})


if __name__ == "__main__":
    unittest.main()
