# SPDX-License-Identifier: GPL-2.0-or-later
# clang itself: compile, link with its own linker, vectorise, diagnose.
# packages: clang lld libc6-dev libgcc-12-dev
set -eu
. "$SRC/lib.sh"

cp "$SRC"/c/compiled/*.c "$SRC"/c/compiled/*.h .
clang -O2 -Wall -g -o program main.c area.c -lm && ./program 3
clang -O2 -fuse-ld=lld -o with-lld main.c area.c -lm && ./with-lld 4
clang -O2 -flto -fuse-ld=lld -o with-lto main.c area.c -lm && ./with-lto 5
clang -S -emit-llvm -O1 -o - area.c | grep -c '^define'
clang -O2 -static -o static main.c area.c -lm && ./static 6
status clang -c warned.c -Werror 2>&1 | grep -v '^ ' | grep -c error
status clang missing.c 2>&1
# The sections' order in a binary of a threaded linker is not promised.
rm with-lld with-lto
