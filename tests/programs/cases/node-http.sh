# SPDX-License-Identifier: GPL-2.0-or-later
# node: HTTP/1, HTTP/2 and TCP servers with their clients in one process.
# packages: nodejs
exec node "$SRC/node/http.js"
