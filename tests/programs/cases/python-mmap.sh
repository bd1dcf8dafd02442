# SPDX-License-Identifier: GPL-2.0-or-later
# python: mmap, mprotect, mremap, generated code, SIGSEGV and SIGBUS.
# packages: python3
exec /usr/bin/python3 "$SRC/python/memory.py"
