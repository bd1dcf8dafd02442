#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make syscall_entries.h: the prototypes of the bodies of emulated calls."""

import product

STRUCTS = ["struct task;", "struct sys_args;", ""]


def render(rows):
    entries = dict.fromkeys(row.entry for row in rows if row.entry)
    prototypes = [f"long lx_sys_{entry}(struct task *task, const struct sys_args *args);"
                  for entry in entries]
    return product.c_header("entries.py", "LXRUN_SYSCALL_ENTRIES_H", STRUCTS + prototypes)


if __name__ == "__main__":
    product.main(__doc__, render)
