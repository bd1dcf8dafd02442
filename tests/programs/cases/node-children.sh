# SPDX-License-Identifier: GPL-2.0-or-later
# node: child processes, fork with messages, a cluster, signals.
# packages: nodejs
exec node "$SRC/node/children.js"
