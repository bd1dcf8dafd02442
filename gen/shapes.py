#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make syscall_shapes.c, or its header: the kinds of each call's arguments, for decoders."""

import json
from pathlib import Path

import kinds
import product
import tbl

NO_SIZE = 255
RETURN_SIZE = tbl.MAX_ARGS

HEADER = """\
#include <stdint.h>

/* As gen/kinds.py has them. */
enum arg_kind {{
{members}
    ARG_KIND_COUNT,
}};

#define ARG_NO_SIZE {no_size}     /* the kind has no parameter */
#define ARG_RETURN_SIZE {return_size}  /* the call's result is the parameter */

struct arg_shape {{
    uint16_t kind; /* enum arg_kind */
    uint8_t size;  /* the argument that is the parameter, or one of the above */
}};

/* Indexed by number; a null name: there is no such call. */
struct syscall_shape {{
    const char *name;
    uint8_t nargs;
    struct arg_shape args[{max_args}];
    uint32_t classes; /* one bit for each of syscall_classes */
}};

#define SYSCALL_SHAPES_SIZE {count}
#define SYSCALL_CLASSES_COUNT {class_count}

extern const struct syscall_shape syscall_shapes[SYSCALL_SHAPES_SIZE];
/* As -e trace= calls them, `%` and all. */
extern const char *const syscall_classes[SYSCALL_CLASSES_COUNT];"""


def read_classes():
    """{class: calls}, from classes.tbl; an indented line goes on with the one before."""
    classes = {}
    text = Path(__file__).with_name("classes.tbl").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split()
        if not line[0].isspace():
            name, *words = words
            classes[name] = []
        classes[name] += words
    return classes


def check(rows, classes):
    names = {row.name for row in rows}
    for name, calls in classes.items():
        unknown = [call for call in calls if call not in names]
        if unknown:
            raise SystemExit(f"gen/classes.tbl: {name} has calls that do not exist: {unknown}")


def render_header(rows, classes):
    members = "\n".join(f"    ARG_{kind}," for kind in [*kinds.PLAIN, *kinds.SIZED])
    text = HEADER.format(members=members, no_size=NO_SIZE, return_size=RETURN_SIZE,
                         max_args=tbl.MAX_ARGS, count=rows[-1].nr + 1,
                         class_count=len(classes))
    return product.c_header("shapes.py", "LXRUN_SYSCALL_SHAPES_H", [text])


def size_of(row, arg):
    if not arg.param:
        return NO_SIZE
    if arg.param == tbl.RETURN_VALUE:
        return RETURN_SIZE
    return [other.name for other in row.args].index(arg.param)


def line(row, classes):
    args = ", ".join(f"{{ ARG_{arg.kind}, {size_of(row, arg)} }}" for arg in row.args)
    bits = sum(1 << i for i, calls in enumerate(classes.values()) if row.name in calls)
    fields = [f'"{row.name}"', str(len(row.args)), f"{{ {args} }}" if args else "{ { 0, 0 } }",
              f"{bits:#x}"]
    return f"    [{row.nr}] = {{ {', '.join(fields)} }},"


def render(rows, classes):
    names = ", ".join(json.dumps(name) for name in classes)
    return product.c_file("shapes.py", [
        "", '#include "syscall_shapes.h"', "",
        f"const char *const syscall_classes[SYSCALL_CLASSES_COUNT] = {{ {names} }};", "",
        "const struct syscall_shape syscall_shapes[SYSCALL_SHAPES_SIZE] = {",
        *(line(row, classes) for row in rows), "};"])


def main():
    arguments = product.parser(__doc__)
    arguments.add_argument("-o", dest="out", required=True, help="the file to write")
    arguments.add_argument("--header", action="store_true", help="write the header")
    args = arguments.parse_args()
    rows, classes = tbl.read_or_exit(args.table), read_classes()
    check(rows, classes)
    text = render_header(rows, classes) if args.header else render(rows, classes)
    product.write(args.out, text)


if __name__ == "__main__":
    main()
