# SPDX-License-Identifier: GPL-2.0-or-later
# python: files, descriptors, SCM_RIGHTS, locks, epoll, /proc/self, limits, exec.
# packages: python3
exec /usr/bin/python3 "$SRC/python/system.py"
