# SPDX-License-Identifier: GPL-2.0-or-later
# cp, mv, ln, install, stat, dd and friends make and describe a tree of files.
# packages: coreutils
set -eu

mkdir -p -m 750 tree/a/b tree/c
printf 'one\ntwo\nthree\n' >tree/a/lines
head -c 70000 /dev/zero | tr '\0' x >tree/a/b/big
: >tree/c/empty
ln -s ../a/lines tree/c/symbolic
ln -s nowhere tree/c/dangling
ln tree/a/lines tree/c/hard
mkfifo -m 640 tree/c/fifo
chmod 4755 tree/c/empty
chmod 1777 tree/c
touch -h -d '2001-02-03 04:05:06.789 UTC' tree/a/lines tree/c/symbolic

echo '== list'
ls -1RF tree
ls -lgG --time-style=+%s tree/a/lines | cut -d' ' -f1,2,3,4,5
ls -1S tree/a tree/a/b
ls -a tree/a
ls -1 --quoting-style=c "$(printf 'tree/c')"
ls missing 2>&1 || echo "ls: $?"

echo '== describe'
stat -c '%n %F %a %h %s' tree/a/lines tree/a/b/big tree/c/empty tree/c/fifo tree/c
stat -c '%N' tree/c/symbolic tree/c/dangling
stat -c '%Y %y' tree/a/lines
readlink tree/c/symbolic
readlink -f tree/c/symbolic | sed "s|$PWD|.|"
realpath --relative-to=tree/a tree/c/hard
[ tree/a/lines -ef tree/c/hard ] && echo same file
[ -u tree/c/empty ] && [ -k tree/c ] && [ -p tree/c/fifo ] && echo modes are seen

echo '== copy'
cp -a tree copy
diff -r --no-dereference --exclude=fifo tree copy && echo trees are equal
[ copy/a/lines -ef copy/c/hard ] && echo hard link kept
cp -L tree/c/symbolic followed
cp --parents tree/a/b/big elsewhere 2>&1 || echo "cp: $?"
mkdir elsewhere
cp --parents tree/a/b/big elsewhere
cp -s "$PWD/tree/a/lines" linked && readlink linked | sed "s|$PWD|.|"
cp tree/a/lines tree/a/lines 2>&1 || echo "cp: $?"
truncate -s 1M sparse && printf end >>sparse
cp --sparse=always sparse sparse-copy && cmp sparse sparse-copy && stat -c %s sparse-copy

echo '== move'
mv -v copy moved
mkdir target && mv -t target followed linked && ls target
printf new >fresh && printf old >stale && mv --backup=numbered fresh stale && ls stale*
mv -n stale stale.~1~ 2>&1 || true
cat stale; echo
mv missing target 2>&1 || echo "mv: $?"

echo '== install'
install -D -m 711 tree/a/lines deep/down/installed
install -d -m 700 private/one private/two
stat -c '%a %n' deep/down/installed private/one

echo '== dd'
dd if=tree/a/lines of=chunk bs=4 skip=1 count=2 status=none && cat chunk; echo
printf XX | dd of=chunk bs=1 seek=2 conv=notrunc status=none && cat chunk; echo
dd if=/dev/zero of=zeroes bs=4096 count=16 2>&1 | head -n 2
dd if=tree/a/lines conv=ucase,swab status=none
cat tree/a/lines >tree/c/fifo & dd if=tree/c/fifo bs=2 iflag=fullblock status=none | wc -c
wait

echo '== remove'
rm -r moved && [ ! -e moved ] && echo gone
rmdir tree 2>&1 || echo "rmdir: $?"
rm missing 2>&1 || echo "rm: $?"
rm -f missing && unlink zeroes && rmdir -p private/one 2>/dev/null || rmdir private/two private
sync sparse
