# SPDX-License-Identifier: GPL-2.0-or-later
# find walks, tests and executes; xargs runs up to eight commands at a time.
# packages: findutils
set -eu
. "$SRC/lib.sh"

for d in 1 2 3 4 5 6 7 8 9; do
    mkdir -p "tree/$d/deep/deeper"
    for f in a b c 'with space'; do
        echo "$d $f" >"tree/$d/$f.txt"
        echo "$d $f" >"tree/$d/deep/deeper/$f.dat"
    done
done
ln -s ../1 tree/2/link
chmod 000 tree/3/a.txt
touch -d '2000-01-01' tree/4/*.txt

echo '== find'
find tree -type f | wc -l
find tree -name '*.txt' -newermt 2001-01-01 | wc -l
find tree -type l -printf '%p -> %l\n'
find tree -perm 000 -print
find tree -path '*/deep/*' -name 'a.*' -size -2 | sort | head -n 3
find tree -maxdepth 1 -mindepth 1 -type d -printf '%f %m\n' | sort
find -L tree -name a.txt | sort | wc -l
find tree -regex '.*/[1-3]/[a-b]\.txt' | sort
find tree -name '*.dat' -exec cat {} + | sort | cksum
find tree -name 'a.dat' -exec sh -c 'echo "$(cat "$1")"' _ {} \; | sort
find tree -name 'c.dat' -execdir pwd \; | sed "s|$PWD||" | sort | head -n 2
find tree -name '*.txt' -prune -o -type d -empty -print
status find missing 2>&1
find tree -name b.txt -delete -print | wc -l
find tree -depth -type d -name deeper | sort | tail -n 1

echo '== xargs'
find tree -type f -print0 | sort -z | xargs -0 -n 5 echo | wc -l
seq 1 200 | xargs -P 8 -n 1 sh -c 'echo $(($1 * $1))' _ | sort -n | cksum
seq 1 40 | xargs -P 4 -I{} sh -c 'exit $(({} % 2))' || echo "xargs: $?"
seq 1 8 | xargs -P 8 -n 1 sh -c 'sleep 0.1; echo done' _ | wc -l
echo a b c | status xargs -n 1 sh -c '[ "$1" != b ] || exit 255; echo "$1"' _ 2>/dev/null
echo x | status xargs missing-program 2>/dev/null
echo x | status xargs sh -c 'kill -KILL $$' 2>/dev/null
seq 1 100000 | xargs echo | wc -w
printf 'one\ntwo\n' | xargs -I% echo '<%>'
printf '' | xargs -r echo never
seq 3 | xargs --process-slot-var=slot -P 1 -n 1 sh -c 'echo "slot $slot"' _
chmod 644 tree/3/a.txt
