# SPDX-License-Identifier: GPL-2.0-or-later
# programs that sandbox themselves: libseccomp from Python, bwrap --seccomp.
# packages: bubblewrap python3-seccomp python3
set -eu
. "$SRC/lib.sh"

echo '== a filter of libseccomp, and what it does to children'
cat >filter.py <<'END'
import errno, os, seccomp, signal, subprocess, sys

filter = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
filter.add_rule(seccomp.ERRNO(errno.EDOM), "getppid")
filter.add_rule(seccomp.ERRNO(errno.EROFS), "mkdir")
filter.add_rule(seccomp.ERRNO(errno.EROFS), "mkdirat")
filter.add_rule(seccomp.KILL_PROCESS, "socket", seccomp.Arg(0, seccomp.EQ, 10))
filter.load()
try:
    os.mkdir("d")
except OSError as error:
    print("mkdir:", error.strerror)
done = subprocess.run(["mkdir", "d"], capture_output=True, text=True)
print(done.returncode, done.stderr.strip())
for family in ("AF_INET", "AF_INET6"):
    done = subprocess.run([sys.executable, "-c", f"import socket; socket.socket(socket.{family})"])
    print(family, done.returncode)
END
/usr/bin/python3 filter.py

echo '== only what is listed'
cat >listed.py <<'END'
import os, seccomp, sys

filter = seccomp.SyscallFilter(defaction=seccomp.KILL_PROCESS)
for name in ("read", "write", "close", "exit_group", "rt_sigaction", "munmap", "brk", "futex"):
    filter.add_rule(seccomp.ALLOW, name)
sys.stdout.write("sealed\n")
sys.stdout.flush()
filter.load()
os.write(1, b"still writing\n")
if len(sys.argv) > 1:
    os.getcwd()
os._exit(3)
END
status /usr/bin/python3 listed.py
status /usr/bin/python3 listed.py and-more 2>/dev/null

echo '== bwrap'
cat >export.py <<'END'
import errno, seccomp, sys

filter = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
filter.add_rule(seccomp.ERRNO(errno.EXDEV), "mkdir")
filter.add_rule(seccomp.ERRNO(errno.EXDEV), "mkdirat")
filter.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
filter.export_bpf(open(sys.argv[1], "wb"))
END
/usr/bin/python3 export.py rules
box() { bwrap --ro-bind / / --dev /dev --proc /proc --tmpfs /tmp --unshare-pid --seccomp 9 "$@" 9<rules; }
status box sh -c 'mkdir /tmp/x; echo $$' 2>&1
status box sh -c 'touch /tmp/x && ls /tmp; (kill -9 $$) & wait'
status bwrap --ro-bind / / --tmpfs /tmp sh -c 'mkdir /tmp/x && ls /tmp'
rm rules *.py
