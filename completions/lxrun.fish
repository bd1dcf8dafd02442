# SPDX-License-Identifier: GPL-2.0-or-later

# Whether the program is still to be named.
function __lxrun_needs_program
    set -l words (commandline -opc)
    set -e words[1]
    set -l skip 0
    for word in $words
        if test $skip -eq 1
            set skip 0
            continue
        end
        switch $word
            case -E -w --argv0 --profile --exit --kernel --report --files --ro --rox --rw --rwx --connect-tcp --bind-tcp --pledge --unveil --seccomp
                set skip 1
            case --
                return 1
            case '-*'
            case '*'
                return 1
        end
    end
    return 0
end

complete -c lxrun -x -a '(__fish_complete_subcommand -E -w --argv0 --profile --exit --kernel --report --files --ro --rox --rw --rwx --connect-tcp --bind-tcp --pledge --unveil --seccomp)'
complete -c lxrun -n __lxrun_needs_program -l profile -x -a 'none\t"interposition without containment" default\t"files change here only, no network" strict\t"nothing that is not named"' -d 'Containment profile'
complete -c lxrun -n __lxrun_needs_program -l ro -r -d 'Grant reading'
complete -c lxrun -n __lxrun_needs_program -l rox -r -d 'Grant reading and executing'
complete -c lxrun -n __lxrun_needs_program -l rw -r -d 'Grant reading and writing'
complete -c lxrun -n __lxrun_needs_program -l rwx -r -d 'Grant reading, writing and executing'
complete -c lxrun -n __lxrun_needs_program -l connect-tcp -x -d 'TCP ports to connect to'
complete -c lxrun -n __lxrun_needs_program -l bind-tcp -x -d 'TCP ports to listen at'
complete -c lxrun -n __lxrun_needs_program -l pledge -x -d 'Promises'
complete -c lxrun -n __lxrun_needs_program -l unveil -x -d 'Grant a path: PERMISSIONS:PATH'
complete -c lxrun -n __lxrun_needs_program -l seccomp -r -d 'Profile in the format of docker'
complete -c lxrun -n __lxrun_needs_program -l strict -d 'Fail where a rule cannot be enforced'
complete -c lxrun -n __lxrun_needs_program -l best-effort -d 'Go on where a rule cannot be enforced'
complete -c lxrun -n __lxrun_needs_program -l exit -x -a 'status\t"128 plus the signal" signal\t"by the same signal"' -d 'How lxrun ends after a signal'
complete -c lxrun -n __lxrun_needs_program -l timeout -x -d 'End the program after this time'
complete -c lxrun -n __lxrun_needs_program -l kill-after -x -d 'From SIGTERM to SIGKILL'
complete -c lxrun -n __lxrun_needs_program -l ulimit -x -d 'Limit of each process: NAME=SOFT[:HARD]'
complete -c lxrun -n __lxrun_needs_program -l memory -x -d 'Memory of the run'
complete -c lxrun -n __lxrun_needs_program -l cpus -x -d 'Processors of the run'
complete -c lxrun -n __lxrun_needs_program -l pids-limit -x -d 'Processes of the run'
complete -c lxrun -n __lxrun_needs_program -l kernel -x -d 'Kernel that the program finds'
complete -c lxrun -n __lxrun_needs_program -s E -x -a '(set -nx)=' -d 'Set or unset an environment variable'
complete -c lxrun -n __lxrun_needs_program -l bind -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l bind-try -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l ro-bind -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l ro-bind-try -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l dev-bind -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l dev-bind-try -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l tmpfs -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l proc -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l dev -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l dir -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l symlink -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l volume -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l read-only -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l rootfs -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l network -x -a 'none host' -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l unshare-all -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l unshare-user -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l unshare-pid -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l unshare-net -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l unshare-ipc -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l unshare-uts -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l unshare-cgroup -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l unshare-time -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l uid -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l gid -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -l hostname -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_needs_program -s v -r -d 'Show a path: SOURCE:TARGET[:ro]'
complete -c lxrun -n __lxrun_needs_program -l clearenv -d 'Start from an empty environment'
complete -c lxrun -n __lxrun_needs_program -s w -x -a '(__fish_complete_directories)' -d 'Start in this directory'
complete -c lxrun -n __lxrun_needs_program -l argv0 -x -d 'Name that the program is told'
complete -c lxrun -n __lxrun_needs_program -l verbose -d 'Say which system calls were not as on Linux'
complete -c lxrun -n __lxrun_needs_program -l no-rewrite -d 'Let every system call trap'
complete -c lxrun -n __lxrun_needs_program -l stats -d 'Say afterwards how many calls trapped'
complete -c lxrun -n __lxrun_needs_program -l trace -d 'Tell the system calls'
complete -c lxrun -n __lxrun_needs_program -l trace-format -x -a 'text raw binary json perfetto' -d 'Form of the trace'
complete -c lxrun -n __lxrun_needs_program -l trace-drop -d 'Lose records rather than wait for the output'
complete -c lxrun -n __lxrun_needs_program -l report -r -d 'Make a page about the run'
complete -c lxrun -n __lxrun_needs_program -l files -r -d 'Tell which files were used'
complete -c lxrun -n __lxrun_needs_program -l help -f -d 'Show a summary of the options'
complete -c lxrun -n __lxrun_needs_program -l version -f -d 'Show the version'
