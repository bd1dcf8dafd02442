# SPDX-License-Identifier: GPL-2.0-or-later
# python: asyncio; tasks, TCP, UDP and Unix sockets, subprocesses, signals, threads.
# packages: python3
exec /usr/bin/python3 "$SRC/python/async_io.py"
