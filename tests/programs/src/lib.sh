# SPDX-License-Identifier: GPL-2.0-or-later
# lib.sh - the few words that several cases share; read with `. "$SRC/lib.sh"`.

# Run a command, then print its exit status; for commands that may fail.
status() {
    _status=0
    "$@" || _status=$?
    echo "-> $_status"
}

# wait_for SECONDS COMMAND...: try until the command succeeds, or fail.
wait_for() {
    _tries=$(($1 * 20))
    shift
    until "$@" >/dev/null 2>&1; do
        _tries=$((_tries - 1))
        if [ "$_tries" -le 0 ]; then
            echo "gave up waiting for: $*" >&2
            return 1
        fi
        sleep 0.05
    done
}

# A loopback port that is free now.  Somebody may take it before the caller
# does, so servers are started in a loop that tries another one.
free_port() {
    perl -MIO::Socket::INET -e '
        print IO::Socket::INET->new(LocalAddr => "127.0.0.1", Listen => 1)->sockport, "\n"'
}

# Fail the case, saying why.
die() {
    echo "$*" >&2
    exit 1
}
