# SPDX-License-Identifier: GPL-2.0-or-later
# python: multiprocessing by fork; pools, queues, shared memory, synchronisation.
# packages: python3
exec /usr/bin/python3 "$SRC/python/multiprocess.py" fork
