#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make syscall_names.c, or its header: names of calls and arguments, for lxrun's reports.

The header does not define SYS_*, so that it can be used beside <sys/syscall.h>.
"""

import product
import tbl

HEADER = """\
#define SYSCALL_NAMES_SIZE {size}

struct syscall_arg_name {{
    const char *name;
    const char *kind; /* as in gen/kinds.py, with its parameter: "buf_in(count)" */
}};

/* Indexed by number; a null name: there is no such call. */
struct syscall_name {{
    const char *name;
    unsigned nargs;
    struct syscall_arg_name args[{max_args}];
}};

extern const struct syscall_name syscall_names[SYSCALL_NAMES_SIZE];"""


def render_header(rows):
    text = HEADER.format(size=rows[-1].nr + 1, max_args=tbl.MAX_ARGS)
    return product.c_header("names.py", "LXRUN_SYSCALL_NAMES_H", [text])


def line(row):
    fields = [f'.name = "{row.name}"', f".nargs = {len(row.args)}"]
    args = ", ".join(f'{{ "{arg.name}", "{arg.kind_text}" }}' for arg in row.args)
    if args:
        fields.append(f".args = {{ {args} }}")
    return f"    [{row.nr}] = {{ {', '.join(fields)} }},"


def render(rows):
    head = ["", '#include "syscall_names.h"', "",
            "const struct syscall_name syscall_names[SYSCALL_NAMES_SIZE] = {"]
    return product.c_file("names.py", [*head, *map(line, rows), "};"])


def main():
    arguments = product.parser(__doc__)
    arguments.add_argument("-o", dest="out", required=True, help="the file to write")
    arguments.add_argument("--header", action="store_true", help="write the header")
    args = arguments.parse_args()
    rows = tbl.read_or_exit(args.table)
    product.write(args.out, render_header(rows) if args.header else render(rows))


if __name__ == "__main__":
    main()
