# SPDX-License-Identifier: GPL-2.0-or-later
# make -j2 builds a C project with a generated header, and only what has changed again.
# packages: make gcc libc6-dev
set -eu
. "$SRC/lib.sh"

cp -r "$SRC/c/project" project
cd project

echo '== from nothing'
make -j2 -Otarget | sort
./squares 12

echo '== nothing to do'
make -j2 | sort
make -q && echo up to date

echo '== one header changed'
sleep 0.05
touch limits.txt
make -j2 -Otarget | sort
status make -q

echo '== variables, recursion, errors'
touch -d '2000-01-01' limits.txt
make -s -B CFLAGS=-O0 -j2 && ./squares 3
make -j2 recurse | grep -v 'directory' | sort
status make broken 2>&1
status make -k -j2 broken also-broken 2>&1 | sort
make -n clean
make -s clean && ls
