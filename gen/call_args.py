#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make call_args.c: the names and kinds of each call's arguments, for reports."""

import product

HEAD = [
    "",
    '#include "report/call_args.h"',
    "",
    "const struct call_args call_args[SYSCALL_TABLE_SIZE] = {",
]


def line(row):
    args = ", ".join(f'{{ "{arg.name}", "{arg.kind}" }}' for arg in row.args)
    return f"    [{row.nr}] = {{ {len(row.args)}, {{ {args} }} }}," if args else f"    [{row.nr}] = {{ 0 }},"


def render(rows):
    return product.c_file("call_args.py", [*HEAD, *map(line, rows), "};"])


if __name__ == "__main__":
    product.main(__doc__, render)
