# SPDX-License-Identifier: GPL-2.0-or-later
# node: the file system by calls, promises, streams and watches.
# packages: nodejs
exec node "$SRC/node/files.js"
