# SPDX-License-Identifier: GPL-2.0-or-later
# python: a hundred threads, locks, conditions, queues, pools, timeouts, daemons.
# packages: python3
exec /usr/bin/python3 "$SRC/python/threads.py"
