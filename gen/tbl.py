#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The only reader of syscalls.tbl: parse it, check it, explain errors.

    tbl.py check FILE

Every error is told as `FILE:LINE: sentence`; all of them are told at once.
"""

import errno
import re
import sys
from dataclasses import dataclass

import kinds

ROUTES = ("forward", "emulate", "deny")
STATES = ("full", "partial")
MAX_ARGS = 6
RETURN_VALUE = "ret"

IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*")
ARGUMENT = re.compile(r"(?P<name>[^:]+):(?P<kind>[^:()]+)(\((?P<param>[^()]*)\))?")
ERRNO_NAMES = frozenset(errno.errorcode.values())


class TableError(Exception):
    """What is wrong with the table, one `FILE:LINE: sentence` a line."""


class RowError(Exception):
    """A sentence about one row."""


@dataclass(frozen=True)
class Arg:
    name: str
    kind: str
    param: str = ""

    @property
    def is_descriptor(self):
        return self.kind in kinds.DESCRIPTORS

    @property
    def kind_text(self):
        return f"{self.kind}({self.param})" if self.param else self.kind


@dataclass(frozen=True)
class Row:
    nr: int
    name: str
    route: str
    errno: str  # the name that follows deny:
    entry: str  # empty unless emulated
    state: str
    args: tuple
    missing: str  # empty unless partial

    @property
    def fd_args(self):
        """Bit i: argument i is a descriptor."""
        return sum(1 << i for i, arg in enumerate(self.args) if arg.is_descriptor)


def parse_number(text):
    if not re.fullmatch(r"[0-9]+", text):
        raise RowError(f"the number '{text}' is not a decimal number")
    return int(text)


def parse_identifier(text, what):
    if not IDENTIFIER.fullmatch(text):
        raise RowError(f"the {what} '{text}' is not an identifier")
    return text


def parse_route(text):
    """(route, name of the errno or "")"""
    route, colon, error = text.partition(":")
    if route not in ROUTES or bool(colon) != (route == "deny"):
        raise RowError(f"unknown route '{text}'; there are forward, emulate and deny:ERRNO")
    if colon and error not in ERRNO_NAMES:
        raise RowError(f"unknown errno '{error}'")
    return route, error


def parse_entry(text, route):
    if route == "emulate":
        if text == "-":
            raise RowError("an emulated call needs an entry")
        return parse_identifier(text, "entry")
    if text != "-":
        raise RowError(f"only an emulated call has an entry, and this route has '{text}'")
    return ""


def check_state(state, missing):
    if state not in STATES:
        raise RowError(f"unknown state '{state}'; there are full and partial")
    if state == "partial" and not missing:
        raise RowError("a partial call must end in '! what is missing'")
    if state == "full" and missing is not None:
        raise RowError("a full call has nothing missing, yet the row ends in '! ...'")


def parse_arg(text):
    found = ARGUMENT.fullmatch(text)
    if not found:
        raise RowError(f"the argument '{text}' is not of the form name:kind or name:kind(n)")
    name = parse_identifier(found["name"], "argument name")
    kind, param = found["kind"], found["param"]
    if kind not in kinds.PLAIN and kind not in kinds.SIZED:
        raise RowError(f"unknown kind '{kind}'; kinds are in gen/kinds.py")
    if kind in kinds.PLAIN and param is not None:
        raise RowError(f"the kind '{kind}' takes no parameter")
    if kind in kinds.SIZED and not param:
        raise RowError(f"the kind '{kind}' needs a parameter, as in {kind}(count)")
    return Arg(name, kind, param or "")


def check_args(args):
    if len(args) > MAX_ARGS:
        raise RowError(f"{len(args)} arguments; a call has at most {MAX_ARGS}")
    names = [arg.name for arg in args]
    for name in names:
        if names.count(name) > 1:
            raise RowError(f"two arguments are called '{name}'")
    for arg in args:
        if arg.param and arg.param not in names and arg.param != RETURN_VALUE:
            raise RowError(f"'{arg.name}:{arg.kind_text}': no argument is called '{arg.param}'")


def parse_args(words):
    args = () if words == ["-"] else tuple(parse_arg(word) for word in words)
    check_args(args)
    return args


def parse_row(text):
    text, bang, missing = text.partition("!")
    fields = text.split()
    if len(fields) < 6:
        raise RowError("a row is: nr name route entry state args [! missing]")
    nr_text, name, route_text, entry_text, state = fields[:5]
    route, error = parse_route(route_text)
    missing = missing.strip() if bang else None
    check_state(state, missing)
    return Row(parse_number(nr_text), parse_identifier(name, "name"), route, error,
               parse_entry(entry_text, route), state, parse_args(fields[5:]), missing or "")


class Table:
    """The rows so far, each of which must fit those before it."""

    def __init__(self):
        self.rows = []
        self.line_of_nr = {}
        self.line_of_name = {}

    def add(self, row, line):
        if row.nr in self.line_of_nr:
            raise RowError(f"number {row.nr} is already on line {self.line_of_nr[row.nr]}")
        if row.name in self.line_of_name:
            raise RowError(f"'{row.name}' is already on line {self.line_of_name[row.name]}")
        if self.rows and row.nr < self.rows[-1].nr:
            raise RowError(f"number {row.nr} comes after {self.rows[-1].nr}; "
                           "rows are ordered by number")
        self.rows.append(row)
        self.line_of_nr[row.nr] = line
        self.line_of_name[row.name] = line


def read(path):
    """The rows of the table at `path`; TableError if anything is wrong with it."""
    table, errors = Table(), []
    with open(path, encoding="utf-8") as lines:
        for number, text in enumerate(lines, 1):
            if not text.strip() or text.startswith("#"):
                continue
            try:
                table.add(parse_row(text), number)
            except RowError as error:
                errors.append(f"{path}:{number}: {error}")
    if not table.rows and not errors:
        errors.append(f"{path}:1: the table has no rows")
    if errors:
        raise TableError("\n".join(errors))
    return table.rows


def read_or_exit(path):
    try:
        return read(path)
    except (TableError, OSError) as error:
        sys.exit(str(error))


def main(argv):
    if len(argv) != 3 or argv[1] != "check":
        sys.exit("usage: tbl.py check FILE")
    rows = read_or_exit(argv[2])
    counts = {route: sum(row.route == route for row in rows) for route in ROUTES}
    print(f"{len(rows)} calls:", ", ".join(f"{n} {route}" for route, n in counts.items()))


if __name__ == "__main__":
    main(sys.argv)
