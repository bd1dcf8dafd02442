#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make syscall_nr.h: the numbers of the system calls, and the size of a table of them."""

import product


def render(rows):
    lines = [f"#define SYS_{row.name} {row.nr}" for row in rows]
    size = f"#define SYSCALL_TABLE_SIZE {rows[-1].nr + 1}"
    return product.c_header("numbers.py", "LXRUN_SYSCALL_NR_H", [*lines, "", size])


if __name__ == "__main__":
    product.main(__doc__, render)
