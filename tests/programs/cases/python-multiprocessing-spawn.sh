# SPDX-License-Identifier: GPL-2.0-or-later
# python: multiprocessing by spawn, with its resource tracker.
# packages: python3
exec /usr/bin/python3 -B "$SRC/python/multiprocess.py" spawn
