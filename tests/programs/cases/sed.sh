# SPDX-License-Identifier: GPL-2.0-or-later
# sed edits streams and files in place, reads and writes other files, runs commands.
# packages: sed
set -eu
. "$SRC/lib.sh"

seq 1 20 | sed -n '5,8p;15{p;q}'
seq 1 10 | sed '1~3d' | paste -sd' '
printf 'hello world\n' | sed -E 's/(\w+) (\w+)/\2 \1/; s/o/0/2; y/lw/LW/'
printf 'a\nb\nc\n' | sed 'N;P;D' | tr '\n' ' '; echo
seq 1 6 | sed -n 'H;${x;s/\n/,/g;s/^,//;p}'
seq 1 5 | sed '$!d'
seq 1 5 | sed -n '2{h;d};4{G;p}'
printf 'one\ntwo\n' | sed 'a\
after' | sed '/after/{s//AFTER/;i before
}'
printf 'x=1\n' | sed 's/\(.\)=\(.\)/printf %s-%s \2 \1/e'; echo
seq 1 3 >file; sed -i.bak 's/2/two/' file && cat file file.bak
sed -i 's/three/3/;$a appended' file file.bak && tail -n 1 -q file file.bak
seq 1 10 | sed -n '/3/,/5/w part' && cat part
seq 1 3 | sed '2r part' | paste -sd' '
seq 1 3 | sed '2R part' | paste -sd' '
sed -s -n '$=' file part
sed -n l <<'END'
tab	and ünïcode
END
printf 'loop aaa\n' | sed ':again; s/a/b/; t again'
seq 1 5000 | sed -u 's/^1/one-/' | cksum
printf 'nul\0separated\0' | sed -z 's/^/>/' | tr '\0' '\n'
status sed -n 'q 7' file
status sed 's/(/' file 2>&1
status sed '' missing 2>&1
ln -s file symbolic && sed --follow-symlinks -i 's/1/uno/' symbolic && readlink symbolic && head -n 1 file
