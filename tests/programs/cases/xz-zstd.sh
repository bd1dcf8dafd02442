# SPDX-License-Identifier: GPL-2.0-or-later
# xz and zstd compress and decompress with two threads.
# packages: xz-utils zstd
set -eu

seq 1 150000 >input
head -c 300000 input >part

echo '== xz'
xz -k -T2 -1 --block-size=128KiB input
xz -t input.xz && xz --robot -l input.xz | awk '/^file/ { print $3, $5 }'
xz -dc -T2 input.xz | cmp - input && echo comes back
xz -T1 -6 -c part | xz -dc | cmp - part && echo one thread
xz --format=lzma -c part | xz -dc | cksum
head -c 5000 input.xz | xz -dc 2>&1 >/dev/null || echo "xz: $?"
xz -9 -T2 -M 30MiB -c part 2>/dev/null | xz -dc | cmp - part && echo less memory

echo '== zstd'
zstd -q -k -T2 -3 -B512K input
zstd -q -t input.zst && zstd -dc input.zst | cmp - input && echo comes back
zstd -q -17 -T1 -c part | zstd -dc | cksum
zstd -q -T2 --long=24 -c input | zstd -dc --long=24 | cmp - input && echo long window
mkdir samples; split -l 200 -a 3 part samples/; rm part
zstd -q --train -T2 --maxdict=4096 -o dictionary $(ls samples/* | head -n 400) 2>/dev/null
f=samples/aab; zstd -q -D dictionary -c $f | zstd -q -D dictionary -dc | cmp - $f && echo dictionary
head -c 5000 input.zst | zstd -q -dc 2>/dev/null >/dev/null || echo "zstd: $?"
zstd -q --adapt -c <input | zstd -dc | cksum
# Which thread saw which sample first may show in a dictionary.
rm -r samples dictionary
