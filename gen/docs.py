#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make docs/syscalls.md, or check that it is what syscalls.tbl says today."""

import sys

import product
import tbl

HEAD = """\
<!-- SPDX-License-Identifier: GPL-2.0-or-later -->
<!-- generated from syscalls.tbl, do not edit -->
# System calls

What lxrun does with each of the {count} system calls of x86-64 Linux. This page
is generated from `syscalls.tbl`, do not edit it: change the table and run
`python3 gen/docs.py syscalls.tbl -o docs/syscalls.md`.

| Route | Calls | of these partial | What happens |
|---|---:|---:|---|
{summary}

*Full* calls behave as their man pages say, with no gap that we know of; *partial*
calls say what is missing. A number that is not listed fails with `ENOSYS`."""

WHAT_HAPPENS = {
    "emulate": "lxrun does the call itself, inside the process",
    "forward": "lxrun sees the call, then the host's kernel does it unchanged",
    "deny": "lxrun refuses the call",
}
TITLES = {"emulate": "Emulated", "forward": "Forwarded", "deny": "Refused"}


def of_route(rows, route):
    return [row for row in rows if row.route == route]


def summary_line(rows, route):
    chosen = of_route(rows, route)
    partial = sum(row.state == "partial" for row in chosen)
    anchor = f"[{TITLES[route].lower()}](#{TITLES[route].lower()})"
    return f"| {anchor} | {len(chosen)} | {partial} | {WHAT_HAPPENS[route]} |"


def signature(row):
    return f"`{row.name}({', '.join(arg.name for arg in row.args)})`"


def escaped(text):
    return text.replace("|", "\\|").replace("<", "&lt;")


def section(rows, route):
    yield f"\n## {TITLES[route]}\n"
    yield f"| Nr | Call | {'Fails with' if route == 'deny' else 'State'} | What is missing |"
    yield "|---:|---|---|---|"
    for row in of_route(rows, route):
        told = f"`{row.errno}`" if row.errno else row.state
        yield f"| {row.nr} | {signature(row)} | {told} | {escaped(row.missing)} |"


def render(rows):
    summary = "\n".join(summary_line(rows, route) for route in TITLES)
    lines = [HEAD.format(count=len(rows), summary=summary)]
    for route in TITLES:
        lines += section(rows, route)
    return "\n".join(lines) + "\n"


def check(path, text):
    """Exit with a sentence unless the file at `path` holds `text`."""
    try:
        with open(path, encoding="utf-8") as committed:
            is_fresh = committed.read() == text
    except OSError as error:
        sys.exit(str(error))
    if not is_fresh:
        sys.exit(f"{path} is not what syscalls.tbl says; "
                 "run: python3 gen/docs.py syscalls.tbl -o docs/syscalls.md")


def main():
    arguments = product.parser(__doc__)
    what = arguments.add_mutually_exclusive_group(required=True)
    what.add_argument("-o", dest="out", help="the file to write")
    what.add_argument("--check", metavar="FILE", help="fail if FILE is stale")
    args = arguments.parse_args()
    text = render(tbl.read_or_exit(args.table))
    if args.check:
        check(args.check, text)
    else:
        product.write(args.out, text)


if __name__ == "__main__":
    main()
