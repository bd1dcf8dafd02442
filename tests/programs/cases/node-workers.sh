# SPDX-License-Identifier: GPL-2.0-or-later
# node: worker threads, shared memory, Atomics.wait, termination in a busy loop.
# packages: nodejs
exec node "$SRC/node/workers.js"
