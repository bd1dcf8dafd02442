# SPDX-License-Identifier: GPL-2.0-or-later
# tar packs, lists, appends and unpacks, through gzip and bzip2 in pipes.
# packages: tar gzip bzip2
set -eu

mkdir -p in/sub/dir in/empty
seq 1 20000 >in/numbers
head -c 300000 /dev/zero >in/sub/zeroes
truncate -s 2M in/sparse; printf tail >>in/sparse
ln -s ../numbers in/sub/link
ln in/numbers in/sub/dir/hard
printf '#!/bin/sh\n' >in/sub/script; chmod 755 in/sub/script
long=$(printf 'n%.0s' $(seq 1 180)); echo long >"in/$long"
find in -exec touch -h -d '2020-02-02 02:02:02 UTC' {} +
fixed='--sort=name --owner=0 --group=0 --numeric-owner --mtime=@1000000000'

echo '== pack'
tar $fixed -cf plain.tar in
tar -tf plain.tar | cut -c1-40
tar $fixed -czf zipped.tar.gz in
tar $fixed --format=gnu -S -cf sparse.tar in
tar $fixed -cf - in | gzip -9n >piped.tar.gz
tar $fixed --use-compress-program='gzip -n' -cf program.tar.gz --exclude='sp*' in
gzip -dc piped.tar.gz | cmp - plain.tar && echo same through a pipe
sha256sum plain.tar sparse.tar

echo '== unpack'
for archive in plain.tar zipped.tar.gz sparse.tar piped.tar.gz; do
    mkdir out && tar -xf $archive -C out
    diff -r --no-dereference in out/in && echo "$archive: equal"
    [ out/in/numbers -ef out/in/sub/dir/hard ] && [ -L out/in/sub/link ] && [ -x out/in/sub/script ]
    rm -r out
done
tar -xOf plain.tar in/sub/script
tar -xf plain.tar --strip-components=2 -C in/empty in/sub/script && ls in/empty
rm in/empty/script

echo '== change'
cp plain.tar more.tar && echo more >more && tar $fixed -rf more.tar more && tar -tf more.tar | tail -n 1
tar --delete -f more.tar in/sub/zeroes && tar -tf more.tar | wc -l
tar -df plain.tar in/numbers && echo no difference
echo changed >>in/numbers; tar -df plain.tar in/numbers 2>&1 || echo "tar: $?"
cat plain.tar | tar -tvf - in/sub/link | awk "{ print \$1, \$NF }"
tar -xf missing.tar 2>/dev/null || echo "tar: $?"
head -c 100000 plain.tar | tar -tf - >/dev/null 2>&1 || echo "truncated: $?"

echo '== gzip and bzip2'
gzip -kn1 plain.tar && gzip -t plain.tar.gz && gzip -l plain.tar.gz | tail -n 1
gunzip -c plain.tar.gz | cksum
gzip -c more more | zcat
printf garbage | gzip -d 2>&1 || echo "gzip: $?"
bzip2 -k plain.tar && bzip2 -t plain.tar.bz2 && tar -tjf plain.tar.bz2 | wc -l
zgrep -c 777 plain.tar.gz
# gzip notes the time in its header unless told not to.
rm zipped.tar.gz
