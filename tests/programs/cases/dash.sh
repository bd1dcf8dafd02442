# SPDX-License-Identifier: GPL-2.0-or-later
# dash: pipes, traps, here-documents, background jobs, signals, read loops, exec.
# packages: dash
# shell: dash
set -u

echo '== pipes'
echo hello | cat | tr a-z A-Z
seq 1 50000 | while read -r n; do [ "$n" = 50000 ] && echo "last $n"; done
(exit 3) | true; echo $?
true | (exit 4); echo $?

echo '== here-documents'
cat <<END
expanded $((1 + 2)) $(echo command)
END
cat <<'END'
literal $((1 + 2))
END
# Longer than a pipe holds, so dash must fork a writer.
long=$(seq 1 20000)
cat <<END | cksum
$long
END

echo '== jobs'
sleep 0.1 & a=$!
(exit 11) & b=$!
wait $b; echo "b $?"
wait $a; echo "a $?"
for i in 1 2 3 4 5 6 7 8; do (exit "$i") & done; wait; echo "all $?"
sleep 20 & kill $!; wait $! 2>/dev/null; echo "killed $?"
sleep 20 & kill -9 $!; wait $! 2>/dev/null; echo "killed $?"

echo '== traps'
trap 'echo usr1' USR1; kill -USR1 $$
trap 'echo leaving $?' EXIT
(trap 'echo subshell leaves' EXIT; exit 2); echo $?
trap '' INT; kill -INT $$; echo 'int ignored'
trap 'touch seen' USR1
sleep 20 & s=$!
(while sleep 0.1; [ ! -e seen ]; do kill -USR1 $$; done) & sender=$!
wait $s; echo "interrupted $?"; kill $s; wait $s 2>/dev/null; wait $sender

dash -c 'kill -TERM $$'; echo $?
dash -c 'exec kill -KILL $$'; echo $?

echo '== redirections'
exec 3>three; echo three >&3; exec 3>&-; cat three
ls missing-file 2>/dev/null || echo "ls $?"
{ echo a; echo b >&2; } 2>&1 | sort
cat <three >copy && cmp three copy && echo same
echo x >missing/dir 2>/dev/null || echo 'no such directory'

echo '== words'
set -- one 'two three' four; echo $# "$2"; shift; echo $#
IFS=:; set -- $(echo a:b:c); echo "$1-$2-$3"; unset IFS
x=${undefined-default}; echo "$x" "${x%ault}" "${x#de}" ${#x}
case $x in d*t) echo matched ;; esac
i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done; echo $i
f() { local x=local; echo $x; return 9; }; f; echo "$? $x"
umask 077; : >secret; stat -c %a secret
cd / && pwd && cd - >/dev/null && [ -f secret ] && echo back
command -v nothing-there; echo $?
exec dash -c 'echo replaced; exit 5' | cat
ulimit -n
