# SPDX-License-Identifier: GPL-2.0-or-later
# busybox, statically linked: its shell, some forty applets, and a web server.
# packages: busybox-static perl
set -eu

# Everything below runs in busybox's own shell, with its own tools first.
if [ "${1-}" != inside ]; then
    mkdir bin
    for applet in $(busybox --list); do ln -s /bin/busybox "bin/$applet"; done
    rm -f bin/perl
    # Whether the shell tells of a killed job is a matter of timing: not compared.
    PATH="$PWD/bin:$PATH" busybox sh "$0" inside 2>errors || { cat errors >&2; exit 1; }
    rm -r bin errors
    exit
fi
. "$SRC/lib.sh"

echo '== shell'
readlink /proc/$$/exe | sed 's/.*busybox.*/busybox/'
echo one two | { read -r a b; echo "$b $a"; }
f() { local n=$1; [ "$n" -lt 2 ] && echo "$n" || echo $(($(f $((n - 1))) + $(f $((n - 2))))); }
f 10
trap 'echo trapped' USR1; kill -USR1 $$; trap - USR1
sleep 20 & kill $!; wait $! || echo "killed $?"
(exit 6) & wait $! || echo "waited $?"
for i in 1 2 3 4 5; do (exit $i) & done; wait; echo all
cat <<END | md5sum
$(seq 1 1000)
END
x=abcdef; echo "${x#abc} ${x%def} ${x/cd/-} ${#x} $((0x10 + 7))"
set -- a b c; shift; echo "$#$1"
status sh -c 'kill -SEGV $$'
status missing-program 2>/dev/null
timeout 0.2 sleep 20 || echo "timeout $?"

echo '== files'
mkdir -p tree/sub && echo text >tree/file && ln -s ../file tree/sub/link && ln tree/file tree/hard
ls -1F tree; find tree | sort; stat -c '%n %s %h' tree/file
cp -a tree copy && diff -r tree copy && echo same
chmod 640 tree/file && touch -d '2001-01-01 00:00:00' tree/file && stat -c '%a %Y' tree/file
dd if=/dev/zero of=zeroes bs=1k count=100 2>/dev/null && wc -c zeroes && du -b zeroes 2>/dev/null | cut -f1
mkfifo pipe && { cat pipe & echo through >pipe; wait; }
mv copy moved && rm -r moved && ls -d moved 2>/dev/null || echo gone
readlink -f tree/sub/link | sed "s|$PWD|.|"

echo '== text'
seq 1 2000 >numbers
sort -rn numbers | head -n 2; tail -n 1 numbers; wc -l <numbers
grep -c 7 numbers; sed -n '5p;s/^10$/ten/p' numbers; cut -c1 numbers | sort | uniq -c | head -n 2
awk '{ s += $1; a[$1 % 3]++ } END { print s, a[0], a[1], a[2] }' numbers
awk 'BEGIN { while ("seq 3" | getline x) t += x; print t; exit 3 }' || echo "awk $?"
tr a-z A-Z <tree/file; rev tree/file; tac numbers | head -n 1; od -An -c tree/file
printf 'a b\nb c\n' | xargs -n 1 echo | sort -u | paste -sd,
echo hello | base64; expr 3 \* 4; printf '%03d\n' 7; date -u -d @1000000000 '+%F %T'
sha256sum numbers; cksum numbers; cmp numbers zeroes || echo "cmp $?"
echo '6*7' | bc; dc -e '2 10 ^ p'

echo '== archives'
tar -cf a.tar tree numbers && tar -tf a.tar | sort && mkdir out && tar -xf a.tar -C out && cmp numbers out/numbers
tar -czf - numbers | gunzip -c | tar -xOf - numbers | md5sum
gzip -c numbers | zcat | md5sum; bzip2 -c numbers | bunzip2 -c | md5sum; xz -dc </dev/null 2>/dev/null || echo "xz $?"
find tree -type f | cpio -o -H newc 2>/dev/null | cpio -t 2>/dev/null | sort

echo '== processes'
seq 1 20 | xargs -P 4 -n 1 sh -c 'exit 0' && echo xargs
setsid sh -c 'echo in a session'; nohup sh -c 'echo unhung' 2>/dev/null; nice -n 3 nice
ps -o pid,comm | grep -c "^ *$$ "
env -i A=1 env; which ls | sed "s|$PWD|.|"; id -u | grep -c .; uname -s; test -n "$(hostname)" && echo named
start-stop-daemon -S -b -m -p daemon.pid -x "$PWD/bin/sleep" -- 30
wait_for 10 test -s daemon.pid
daemon=$(cat daemon.pid)
start-stop-daemon -K -q -p daemon.pid && wait_for 10 sh -c "! kill -0 $daemon" && echo daemon stopped

echo '== a web server'
mkdir www && echo 'a page' >www/index.html
for try in 1 2 3; do
    port=$(free_port)
    httpd -f -p "127.0.0.1:$port" -h www & server=$!
    wait_for 5 wget -q -O /dev/null "http://127.0.0.1:$port/" && break
done
wget -q -O - "http://127.0.0.1:$port/"
status wget -q -O - "http://127.0.0.1:$port/missing" 2>/dev/null
seq 1 20 | xargs -P 4 -I{} wget -q -O - "http://127.0.0.1:$port/index.html" | sort | uniq -c | sed 's/^ *//'
kill $server; wait $server 2>/dev/null || echo "server $?"
rm -f daemon.pid a.tar
