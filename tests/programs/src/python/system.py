# SPDX-License-Identifier: GPL-2.0-or-later
"""os and friends: files, descriptors, sockets that pass descriptors, /proc, limits, locks."""

import array
import ctypes
import fcntl
import os
import platform
import resource
import select
import shutil
import socket
import stat
import struct
import sys
import tempfile
import time

# Files and directories.
os.makedirs("a/b/c")
directory = os.open("a", os.O_RDONLY | os.O_DIRECTORY)
descriptor = os.open("file", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o640, dir_fd=directory)
os.writev(descriptor, [b"one ", b"two ", b"three"])
print("pread", os.pread(descriptor, 5, 4), os.lseek(descriptor, 0, os.SEEK_END))
os.posix_fallocate(descriptor, 0, 10000)
print("hole", os.fstat(descriptor).st_size, os.lseek(descriptor, 0, os.SEEK_DATA))
os.symlink("file", "a/link")
os.link("a/file", "a/b/hard")
os.rename("a/b/c", "a/moved")
print("listed", sorted(os.listdir(directory)), os.readlink("link", dir_fd=directory))
print("mode", oct(stat.S_IMODE(os.stat("file", dir_fd=directory).st_mode)), os.stat("a/file").st_nlink)
os.utime("a/file", ns=(1_000_000_000, 2_000_000_003))
print("time", os.stat("a/file").st_mtime_ns)
print("scan", sorted((entry.name, entry.is_dir(), entry.is_symlink()) for entry in os.scandir("a")))
for name, call in (("missing", lambda: os.stat("missing")), ("not empty", lambda: os.rmdir("a")),
                   ("exists", lambda: os.mkdir("a")), ("is a directory", lambda: open("a", "w")),
                   ("not a directory", lambda: os.stat("a/file/x")), ("loop", lambda: os.stat("loop")),
                   ("bad descriptor", lambda: os.read(999, 1)),
                   ("too long", lambda: os.stat("n" * 300))):
    if name == "loop":
        os.symlink("loop", "loop")
    try:
        call()
    except OSError as error:
        print(name, error.errno)
os.unlink("loop")
shutil.copytree("a", "copy", symlinks=True)
print("walk", sorted(os.path.join(d, f) for d, _, files in os.walk("copy") for f in files))
with tempfile.TemporaryFile() as file:
    file.write(b"temporary" * 1000)
    print("temporary", file.tell(), os.fstat(file.fileno()).st_nlink)

# Descriptors.
copy = os.dup(descriptor)
os.lseek(descriptor, 3, os.SEEK_SET)
print("shared offset", os.lseek(copy, 0, os.SEEK_CUR))
os.dup2(copy, 100)
print("dup2", os.pread(100, 3, 0), fcntl.fcntl(100, fcntl.F_GETFD), fcntl.fcntl(copy, fcntl.F_GETFD))
high = fcntl.fcntl(copy, fcntl.F_DUPFD, 200)
print("dupfd", high)
os.closerange(100, 201)
try:
    os.fstat(high)
except OSError as error:
    print("closed", error.errno)
print("open", sorted(map(int, os.listdir("/proc/self/fd")))[:3])
read_end, write_end = os.pipe2(os.O_NONBLOCK)
try:
    os.read(read_end, 1)
except BlockingIOError as error:
    print("would block", error.errno)
print("pipe size", fcntl.fcntl(write_end, fcntl.F_GETPIPE_SZ))
filled = 0
try:
    while True:
        filled += os.write(write_end, bytes(4096))
except BlockingIOError:
    print("filled", filled)
print("waiting", struct.unpack("i", fcntl.ioctl(read_end, 0x541B, b"    "))[0])
out = os.open("out", os.O_RDWR | os.O_CREAT)
print("splice", os.splice(read_end, out, 4096, flags=0))
print("sendfile", os.sendfile(out, descriptor, 0, 13), os.copy_file_range(descriptor, out, 13))

