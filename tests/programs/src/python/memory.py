# SPDX-License-Identifier: GPL-2.0-or-later
"""mmap: private and shared, files and anonymous, resize, protection, forks, faults."""

import ctypes
import mmap
import os
import signal
import subprocess
import sys

PAGE = mmap.PAGESIZE
libc = ctypes.CDLL(None, use_errno=True)

# Anonymous memory, shared with a child and private to it.
shared = mmap.mmap(-1, 4 * PAGE)
private = mmap.mmap(-1, 4 * PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
shared[:5] = private[:5] = b"start"
if os.fork() == 0:
    shared[:5] = private[:5] = b"child"
    os._exit(0)
os.wait()
print("shared", shared[:5], "private", private[:5])

# A file, written through the map and through the descriptor.
with open("file", "wb+") as file:
    file.write(b"0123456789" * 2000)
    file.flush()
    whole = mmap.mmap(file.fileno(), 0)
    print("size", len(whole), whole[9990:10000], whole.find(b"90"), whole.rfind(b"01"))
    whole[0:4] = b"MMAP"
    whole.flush()
    os.pwrite(file.fileno(), b"FILE", 4)
    print("coherent", whole[:10], os.pread(file.fileno(), 10, 0))
    copy = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    copy[:4] = b"COPY"
    print("copy", copy[:4], whole[:4])
    part = mmap.mmap(file.fileno(), PAGE, offset=PAGE, prot=mmap.PROT_READ, flags=mmap.MAP_SHARED)
    print("part", part[:10] == whole[PAGE:PAGE + 10])
    try:
        part[0] = 1
    except TypeError as error:
        print("read only:", error)
    whole.resize(5 * PAGE)
    print("resized", len(whole), os.fstat(file.fileno()).st_size)
    whole.move(100, 0, 10)
    whole.seek(100)
    print("moved", whole.read(10))
    for offset in (1, PAGE // 2):
        try:
            mmap.mmap(file.fileno(), PAGE, offset=offset)
        except (ValueError, OSError) as error:
            print("offset", type(error).__name__)

# Grow, shrink and advise.
block = mmap.mmap(-1, PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
block[:4] = b"keep"
for pages in (2, 64, 4096, 3):
    block.resize(pages * PAGE)
    block[-1] = 7
print("resized", block[:4], len(block) // PAGE)
block.madvise(mmap.MADV_DONTNEED)
print("dropped", block[:4])
try:
    mmap.mmap(-1, 1 << 62)
except (OSError, OverflowError, ValueError) as error:
    print("too big", error.errno)

# Many maps, some unmapped in between.
maps = [mmap.mmap(-1, (1 + n % 7) * PAGE) for n in range(500)]
for n, one in enumerate(maps):
    one[0] = n % 256
for one in maps[::2]:
    one.close()
print("many", all(one[0] == n % 256 for n, one in enumerate(maps) if n % 2))

# Code made at run time: mov eax, 42; ret.
code = mmap.mmap(-1, PAGE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
code.write(b"\xb8\x2a\x00\x00\x00\xc3")
address = ctypes.addressof(ctypes.c_char.from_buffer(code))
print("code", ctypes.CFUNCTYPE(ctypes.c_int)(address)())

# Protection, as another process feels it.
touch = """
import ctypes, mmap
block = mmap.mmap(-1, 3 * mmap.PAGESIZE)
address = ctypes.addressof(ctypes.c_char.from_buffer(block))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.mprotect(ctypes.c_void_p(address + mmap.PAGESIZE), mmap.PAGESIZE, {protection}) == 0
block[0] = block[2 * mmap.PAGESIZE] = 1
print('neighbours are fine', flush=True)
{access}
print('done', flush=True)
"""
for protection, access in (("1", "block[mmap.PAGESIZE]"), ("1", "block[mmap.PAGESIZE] = 1"),
                           ("0", "block[mmap.PAGESIZE]")):
    child = subprocess.run([sys.executable, "-c", touch.format(protection=protection, access=access)],
                           stdout=subprocess.PIPE, text=True)
    print(child.stdout.split("\n")[:-1], child.returncode)
past = "import mmap, os; f = open('file', 'rb+'); m = mmap.mmap(f.fileno(), 0); " \
       "os.truncate('file', 10); m[-1]"
print("past the end", subprocess.run([sys.executable, "-c", past]).returncode == -signal.SIGBUS)

# memfd, and a map that outlives its descriptor.
descriptor = os.memfd_create("name")
os.truncate(descriptor, PAGE)
memory = mmap.mmap(descriptor, PAGE)
os.close(descriptor)
memory[:3] = b"mem"
print("memfd", memory[:3])
print("mapped", any("memfd:name" in line for line in open("/proc/self/maps")))
libc.mlock.argtypes = (ctypes.c_void_p, ctypes.c_size_t)
print("locked", libc.mlock(address, PAGE), libc.munlock(ctypes.c_void_p(address), PAGE))
