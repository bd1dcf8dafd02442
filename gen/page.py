#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make page.c: the HTML report as two strings, between which its data belongs."""

import argparse
import pathlib

DATA = "@DATA@"


def closing_is_safe(text):
    """Nothing in a script may look like the end of it."""
    return text.replace("</script", "<\\/script")


def fill(page, style, script, charts_style, charts):
    page = page.replace("@STYLE@", charts_style + style)
    page = page.replace("@SCRIPT@", closing_is_safe(script))
    page = page.replace("@CHARTS@", closing_is_safe(charts))
    head, data, tail = page.partition(DATA)
    if not data or DATA in tail:
        raise SystemExit("the page has to have one place for its data")
    return head, tail


def literal(name, text):
    """A C array; compilers have a limit for string literals."""
    data = text.encode()
    lines = [", ".join(map(str, data[i:i + 20])) + "," for i in range(0, len(data), 20)]
    return [f"const unsigned char {name}[] = {{", *lines, "};",
            f"const size_t {name}_size = {len(data)};"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("page", "style", "script", "charts", "charts_style"):
        parser.add_argument(name)
    parser.add_argument("-o", dest="out", required=True)
    args = parser.parse_args()
    read = lambda path: pathlib.Path(path).read_text(encoding="utf-8")
    head, tail = fill(read(args.page), read(args.style), read(args.script),
                      read(args.charts_style), read(args.charts))
    lines = ["/* Generated from src/report/page/ by gen/page.py, do not edit. */",
             '#include "report/page.h"', "",
             *literal("page_head", head), *literal("page_tail", tail)]
    pathlib.Path(args.out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
