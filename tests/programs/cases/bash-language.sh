# SPDX-License-Identifier: GPL-2.0-or-later
# bash: process substitution, here-documents, redirections, arrays, subshells, builtins.
# packages: bash
# shell: bash
set -u

echo '== process substitution'
diff <(seq 1 5) <(seq 2 6); echo "diff: $?"
tee >(wc -l >lines) >(wc -c >bytes) < <(seq 1 1000) >/dev/null
until [ -s lines ] && [ -s bytes ]; do sleep 0.02; done
cat lines bytes
while read -r a b; do echo "$b $a"; done < <(paste <(seq 3) <(echo x; echo y; echo z))

echo '== here-documents'
cat <<END
expanded: $((6 * 7)) $(echo nested)
END
cat <<'END'
not expanded: $((6 * 7))
END
cat <<-END
	tab removed
	END
cat <<<"here string"
big=$(printf 'x%.0s' {1..100000}); cat <<<"$big" | wc -c

echo '== redirections'
exec 5>out6; echo five >&5; exec 6>&5 5>&-; echo six >&6; exec 6>&-; cat out6
{ echo out; echo err >&2; } 2>&1 >/dev/null
{ echo out; echo err >&2; } &>both; cat both
echo appended >>both; wc -l <both
exec {fd}<both; read -r -u $fd line; echo "$line"; exec {fd}<&-
set -o noclobber; { echo no >both; } 2>/dev/null || echo 'noclobber'; echo yes >|both; set +o noclobber
exec 3<>both; read -r -u 3 line; echo more >&3; exec 3>&-; cat both
echo to-dev-fd | cat /dev/fd/0
cat /dev/stdin <<<"dev stdin"

echo '== subshells and substitution'
x=outer; (x=inner; echo $x); echo $x
y=$(exit 5); echo "status $?"
echo "$(cat <(echo deep "$(echo deeper "$(echo deepest)")"))"
[ "$BASHPID" = "$$" ] && (: ; [ "$BASHPID" != "$$" ]) && echo 'subshell has its own pid'
shopt -s lastpipe; echo piped | read -r last; echo "$last"

echo '== arrays and expansion'
declare -A map=([one]=1 [two]=2 [three]=3)
for key in $(printf '%s\n' "${!map[@]}" | sort); do echo "$key=${map[$key]}"; done
list=({a..e}); echo "${list[@]:1:3} ${#list[@]} ${list[-1]}"
mapfile -t rows < <(seq 1 10000); echo "${#rows[@]} ${rows[9999]}"
s=Hello; echo "${s,,} ${s^^} ${s/l/L} ${s//l/L} ${s:1:3} ${s%o} ${#s}"
printf -v out '%03d|%q' 7 'a b'; echo "$out"
[[ foo123 =~ ([a-z]+)([0-9]+) ]] && echo "${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
touch file{1..12}.txt; echo file?.txt
shopt -s extglob
echo file!(1*).txt; rm file*.txt
case abc in a*) echo first ;;& *c) echo second ;; esac

echo '== functions and builtins'
fib() { (($1 < 2)) && echo "$1" || echo $(($(fib $(($1 - 1))) + $(fib $(($1 - 2))))); }
fib 9
getopts_test() { while getopts ab:c o; do echo "$o ${OPTARG-}"; done; }
getopts_test -a -b value -c
type -t cd ls fib if | paste -sd' '
command -v missing; echo "status $?"
missing-command 2>/dev/null; echo "status $?"
./both 2>/dev/null; echo "status $?"
eval 'echo evaluated'; . /dev/stdin <<<'echo sourced'
exec -a renamed bash -c 'echo $0'
