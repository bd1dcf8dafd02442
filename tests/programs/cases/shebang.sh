# SPDX-License-Identifier: GPL-2.0-or-later
# Scripts and their first line: nested, with an argument, too long, missing, in loops.
# packages: coreutils perl python3 mawk
set -u
. "$SRC/lib.sh"

script() { cat >"$1" && chmod +x "$1"; }

echo '== plain'
printf '#!/bin/sh\necho sh "$0" "$@"; exit 5\n' | script plain
status ./plain one 'two three'
printf '#! /bin/sh -e\nfalse; echo never\n' | script with-argument
status ./with-argument
printf '#!/usr/bin/env perl\nprint "perl $0 @ARGV\\n"; exit 6;\n' | script perl
status ./perl a b
printf '#!/usr/bin/env -S /usr/bin/python3 -B -I\nimport sys; print(sys.argv, sys.flags.isolated)\n' | script python
status ./python x y
printf '#!/usr/bin/awk -f\nBEGIN { print "awk", ARGV[1]; exit 3 }\n' | script awk
status ./awk argument
printf '#!/bin/cat\nshown as it is\n' | script shown
status ./shown
printf '#!/bin/echo one argument with blanks  \n' | script echoed
status ./echoed more
printf '#!\t/bin/echo\ttabs\n' | script tabs
status ./tabs
printf '#!/bin/sh' | script nothing-follows
status ./nothing-follows

echo '== an interpreter that is a script'
printf '#!/bin/sh\necho first "$@"\n' | script first
for n in 2 3 4 5 6 7; do
    before=$((n - 1))
    [ $before -gt 1 ] && interpreter=./script$before || interpreter=./first
    printf '#!%s level%s\n' "$interpreter" "$n" | script "script$n"
    status "./script$n" end 2>&1
done
printf '#!./loop\n' | script loop
status env ./loop 2>&1

echo '== by name, by link, from elsewhere, through a descriptor'
mkdir bin && mv plain bin/ && PATH=$PWD/bin:$PATH && status plain | sed "s|$PWD|.|"
ln -s bin/plain linked && status ./linked
(cd / && status "$OLDPWD/linked" | sed "s|$OLDPWD|.|")
perl -e 'open(my $f, "<", "bin/plain") or die; use Fcntl; fcntl($f, F_SETFD, 0);
    exec("/proc/self/fd/" . fileno($f), "arg") or die "exec: $!"' | sed 's|fd/[0-9]*|fd/N|'
unset OLDPWD

echo '== what cannot run'
printf '#!/missing/interpreter\n' | script missing
status env ./missing 2>&1
status ./missing 2>/dev/null
printf '#!\necho run by the shell\n' | script empty
status env ./empty 2>&1
printf 'echo no first line\n' | script none
status ./none
status env ./none 2>&1
printf '#!/bin/sh\r\necho carriage return\n' | script dos
status env ./dos 2>&1
printf '#!/etc/passwd\n' | script not-executable
status env ./not-executable 2>&1
printf '#!/\n' | script directory
status env ./directory 2>&1
printf '#!/bin/echo %s\n' "$(printf 'x%.0s' $(seq 1 200))" | script long
status ./long | cksum
printf '#!/bin/echo %s\n' "$(printf 'y%.0s' $(seq 1 400))" | script too-long
status ./too-long | cksum
printf '#!/%s/sh\n' "$(printf 'z%.0s' $(seq 1 400))" | script no-end
status env ./no-end 2>&1 | cksum
chmod -x bin/plain
status env bin/plain 2>&1
