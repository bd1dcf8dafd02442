# SPDX-License-Identifier: GPL-2.0-or-later
# gcc itself: preprocess, compile, assemble, link, diagnose; static, shared and LTO.
# packages: gcc libc6-dev binutils
set -eu
. "$SRC/lib.sh"

cp "$SRC"/c/compiled/*.c "$SRC"/c/compiled/*.h .

echo '== one step'
gcc -O2 -Wall -Wextra -g -o program main.c area.c -lm
status ./program 3
gcc -O0 -pipe -o unoptimised main.c area.c -lm && ./unoptimised 3

echo '== step by step'
gcc -E main.c | grep -c shape
gcc -O1 -S area.c -o area.s && grep -c 'call\|ret' area.s
gcc -c area.s -o area.o && gcc -O1 -c main.c -o main.o
gcc main.o area.o -lm -o linked && ./linked 4
nm area.o | awk '{ print $(NF - 1), $NF }'
size linked | awk 'NR == 2 { print ($1 > 500) }'

echo '== static, shared, archive, LTO'
gcc -O2 -static -o static main.c area.c -lm && ./static 5
gcc -O2 -fPIC -shared -o libarea.so area.c -lm
gcc -O2 -o dynamic main.c -L. -larea -Wl,-rpath,'$ORIGIN' -lm && ./dynamic 6
ldd dynamic | grep -c libarea
ar rcD libarea.a area.o && gcc -O2 -o archived main.c -l:libarea.a -L. -lm && ./archived 7
gcc -O2 -flto=2 -o optimised main.c area.c -lm 2>&1 && ./optimised 8
gcc -O2 -static-pie -o static-pie main.c area.c -lm && ./static-pie 9
strip -o stripped program && ./stripped 10

echo '== from a pipe, into a pipe'
echo 'int main(void) { return 23; }' | gcc -x c - -o from-pipe
status ./from-pipe
echo 'int x = sizeof(long);' | gcc -x c -S -O1 - -o - | grep -c '\.long'

echo '== diagnoses'
printf 'int main(void) { return missing; }\n' >wrong.c
status gcc -c wrong.c 2>&1
status gcc -Werror -Wall -c warned.c 2>&1
status gcc main.o -o unresolved 2>&1 | grep -v '/tmp/\|/usr/bin/ld' | tail -n 2
status gcc missing.c 2>&1
