#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fail if an emulated call has no guest test: a TESTDIR/<name>_<behaviour>.c.

Names only are looked at, so that futex_wait_wouldblock.c is a test of futex as
well as of futex_wait.
"""

import pathlib
import sys

import product
import tbl


def is_tested(row, stems):
    return any(stem.startswith(f"{row.name}_") for stem in stems)


def main():
    arguments = product.parser(__doc__)
    arguments.add_argument("testdir", type=pathlib.Path, help="tests/guest")
    args = arguments.parse_args()
    emulated = [row for row in tbl.read_or_exit(args.table) if row.route == "emulate"]
    if not args.testdir.is_dir():
        sys.exit(f"{args.testdir} is not a directory")
    stems = [path.stem for path in args.testdir.glob("*.c")]
    untested = [row.name for row in emulated if not is_tested(row, stems)]
    print(f"{len(emulated) - len(untested)} of {len(emulated)} emulated calls have a guest test")
    for name in untested:
        print(f"{args.testdir}: no {name}_*.c")
    return 1 if untested else 0


if __name__ == "__main__":
    sys.exit(main())
