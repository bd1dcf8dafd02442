# SPDX-License-Identifier: GPL-2.0-or-later
# node: optimised loops, WebAssembly and its traps, garbage, the end of the stack.
# packages: nodejs
exec node "$SRC/node/hot.js"
