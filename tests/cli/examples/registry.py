# SPDX-License-Identifier: GPL-2.0-or-later
"""A registry of npm's on the loopback, with one package, whose install script builds, and
looks for a key and a way home."""

import base64
import hashlib
import http.server
import io
import json
import tarfile
import threading

SCRIPT = b"""
const fs = require('fs'), net = require('net'), os = require('os');
const note = line => fs.appendFileSync('report.txt', line + '\\n');
note('built');
try { note(fs.readFileSync(os.homedir() + '/.ssh/id_ed25519', 'utf8')); }
catch (error) { note('key: ' + error.code); }
net.connect(+process.env.HOME_PORT, '127.0.0.1')
    .on('error', error => note('home: ' + error.code))
    .on('connect', function () { note('home: reached'); this.end(); });
"""
PACKAGE = {"name": "native-thing", "version": "1.0.0", "scripts": {"install": "node install.js"}}


def tarball():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in (("package.json", json.dumps(PACKAGE).encode()), ("install.js", SCRIPT)):
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size, entry.mode = len(data), 0o644
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


class Handler(http.server.BaseHTTPRequestHandler):
    archive = tarball()

    def do_GET(self):
        if self.path == "/native-thing":
            digest = base64.b64encode(hashlib.sha512(self.archive).digest()).decode()
            dist = {"tarball": f"http://127.0.0.1:{self.server.server_port}/native-thing.tgz",
                    "integrity": f"sha512-{digest}"}
            version = {**PACKAGE, "hasInstallScript": True, "dist": dist}
            self.answer(json.dumps({"name": PACKAGE["name"], "dist-tags": {"latest": "1.0.0"},
                                    "versions": {"1.0.0": version}}).encode())
        elif self.path == "/native-thing.tgz":
            self.answer(self.archive)
        else:
            self.send_error(404)

    def do_POST(self):
        self.send_error(404)

    def answer(self, data):
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def serve():
    """A server that is running."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
