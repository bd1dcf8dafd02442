#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make syscall_count.h: the size of a table of system calls, without the names that
the C library has for their numbers, too."""

import product


def render(rows):
    return product.c_header("count.py", "LXRUN_SYSCALL_COUNT_H",
                            [f"#define SYSCALL_TABLE_SIZE {rows[-1].nr + 1}"])


if __name__ == "__main__":
    product.main(__doc__, render)
