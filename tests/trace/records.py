# SPDX-License-Identifier: GPL-2.0-or-later
"""A reader of binary traces (docs/trace-format.md), written apart from lxrun's own."""

import struct
from collections import namedtuple

NONE, ENTER, EXIT, SIGNAL, BIRTH, START, EXEC, END, LOST = range(9)
TRAPPED, REWRITTEN, SERVED, INT80, AGAIN, INJECTED, DENIED, DELAYED = (1 << i for i in range(8))
HEAD = struct.Struct("=IHHiiQ")
BODIES = {NONE: "", ENTER: "qQQQQQQQQQ", EXIT: "qq", SIGNAL: "iiQ128s", BIRTH: "iiQ", START: "ii",
          EXEC: "ii", END: "ii", LOST: "Q"}
CHUNK = struct.Struct("=QIHH")
FILE = struct.Struct("=8sIIQiI")

Record = namedtuple("Record", "type flags pid tid time body chunks")
Chunk = namedtuple("Chunk", "address kind is_cut bytes")


def chunks_of(data, at, end):
    found = []
    while at < end:
        address, size, kind, is_cut = CHUNK.unpack_from(data, at)
        at += CHUNK.size
        assert at + size <= end, "a chunk reaches over its record"
        found.append(Chunk(address, kind, is_cut, data[at:at + size]))
        at += (size + 7) & ~7
    assert at == end, "a record ends within a chunk"
    return found


def parse(data):
    magic, version, header_size, start, pid, reserved = FILE.unpack_from(data, 0)
    assert (magic, version) == (b"lxtrace\0", 1), (magic, version)
    records, at = [], header_size
    while at < len(data):
        size, kind, flags, pid, tid, time = HEAD.unpack_from(data, at)
        assert size % 8 == 0 and HEAD.size <= size <= len(data) - at, size
        body = struct.Struct("=" + BODIES[kind])
        fields = body.unpack_from(data, at + HEAD.size)
        records.append(Record(kind, flags, pid, tid, time, fields,
                              chunks_of(data, at + HEAD.size + body.size, at + size)))
        at += size
    return records


def memory(record, address):
    """What the record has at a guest address; None if nothing."""
    return next((c.bytes for c in record.chunks if c.address == address and c.kind == 0), None)
