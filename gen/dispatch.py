#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make dispatch_table.c: from the number of a call to the function that does it."""

import product

HEAD = [
    "",
    '#include "dispatch/dispatch.h"',
    "",
    '#include "abi/errno.h"',
    '#include "syscall_entries.h"',
    "",
    "const struct dispatch_row dispatch_table[SYSCALL_TABLE_SIZE] = {",
]


def function(row):
    if row.route == "emulate":
        return f"lx_sys_{row.entry}"
    if row.route == "deny":
        return "dispatch_deny"
    return "dispatch_forward_fds" if row.fd_args else "dispatch_forward"


def line(row):
    fields = [f".entry = {function(row)}"]
    if row.fd_args:
        fields.append(f".fd_args = {row.fd_args:#04x}")
    path = next((i for i, arg in enumerate(row.args) if arg.kind == "path"), None)
    if path is not None:
        fields.append(f".path_arg = {path + 1}")
        if path > 0 and row.args[path - 1].kind == "dirfd":
            fields.append(f".dirfd_arg = {path}")
    if row.errno:
        fields.append(f".deny_errno = {row.errno}")
    return f"    [{row.nr}] = {{ {', '.join(fields)} }}, /* {row.name} */"


def quick(row):
    """What the fast entry need not ask C about: calls that are the host's alone."""
    names = {0: "QUICK_FOR_HOST", 1: "QUICK_UNLESS_OWN"}
    if row.name == "newfstatat":
        return "QUICK_STAT"
    return names.get(row.fd_args) if row.route == "forward" else None


def render(rows):
    quick_lines = [f"    [{row.nr}] = {quick(row)}, /* {row.name} */" for row in rows
                   if quick(row)]
    return product.c_file("dispatch.py", [
        *HEAD, *map(line, rows), "};", "",
        "const uint8_t dispatch_quick[SYSCALL_TABLE_SIZE] = {", *quick_lines, "};"])


if __name__ == "__main__":
    product.main(__doc__, render)