# Locks between processes.
fcntl.lockf(out, fcntl.LOCK_EX)
pid = os.fork()
if pid == 0:
    try:
        fcntl.lockf(os.open("out", os.O_RDWR), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os._exit(5)
    os._exit(6)
print("locked", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

# Sockets: a descriptor is sent to another process, and credentials are told.
left, right = socket.socketpair()
pid = os.fork()
if pid == 0:
    _, ancillary, _, _ = right.recvmsg(1, socket.CMSG_SPACE(4))
    os.write(struct.unpack("i", ancillary[0][2])[0], b"passed")
    os._exit(0)
target = os.open("passed", os.O_RDWR | os.O_CREAT)
left.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [target]))])
os.waitpid(pid, 0)
print("passed", os.pread(target, 10, 0))
credentials = struct.unpack("3i", left.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
print("credentials", credentials == (os.getpid(), os.getuid(), os.getgid()))
abstract = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
abstract.bind(b"\0tests-%d" % os.getpid())
left_datagram = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
left_datagram.sendto(b"hello", b"\0tests-%d" % os.getpid())
print("abstract", abstract.recv(10))
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
peer, _ = server.accept()
peer.settimeout(0.05)
try:
    peer.recv(1)
except TimeoutError:
    print("socket timed out")
peer.settimeout(20)
client.send(b"x" * 1000)
print("received", len(peer.recv(1000, socket.MSG_WAITALL)), peer.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE))
try:
    socket.create_connection(("127.0.0.1", 1), 5)
except ConnectionRefusedError as error:
    print("refused", error.errno)
epoll = select.epoll()
epoll.register(peer, select.EPOLLIN | select.EPOLLET)
client.send(b"y")
print("epoll", [(fd == peer.fileno(), event) for fd, event in epoll.poll(5)], epoll.poll(0))

# /proc about ourselves.
with open("/proc/self/cmdline", "rb") as file:
    print("cmdline", file.read().split(b"\0")[0])
print("exe", os.path.basename(os.readlink("/proc/self/exe")) == os.path.basename(os.path.realpath(sys.executable)))
with open("/proc/self/status") as file:
    status = dict(line.split(":", 1) for line in file)
print("status", status["Name"].strip(), int(status["Pid"]) == os.getpid(),
      int(status["PPid"]) == os.getppid(), status["Threads"].strip())
print("cwd", os.readlink("/proc/self/cwd") == os.getcwd(), os.path.samefile("/proc/self/root", "/"))
with open("/proc/self/maps") as file:
    maps = file.read()
print("maps", "[stack]" in maps, "[heap]" in maps, "libc.so.6" in maps, "[vdso]" in maps)
with open("/proc/self/environ", "rb") as file:
    print("environ", b"TZ=UTC" in file.read().split(b"\0"))
with open("/proc/self/comm", "r+") as file:
    file.write("renamed")
print("comm", open("/proc/self/comm").read().strip(), open(f"/proc/{os.getpid()}/stat").read().split()[1])

# Who, where, how much.
print("ids", os.getuid() == os.geteuid(), os.getpgrp() == os.getpgid(0), os.getsid(0) > 0)
print("uname", os.uname().sysname, os.uname().machine, platform.libc_ver()[0])
print("cpus", len(os.sched_getaffinity(0)) <= os.cpu_count())
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
print("pinned", len(os.sched_getaffinity(0)))
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
opened = []
try:
    while True:
        opened.append(os.open("/dev/null", os.O_RDONLY))
except OSError as error:
    print("limit", error.errno, max(opened))
for one in opened:
    os.close(one)
print("usage", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 1000)
print("clocks", time.clock_gettime(time.CLOCK_MONOTONIC) > 0, time.time() > 1.6e9, time.process_time() > 0)
print("random", len(os.getrandom(64)), len(set(os.urandom(64))) > 8)
print("page size", os.sysconf("SC_PAGE_SIZE"), os.pathconf(".", "PC_NAME_MAX"))
libc = ctypes.CDLL(None, use_errno=True)
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
values = (ctypes.c_int * 5)(5, 2, 4, 1, 3)
libc.qsort(values, 5, 4, compare(lambda a, b: a[0] - b[0]))
print("callback", list(values))
print("errno", libc.close(999), ctypes.get_errno())
print("prctl", libc.prctl(39, 0, 0, 0, 0) in (0, 1), libc.prctl(999999, 0, 0, 0, 0), ctypes.get_errno())
os.chdir("a/b")
print("moved to", os.getcwd()[-4:], flush=True)
os.execv("/bin/echo", ["echo", "replaced by another program"])
