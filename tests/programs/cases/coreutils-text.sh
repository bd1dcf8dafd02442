# SPDX-License-Identifier: GPL-2.0-or-later
# sort, cut, split, join, checksums and the other filters agree on the same input.
# packages: coreutils
set -eu

seq 1 2000 | awk '{ printf "%d %s%d %d\n", ($1 * 7919) % 2003, "word", $1 % 37, $1 }' >input

echo '== count and slice'
wc input
wc -L -m <input
head -n 2 input; head -c 20 input; echo
tail -n 2 input; tail -c +48000 input | wc -c
cut -d' ' -f2 input | sort | uniq -c | sort -k1,1nr -k2 | head -n 3
cut -c1-5 input | tail -n 1
nl -ba input | tail -n 1
fold -w 10 input | wc -l
tac input | head -n 1
rev input 2>/dev/null | head -n 1

echo '== sort'
sort -n input | head -n 2
sort -k2,2 -k1,1nr input | tail -n 2
sort -u -k2,2 input | wc -l
sort -R --random-source=input input | sort -c -n 2>/dev/null || echo not in order
seq 100000 -1 1 | sort -n --parallel=2 -S 1M -T . --compress-program=gzip | cksum
sort -n input >sorted && sort -c -n sorted && echo in order
sort -m sorted sorted | wc -l
printf '1K\n2M\n512\n' | sort -h
printf 'v1.10\nv1.9\n' | sort -V

echo '== combine'
cut -d' ' -f1,2 sorted | sort >left
cut -d' ' -f1,3 sorted | sort >right
join left right | cksum
paste -d: left right | head -n 1
comm -12 left right | wc -l
printf 'a b\nb c\n' | tsort | tr '\n' ' '; echo
seq 9 | paste -sd+ | sed 's/.*/&/'
seq 1 3 | shuf --random-source=input
expand -t4 left | unexpand -a | cmp - left && echo tabs come back
seq 1 20 | pr -3 -t -l 7

echo '== split'
mkdir parts
split -n l/4 -d input parts/part. && ls parts && cat parts/part.* | cmp - input && echo whole
split -l 700 --filter='wc -l >$FILE' input parts/filtered. && cat parts/filtered.*
seq 30 | csplit -s -f parts/c. - 10 20 && wc -l parts/c.*

echo '== checksums'
cksum input; sum input
for tool in md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum; do
    $tool input
done
sha256sum input left right >SUMS && sha256sum -c SUMS
echo changed >>left
sha256sum -c SUMS 2>&1 || echo "sha256sum: $?"

echo '== encode'
base64 -w 60 input | base64 -d | cmp - input && echo base64
base32 <SUMS | base32 -d | cmp - SUMS && echo base32
od -An -tx1 -N 16 input
printf '%5.2f|%-5s|%x|%b\n' 3.14159 ab 255 'tab\there'
numfmt --to=iec 1048576 123456789
factor 1234567890 9999999967
expr 6 \* 7; expr abc : 'a\(.\)'
tr -d 'a-m' <input | tr -s ' ' | cksum
echo hello | tee copy1 copy2 >/dev/null; echo hello | tee -a copy1 >/dev/null; cat copy1 copy2
date -u -d @1000000000 '+%F %T'
seq -w 8 11; seq 1 .5 2
