# SPDX-License-Identifier: GPL-2.0-or-later
# Pseudo-terminals made by script and by python: raw and cooked modes, sizes, signals, statuses.
# packages: bsdutils python3 coreutils bash
set -eu
. "$SRC/lib.sh"

echo '== script'
status script -qec 'tty >/dev/null && echo on a terminal; exit 6' /dev/null | tr -d '\r'
script -qec 'stty -echo rows 33 cols 77; stty size; stty -a | head -n 1' typescript </dev/null | tr -d '\r'
grep -c 'rows 33; columns 77' typescript
script -qec 'kill -TERM $$' /dev/null >/dev/null || echo "script: $?"
script -qec 'ls --color=auto -d /usr/bin' /dev/null | tr -d '\r' | cat -v
rm typescript

echo '== python'
/usr/bin/python3 -B "$SRC/python/job_control.py"
/usr/bin/python3 - <<'END'
import fcntl, os, pty, select, signal, struct, termios, time, tty

def read_until(descriptor, end):
    seen = b""
    while end not in seen:
        seen += os.read(descriptor, 100)
    return seen

master, slave = pty.openpty()
print("slave", os.ttyname(slave).rstrip("0123456789"), os.isatty(master), os.isatty(slave))
os.write(master, b"typed\n")
print("cooked", os.read(slave, 100), read_until(master, b"\n"))
os.write(master, b"mistake\x15right\n")
print("erased", os.read(slave, 100))
tty.setraw(slave)
os.write(master, b"\x03\x04x")
print("raw", os.read(slave, 100))
attributes = termios.tcgetattr(slave)
print("flags", bool(attributes[3] & termios.ICANON), bool(attributes[3] & termios.ECHO))
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("4H", 11, 22, 0, 0))
print("size", os.get_terminal_size(master))
os.write(slave, b"out")
print("out", read_until(master, b"out"), select.select([master], [], [], 0)[0])
os.close(slave)
try:
    os.read(master, 1)
except OSError as error:
    print("closed", error.errno)

# A child that leads a session gets signals from its terminal.
pid, master = pty.fork()
if pid == 0:
    signal.signal(signal.SIGINT, lambda *_: os._exit(42))
    signal.signal(signal.SIGWINCH, lambda *_: os.write(1, b"winch"))
    os.write(1, b"ready")
    # Not pause(): a signal may come just before it.
    while True:
        time.sleep(0.02)
read_until(master, b"ready")
fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("4H", 5, 6, 0, 0))
read_until(master, b"winch")
os.write(master, b"\x03")
print("interrupted", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
