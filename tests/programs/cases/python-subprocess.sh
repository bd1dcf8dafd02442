# SPDX-License-Identifier: GPL-2.0-or-later
# python: subprocess and posix_spawn; pipes, timeouts, signals, missing programs.
# packages: python3
exec /usr/bin/python3 "$SRC/python/processes.py"
