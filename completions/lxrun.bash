# SPDX-License-Identifier: GPL-2.0-or-later
# Completion of lxrun's options, then of the program's own. Needs the package
# bash-completion for the latter.

# The index of the word that is PROGRAM, or COMP_CWORD if it is not yet typed.
_lxrun_program_index() {
    local index=1 command=$1
    [[ -n $command ]] && index=2
    for (( ; index < COMP_CWORD; index++)); do
        # Of two options of one name, that of the command counts.
        case $command:${COMP_WORDS[index]} in
        learn:-o) ((index++)); continue ;;
        trace:-v | trace:-w) continue ;;
        trace:-o | trace:-s | trace:-p | trace:-e | trace:-a | trace:-X | trace:-P | trace:-S | trace:-U)
            ((index++)); continue ;;
        trace:--output | trace:--string-limit | trace:--attach | trace:--trace-format | trace:--trace | trace:--signal | trace:--status | trace:--quiet | trace:--inject | trace:--fault | trace:--read | trace:--write | trace:--abbrev | trace:--raw | trace:--verbose | trace:--columns | trace:--const-print-style | trace:--trace-path | trace:--summary-sort-by | trace:--summary-columns)
            ((index++))
            [[ ${COMP_WORDS[index]} == = ]] && ((index++))
            continue ;;
        esac
        case ${COMP_WORDS[index]} in
        --) echo $((index + 1)); return ;;
        --bind | --bind-try | --ro-bind | --ro-bind-try | --dev-bind | --dev-bind-try | --symlink) ((index += 2)) ;;
        -E | -w | --argv0 | --allow | --json-status-fd | --sarif | --tmpfs | --proc | --dev | --dir | -v) ((index++)) ;;
        --profile | --exit | --timeout | --kill-after | --ulimit | --memory | --cpus | --pids-limit | --kernel | --network | --rootfs | --uid | --gid | --hostname | --volume | --report | --files | --flight | --ro | --rox | --rw | --rwx | --connect-tcp | --bind-tcp | \
            --pledge | --unveil | --seccomp)
            ((index++))
            # readline makes three words of --exit=signal.
            [[ ${COMP_WORDS[index]} == = ]] && ((index++)) ;;
        -*) ;;
        *) break ;;
        esac
    done
    echo "$index"
}

# The options that not all ways to run a program have.
_lxrun_options_of() {
    case $1 in
    trace) echo "
        -o -A -f -s -y -k -v -p -e -t -r -T -i -n -x -q -a -X -P -z -Z -c -C -w -S -U --output=
        --output-append-mode --follow-forks --output-separately --string-limit= --decode-fds
        --stack-traces --no-abbrev --attach= --trace-format= --trace-drop --trace= --signal=
        --status= --quiet= --inject= --fault= --read= --write= --abbrev= --raw= --verbose=
        --relative-timestamps --syscall-times --instruction-pointer --syscall-number --columns=
        --const-print-style= --trace-path= --successful-only --failed-only --summary-only
        --summary --summary-wall-clock --summary-each --summary-sort-by= --summary-columns=
        --redact" ;;
    learn) echo "-o --output= --merge --baseline= --format=" ;;
    *) echo "
        --trace --trace= --trace-format= --trace-drop --report= --files= --bind --bind-try
        --ro-bind --ro-bind-try --dev-bind --dev-bind-try --tmpfs --proc --dev --dir --symlink
        --volume --read-only --overlay --overlay= --rootfs --network= --unshare-all --unshare-user --unshare-pid
        --unshare-net --unshare-ipc --unshare-uts --unshare-cgroup --unshare-time --uid --gid
        --hostname -v --allow --json-status-fd --sarif --flight= --no-flight" ;;
    esac
}

# The layers that lie where they lie without a place of their own, and directories.
_lxrun_layers() {
    local home=${XDG_STATE_HOME:-$HOME/.local/state}/lxrun/overlay
    if [[ $2 == -* ]]; then
        case $1 in
        diff) COMPREPLY=($(compgen -W "-q --brief --json --list --help" -- "$2")) ;;
        commit) COMPREPLY=($(compgen -W "--force --skip --help" -- "$2")) ;;
        discard) COMPREPLY=($(compgen -W "--help" -- "$2")) ;;
        esac
    else
        COMPREPLY=($(compgen -W "$(ls "$home" 2> /dev/null)" -- "$2") $(compgen -d -- "$2"))
    fi
}

_lxrun() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command= index
    ((COMP_CWORD > 1)) && case ${COMP_WORDS[1]} in
    trace | report | learn | doctor | diff | commit | discard) command=${COMP_WORDS[1]} ;;
    esac

    COMPREPLY=()
    case $command in
    doctor) COMPREPLY=($(compgen -W "--json" -- "$word")); return ;;
    diff | commit | discard) _lxrun_layers "$command" "$word"; return ;;
    report)
        if [[ $word == -* ]]; then
            COMPREPLY=($(compgen -W "--html= --json= --perfetto= --top= --help" -- "$word"))
            [[ ${COMPREPLY-} == *= ]] && compopt -o nospace
        else
            [[ $word == = ]] && word=
            COMPREPLY=($(compgen -f -- "$word"))
        fi
        return ;;
    esac
    index=$(_lxrun_program_index "$command")
    if ((index < COMP_CWORD)) || [[ ${COMP_WORDS[index - 1]} == -- ]]; then
        if declare -F _command_offset > /dev/null; then
            _command_offset "$index"
        else
            COMPREPLY=($(compgen -c -f -- "$word"))
        fi
        return
    fi
    [[ $word == = ]] && word=
    [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD - 2]}
    # There it has no value.
    [[ $command == trace && $before == -w ]] && before=
    case $before in
    --profile) COMPREPLY=($(compgen -f -W "none default strict" -- "$word")) ;;
    --exit) COMPREPLY=($(compgen -W "status signal" -- "$word")) ;;
    --trace-format) COMPREPLY=($(compgen -W "text raw binary json perfetto" -- "$word")) ;;
    --trace | --report | --files) COMPREPLY=($(compgen -f -- "$word")) ;;
    --network) COMPREPLY=($(compgen -W "none host" -- "$word")) ;;
    -w | --rootfs | --overlay | --tmpfs | --proc | --dev | --dir) COMPREPLY=($(compgen -d -- "$word")) ;;
    -E) COMPREPLY=($(compgen -e -- "$word")) ;;
    --ro | --rox | --rw | --rwx | --seccomp | --sarif | -o | --output) COMPREPLY=($(compgen -f -- "$word")) ;;
    --argv0 | --allow | --json-status-fd | --kernel | --ulimit | --memory | --cpus | --pids-limit | --timeout | --kill-after | --connect-tcp | --bind-tcp | --pledge | --unveil) ;;
    *)
        if [[ $word == -* ]]; then
            COMPREPLY=($(compgen -W "$(_lxrun_options_of "$command") --profile= --ro= --rox= --rw= --rwx= --connect-tcp= --bind-tcp= --pledge= --unveil=
                --seccomp= --strict --best-effort --timeout= --kill-after= --ulimit= --memory= --cpus= --pids-limit= --exit= --kernel= -E --clearenv -w --argv0 --verbose --no-rewrite --stats
                --help --version --" -- "$word"))
            [[ ${COMPREPLY-} == *= ]] && compopt -o nospace
        else
            COMPREPLY=($(compgen -c -- "$word") $(compgen -f -- "$word"))
            ((COMP_CWORD == 1)) && COMPREPLY+=($(compgen -W "trace report learn doctor diff commit discard" -- "$word"))
        fi ;;
    esac
}

complete -o filenames -F _lxrun lxrun
