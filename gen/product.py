# SPDX-License-Identifier: GPL-2.0-or-later
"""What the products of syscalls.tbl share: the command line and the file written."""

import argparse

import tbl

C_LICENCE = "/* SPDX-License-Identifier: GPL-2.0-or-later */"
C_ORIGIN = "/* Generated from syscalls.tbl by gen/{}, do not edit. */"


def c_file(script, lines):
    """The text of a C file with these lines, under the licence and the origin."""
    return "\n".join([C_LICENCE, C_ORIGIN.format(script), *lines]) + "\n"


def c_header(script, guard, lines):
    return c_file(script, [f"#ifndef {guard}", f"#define {guard}", "", *lines, "", "#endif"])


def parser(doc):
    arguments = argparse.ArgumentParser(description=doc.split("\n")[0])
    arguments.add_argument("table", help="syscalls.tbl")
    return arguments


def write(path, text):
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def main(doc, render):
    """SCRIPT TABLE -o OUT, where render(rows) is the text of OUT."""
    arguments = parser(doc)
    arguments.add_argument("-o", dest="out", required=True, help="the file to write")
    args = arguments.parse_args()
    write(args.out, render(tbl.read_or_exit(args.table)))
