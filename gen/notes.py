#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make syscall_notes.c: for lxrun's reports, the name of each call and what it lacks."""

import product

HEAD = [
    "",
    '#include "report/usage.h"',
    "",
    "const struct syscall_note syscall_notes[SYSCALL_TABLE_SIZE] = {",
]


def lacks(row):
    if row.errno:
        return f"refused with {row.errno}"
    return row.missing


def line(row):
    text = lacks(row).replace("\\", "\\\\").replace('"', '\\"')
    return f'    [{row.nr}] = {{ "{row.name}", "{text}" }},'


def render(rows):
    return product.c_file("notes.py", [*HEAD, *map(line, rows), "};"])


if __name__ == "__main__":
    product.main(__doc__, render)
