# SPDX-License-Identifier: GPL-2.0-or-later
"""What a side left in its directory: a line for each file, in order of path."""

import hashlib
import os
import stat

KINDS = {stat.S_IFREG: "file", stat.S_IFDIR: "directory", stat.S_IFLNK: "link",
         stat.S_IFIFO: "fifo", stat.S_IFSOCK: "socket", stat.S_IFCHR: "char",
         stat.S_IFBLK: "block"}


def digest(path):
    try:
        with open(path, "rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest()
    except PermissionError:
        return "unreadable"


def describe(path, info):
    kind = KINDS[stat.S_IFMT(info.st_mode)]
    words = [kind, f"{stat.S_IMODE(info.st_mode):04o}"]
    if kind == "file":
        words += [str(info.st_size), digest(path)]
    elif kind == "link":
        words += ["->", os.readlink(path)]
    elif kind in ("char", "block"):
        words.append(f"{os.major(info.st_rdev)}:{os.minor(info.st_rdev)}")
    return " ".join(words)


def take(directory):
    lines = []
    for folder, subfolders, files in os.walk(directory):
        subfolders.sort()
        for name in sorted(subfolders + files):
            path = os.path.join(folder, name)
            shown = os.path.relpath(path, directory).encode(errors="surrogateescape")
            lines.append(f"{shown.decode(errors='backslashreplace')}: "
                         f"{describe(path, os.lstat(path))}")
    return sorted(lines)
