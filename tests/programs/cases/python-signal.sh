# SPDX-License-Identifier: GPL-2.0-or-later
# python: handlers, three timers, interrupted calls, masks, sigwait, faults.
# packages: python3
exec /usr/bin/python3 "$SRC/python/signals.py"
