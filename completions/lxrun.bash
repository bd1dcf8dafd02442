# SPDX-License-Identifier: GPL-2.0-or-later
# Completion of lxrun's options, then of the program's own. Needs the package
# bash-completion for the latter.

# The index of the word that is PROGRAM, or COMP_CWORD if it is not yet typed.
_lxrun_program_index() {
    local index
    for ((index = 1; index < COMP_CWORD; index++)); do
        case ${COMP_WORDS[index]} in
        --) echo $((index + 1)); return ;;
        --bind | --bind-try | --ro-bind | --ro-bind-try | --dev-bind | --dev-bind-try | --symlink) ((index += 2)) ;;
        -E | -w | --argv0 | --tmpfs | --proc | --dev | --dir | -v) ((index++)) ;;
        --profile | --exit | --timeout | --kill-after | --ulimit | --memory | --cpus | --pids-limit | --kernel | --network | --rootfs | --uid | --gid | --hostname | --volume | --report | --files | --ro | --rox | --rw | --rwx | --connect-tcp | --bind-tcp | \
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

_lxrun() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local index=$(_lxrun_program_index)

    COMPREPLY=()
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
    case $before in
    --profile) COMPREPLY=($(compgen -f -W "none default strict" -- "$word")) ;;
    --exit) COMPREPLY=($(compgen -W "status signal" -- "$word")) ;;
    --trace-format) COMPREPLY=($(compgen -W "text raw binary json perfetto" -- "$word")) ;;
    --trace | --report | --files) COMPREPLY=($(compgen -f -- "$word")) ;;
    --network) COMPREPLY=($(compgen -W "none host" -- "$word")) ;;
    -w | --rootfs | --tmpfs | --proc | --dev | --dir) COMPREPLY=($(compgen -d -- "$word")) ;;
    -E) COMPREPLY=($(compgen -e -- "$word")) ;;
    --ro | --rox | --rw | --rwx | --seccomp) COMPREPLY=($(compgen -f -- "$word")) ;;
    --argv0 | --kernel | --timeout | --kill-after | --ulimit | --memory | --cpus | --pids-limit | --connect-tcp | --bind-tcp | --pledge | --unveil) ;;
    *)
        if [[ $word == -* ]]; then
            COMPREPLY=($(compgen -W "--profile= --ro= --rox= --rw= --rwx= --connect-tcp= --bind-tcp= --pledge= --unveil=
                --seccomp= --strict --best-effort --timeout= --kill-after= --ulimit= --memory= --cpus= --pids-limit= --exit= --kernel= -E --clearenv -w --argv0 --verbose --no-rewrite --stats
                --trace --trace= --trace-format= --trace-drop --report= --files=
                --bind --bind-try --ro-bind --ro-bind-try --dev-bind --dev-bind-try --tmpfs --proc --dev --dir --symlink --volume --read-only --rootfs --network= --unshare-all --unshare-user --unshare-pid --unshare-net --unshare-ipc --unshare-uts --unshare-cgroup --unshare-time --uid --gid --hostname -v
                --help --version --" -- "$word"))
            [[ ${COMPREPLY-} == *= ]] && compopt -o nospace
        else
            COMPREPLY=($(compgen -c -- "$word") $(compgen -f -- "$word"))
        fi ;;
    esac
}

complete -o filenames -F _lxrun lxrun
