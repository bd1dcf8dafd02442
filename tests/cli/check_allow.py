# SPDX-License-Identifier: GPL-2.0-or-later
"""--allow HOST:PORT: lxrun connects for a program that has no network of its own."""

import contextlib
import socket
import threading

from support import as_nobody, denials, expect

PYTHON = "/usr/bin/python3"


@contextlib.contextmanager
def listener():
    """A port outside, on which each connection is greeted."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        def greet():
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    connection.sendall(b"hello\n")
                    connection.close()
        threading.Thread(target=greet, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def run(place, port, code, *options, **kwargs):
    return place.run("--allow", f"127.0.0.1:{port}", *options, PYTHON, "-c", code, **kwargs)


def greeting_from(port):
    return (f"import socket; s = socket.create_connection(('127.0.0.1', {port}), 5); "
            "print(s.recv(10), s.getpeername())")


def the_allowed_peer_is_reached(place):
    with listener() as port:
        for options in ([], ["--no-rewrite"], ["--profile=default"]):
            done = run(place, port, greeting_from(port), *options)
            expect(done, 0)
            assert done.stdout == f"b'hello\\n' ('127.0.0.1', {port})\n", done


def an_ordinary_user_is_told_what_is_missing(place):
    """Linux 6.18 keeps filters on TCP sockets for root; older ones do not."""
    with listener() as port:
        nobody = as_nobody(place)
        strict = run(place, port, greeting_from(port), **nobody)
        if strict.returncode == 125:
            expect(strict, 125, "cannot be enforced here", "--best-effort")
        done = run(place, port, greeting_from(port), "--best-effort", **nobody)
        assert done.returncode == 0 and "hello" in done.stdout, done


def no_other_peer_is_reached(place):
    with listener() as allowed, listener() as other:
        done = run(place, allowed, greeting_from(other))
        assert done.returncode == 1 and "refused" in done.stderr, done
        done = run(place, allowed, "import socket\n"
                   "try: socket.create_connection(('192.0.2.1', 80), 5)\n"
                   "except OSError as error: print(error.errno)")
        assert done.stdout == "101\n", done
        assert "--allow 192.0.2.1:80" in denials(done)[0][0], done


def a_socket_may_block_or_not(place):
    code = """
import asyncio, socket
async def main():
    reader, writer = await asyncio.open_connection('127.0.0.1', PORT)
    print(await reader.readline())
asyncio.run(main())
s = socket.socket(); s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
s.connect(('127.0.0.1', PORT))
print(s.getblocking(), s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), s.recv(10))
"""
    with listener() as port:
        done = run(place, port, code.replace("PORT", str(port)))
        expect(done, 0)
        assert done.stdout == "b'hello\\n'\nTrue 1 b'hello\\n'\n", done


def the_programs_own_loopback_works(place):
    code = ("import socket; l = socket.create_server(('127.0.0.1', 0)); "
            "c = socket.create_connection(l.getsockname()); a, _ = l.accept(); "
            "a.sendall(b'x'); print(c.recv(1))")
    done = run(place, 9, code)
    expect(done, 0)
    assert done.stdout == "b'x'\n", done


def a_connected_socket_is_held_to_its_peer(place):
    """Dissolved, it can neither go elsewhere nor be accepted from."""
    code = """
import ctypes, socket
s = socket.create_connection(('127.0.0.1', ALLOWED), 5)
assert s.recv(10) == b'hello\\n'
assert ctypes.CDLL(None).connect(s.fileno(), b'\\0' * 16, 16) == 0
s.settimeout(3)
try:
    s.connect(('127.0.0.1', OTHER)); print('reached', s.recv(10))
except OSError as error: print('held')
try:
    s.setsockopt(socket.SOL_SOCKET, 27, 0); print('detached')
except OSError as error: print('locked', error.errno)
try:
    socket.socket().sendto(b'x', 0x20000000, ('127.0.0.1', OTHER)); print('sent')
except OSError as error: print('no fast open')
"""
    with listener() as allowed, listener() as other:
        done = run(place, allowed, code.replace("ALLOWED", str(allowed))
                   .replace("OTHER", str(other)))
        assert done.stdout == "held\nlocked 1\nno fast open\n", done


def names_are_asked_for_on_the_loopback(place):
    code = ("import socket\n"
            "try: socket.getaddrinfo('lxrun.invalid', 80)\n"
            "except OSError: print(open('/etc/resolv.conf').read())")
    done = run(place, 9, code)
    assert done.stdout == "nameserver 127.0.0.1\n\n", done
    assert any("name lxrun.invalid" in line for line in denials(done)[0]), done


def a_name_of_the_hosts_file_can_be_allowed(place):
    with listener() as port:
        done = place.run("--allow", f"localhost:{port}", PYTHON, "-c", greeting_from(port))
        expect(done, 0)
        assert "hello" in done.stdout, done
