# SPDX-License-Identifier: GPL-2.0-or-later
# mawk and gawk: the same program, pipes in both directions, getline, system, co-processes.
# packages: mawk gawk
set -eu

for awk in mawk gawk 'gawk --posix'; do
    echo "== $awk"
    seq 1 5000 | $awk '{ s += $1; if ($1 % 2) odd++ } END { print s, odd, NR }'
    seq 1 300 | $awk '{ a[$1 % 7] = a[$1 % 7] + $1 } END { for (i = 0; i < 7; i++) print i, a[i] }'
    $awk 'BEGIN { while (("seq 1 5" | getline x) > 0) t += x; close("seq 1 5"); print t }'
    $awk 'BEGIN { for (i = 9; i > 0; i--) print i | "sort -n | head -n 3"; close("sort -n | head -n 3"); print "closed" }'
    $awk 'BEGIN { print "to file" > "out"; close("out"); getline line < "out"; print line }'
    $awk 'BEGIN { r = system("exit 3"); print r }'
    $awk 'function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) } BEGIN { print f(18) }'
    printf 'a:b:c\nd:e\n' | $awk -F: -v OFS=- '{ $1 = toupper($1); print NF, $0 }'
    $awk 'BEGIN { s = "aXbXc"; gsub(/X/, "<&>", s); print s, length(s), index(s, "b"), substr(s, 2, 3) }'
    $awk 'BEGIN { n = split("x y z", p); print n, p[3]; printf "%05.2f|%-4s|%c\n", 3.14159, "l", 65 }'
    $awk 'BEGIN { print sqrt(2), exp(1), int(-3.7), 2 ^ 10, 7 % 3 }'
    $awk 'BEGIN { exit 7 }' || echo "status $?"
    $awk 'BEGIN { print ENVIRON["TZ"], ARGC, ARGV[1] }' argument
    $awk 'BEGIN { if ((getline l < "missing") < 0) print "no file" }'
    $awk 'BEGIN { "echo piped" | getline; print; print "err" > "/dev/stderr" }' 2>&1
done

echo '== gawk alone'
gawk 'BEGIN { c = "sort -r"; print "a" |& c; print "b" |& c; close(c, "to"); while ((c |& getline l) > 0) print l }'
gawk 'BEGIN { PROCINFO["sorted_in"] = "@ind_str_asc"; a["z"]; a["b"]; a["m"]; for (k in a) print k }'
gawk 'BEGIN { print strftime("%F %T", 1000000000, 1); print mktime("2001 09 09 01 46 40") }'
gawk 'BEGIN { print gensub(/(a)(b)/, "\\2\\1", "g", "abab"), strtonum("0x1F"), and(12, 10) }'
gawk -f /dev/stdin <<'END'
@include "join"
BEGIN { n = split("c a b", p); asort(p); print join(p, 1, n, "+") }
END
seq 1 5 >numbers && gawk -i inplace '{ print $1 * 10 }' numbers && cat numbers
