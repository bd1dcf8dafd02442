# SPDX-License-Identifier: GPL-2.0-or-later

# Whether the program is still to be named.
function __lxrun_needs_program
    set -l words (commandline -opc)
    set -e words[1]
    # trace and learn run a program, too; report and doctor do not.
    if set -q words[1]; and contains -- $words[1] trace learn
        set -e words[1]
    end
    set -l skip 0
    for word in $words
        if test $skip -eq 1
            set skip 0
            continue
        end
        switch $word
            case --ulimit --memory --cpus --pids-limit --allow --json-status-fd --sarif --trace-format --timeout --kill-after --network --rootfs --uid --gid --hostname --volume -v --tmpfs --proc --dev --dir -o -s -p -e -a -X -P -S -U --output --string-limit --attach --signal --status --quiet --inject --fault --read --write --abbrev --raw --columns --const-print-style --trace-path --summary-sort-by --summary-columns -E -w --argv0 --profile --exit --kernel --report --files --flight --ro --rox --rw --rwx --connect-tcp --bind-tcp --pledge --unveil --seccomp
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

# Whether that is so, and the command is the one given, or there is none.
function __lxrun_is_of
    set -l words (commandline -opc)
    set -q words[2]; and test $words[2] = $argv[1]; and __lxrun_needs_program
end

function __lxrun_is_plain
    not __lxrun_is_of trace; and not __lxrun_is_of learn; and __lxrun_needs_program
end

function __lxrun_reads
    set -l words (commandline -opc)
    set -q words[2]; and test $words[2] = $argv[1]
end

function __lxrun_has_no_word
    test (count (commandline -opc)) -eq 1
end


complete -c lxrun -x -a '(__fish_complete_subcommand -E -w --argv0 --profile --exit --kernel --report --files --ro --rox --rw --rwx --connect-tcp --bind-tcp --pledge --unveil --seccomp)'
complete -c lxrun -n __lxrun_needs_program -l profile -x -a 'none\t"interposition without containment" default\t"files change here only, no network" strict\t"nothing that is not named"' -d 'Containment profile'
complete -c lxrun -n __lxrun_needs_program -l ro -r -d 'Grant reading'
complete -c lxrun -n __lxrun_needs_program -l rox -r -d 'Grant reading and executing'
complete -c lxrun -n __lxrun_needs_program -l rw -r -d 'Grant reading and writing'
complete -c lxrun -n __lxrun_needs_program -l rwx -r -d 'Grant reading, writing and executing'
complete -c lxrun -n __lxrun_needs_program -l connect-tcp -x -d 'TCP ports to connect to'
complete -c lxrun -n __lxrun_is_plain -l bind-tcp -x -d 'TCP ports to listen at'
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
complete -c lxrun -n __lxrun_is_plain -l bind -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l bind-try -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l ro-bind -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l ro-bind-try -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l dev-bind -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l dev-bind-try -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l tmpfs -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l proc -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l dev -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l dir -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l symlink -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l volume -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l read-only -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l overlay -d 'Write into a layer'
complete -c lxrun -n __lxrun_is_plain -l rootfs -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l network -x -a 'none host' -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l unshare-all -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l unshare-user -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l unshare-pid -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l unshare-net -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l unshare-ipc -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l unshare-uts -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l unshare-cgroup -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l unshare-time -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l uid -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l gid -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -l hostname -r -d 'Namespaces and mounts'
complete -c lxrun -n __lxrun_is_plain -s v -r -d 'Show a path: SOURCE:TARGET[:ro]'
complete -c lxrun -n __lxrun_needs_program -l clearenv -d 'Start from an empty environment'
complete -c lxrun -n __lxrun_is_plain -s w -x -a '(__fish_complete_directories)' -d 'Start in this directory'
complete -c lxrun -n __lxrun_needs_program -l argv0 -x -d 'Name that the program is told'
complete -c lxrun -n __lxrun_is_plain -l verbose -d 'Say which system calls were not as on Linux'
complete -c lxrun -n __lxrun_needs_program -l no-rewrite -d 'Let every system call trap'
complete -c lxrun -n __lxrun_needs_program -l stats -d 'Say afterwards how many calls trapped'
complete -c lxrun -n __lxrun_is_plain -l trace -d 'Tell the system calls'
complete -c lxrun -n __lxrun_is_plain -l trace-format -x -a 'text raw binary json perfetto' -d 'Form of the trace'
complete -c lxrun -n __lxrun_is_plain -l trace-drop -d 'Lose records rather than wait for the output'
complete -c lxrun -n __lxrun_is_plain -l report -r -d 'Make a page about the run'
complete -c lxrun -n __lxrun_is_plain -l files -r -d 'Tell which files were used'
complete -c lxrun -n __lxrun_needs_program -l help -f -d 'Show a summary of the options'
complete -c lxrun -n __lxrun_needs_program -l version -f -d 'Show the version'
complete -c lxrun -n __lxrun_is_plain -l allow -x -d 'Reach this host and port, by lxrun'
complete -c lxrun -n __lxrun_is_plain -l json-status-fd -x -d 'Tell what happened as lines of JSON'
complete -c lxrun -n __lxrun_is_plain -l sarif -r -d 'Write what was denied as SARIF'
complete -c lxrun -n __lxrun_is_plain -l flight -r -d 'Keep what all threads of a process that crashes did last'
complete -c lxrun -n __lxrun_is_plain -l no-flight -d 'Do not tell of crashes'
complete -c lxrun -n __lxrun_has_no_word -f -a 'trace report learn doctor diff commit discard' -d 'Command of lxrun'
complete -c lxrun -n '__lxrun_is_of trace' -s o -l output -r -d 'Write to a file or command'
complete -c lxrun -n '__lxrun_is_of trace' -s A -l output-append-mode -d 'Append to the output'
complete -c lxrun -n '__lxrun_is_of trace' -s f -l follow-forks -d 'Twice: a file for each thread'
complete -c lxrun -n '__lxrun_is_of trace' -l output-separately -d 'A file for each thread'
complete -c lxrun -n '__lxrun_is_of trace' -s s -l string-limit -r -d 'Bytes of strings to show'
complete -c lxrun -n '__lxrun_is_of trace' -s y -l decode-fds -d 'Show where descriptors lead'
complete -c lxrun -n '__lxrun_is_of trace' -s k -l stack-traces -d 'Record stacks'
complete -c lxrun -n '__lxrun_is_of trace' -s v -l no-abbrev -d 'Show whole structures'
complete -c lxrun -n '__lxrun_is_of trace' -s p -l attach -r -d 'Refused: lxrun traces what it starts'
complete -c lxrun -n '__lxrun_is_of trace' -l trace-format -r -d 'Form of the trace'
complete -c lxrun -n '__lxrun_is_of trace' -l trace-drop -d 'Lose records rather than wait'
complete -c lxrun -n '__lxrun_is_of trace' -s e -r -d 'Which calls, and what becomes of them'
complete -c lxrun -n '__lxrun_is_of trace' -l trace -r -d 'Only these calls'
complete -c lxrun -n '__lxrun_is_of trace' -l signal -r -d 'Only these signals'
complete -c lxrun -n '__lxrun_is_of trace' -l status -r -d 'Only calls that end so'
complete -c lxrun -n '__lxrun_is_of trace' -l quiet -r -d 'What not to tell'
complete -c lxrun -n '__lxrun_is_of trace' -l inject -r -d 'Make something else of calls'
complete -c lxrun -n '__lxrun_is_of trace' -l fault -r -d 'Make calls fail'
complete -c lxrun -n '__lxrun_is_of trace' -l read -r -d 'Show the data read from descriptors'
complete -c lxrun -n '__lxrun_is_of trace' -l write -r -d 'Show the data written to descriptors'
complete -c lxrun -n '__lxrun_is_of trace' -l abbrev -r -d 'Calls whose structures are cut'
complete -c lxrun -n '__lxrun_is_of trace' -l raw -r -d 'Calls shown as numbers'
complete -c lxrun -n '__lxrun_is_of trace' -l verbose -r -d 'Calls whose structures are shown'
complete -c lxrun -n '__lxrun_is_of trace' -s t -d 'Time of day'
complete -c lxrun -n '__lxrun_is_of trace' -s r -l relative-timestamps -d 'Time since the line before'
complete -c lxrun -n '__lxrun_is_of trace' -s T -l syscall-times -d 'Time in each call'
complete -c lxrun -n '__lxrun_is_of trace' -s i -l instruction-pointer -d 'Addresses of calls'
complete -c lxrun -n '__lxrun_is_of trace' -s n -l syscall-number -d 'Numbers of calls'
complete -c lxrun -n '__lxrun_is_of trace' -s x -d 'Hexadecimal strings'
complete -c lxrun -n '__lxrun_is_of trace' -s q -d 'Tell less of processes'
complete -c lxrun -n '__lxrun_is_of trace' -s a -l columns -r -d 'Column of results'
complete -c lxrun -n '__lxrun_is_of trace' -s X -l const-print-style -r -d 'How constants are shown'
complete -c lxrun -n '__lxrun_is_of trace' -s P -l trace-path -r -d 'Only calls about a path'
complete -c lxrun -n '__lxrun_is_of trace' -s z -l successful-only -d 'Only calls that succeed'
complete -c lxrun -n '__lxrun_is_of trace' -s Z -l failed-only -d 'Only calls that fail'
complete -c lxrun -n '__lxrun_is_of trace' -s c -l summary-only -d 'Count instead of telling'
complete -c lxrun -n '__lxrun_is_of trace' -s C -l summary -d 'Count, too'
complete -c lxrun -n '__lxrun_is_of trace' -s w -l summary-wall-clock -d 'Count wall-clock time, as in any case'
complete -c lxrun -n '__lxrun_is_of trace' -l summary-each -d 'Count for each process (=thread: thread)'
complete -c lxrun -n '__lxrun_is_of trace' -s S -l summary-sort-by -r -d 'Sort the summary'
complete -c lxrun -n '__lxrun_is_of trace' -s U -l summary-columns -r -d 'Columns of the summary'
complete -c lxrun -n '__lxrun_is_of trace' -l redact -d 'Hide data and values of variables'
complete -c lxrun -n '__lxrun_is_of learn' -s o -l output -r -d 'Write the profile to'
complete -c lxrun -n '__lxrun_is_of learn' -l merge -d 'Add to a profile that is there'
complete -c lxrun -n '__lxrun_is_of learn' -l baseline -r -d 'Fail on what this profile does not allow'
complete -c lxrun -n '__lxrun_is_of learn' -l format -x -a 'profile pledge oci' -d 'The form of the profile'
complete -c lxrun -n '__lxrun_reads report' -l html -r -d 'Write the trace in this form'
complete -c lxrun -n '__lxrun_reads report' -l json -r -d 'Write the trace in this form'
complete -c lxrun -n '__lxrun_reads report' -l perfetto -r -d 'Write the trace in this form'
complete -c lxrun -n '__lxrun_reads report' -l top -x -d 'Rows of each table'
complete -c lxrun -n '__lxrun_reads report' -F
complete -c lxrun -n '__lxrun_reads doctor' -l json -d 'As JSON'
complete -c lxrun -n '__lxrun_is_of diff' -s q -l brief -d 'No contents'
complete -c lxrun -n '__lxrun_is_of diff' -l json -d 'As JSON'
complete -c lxrun -n '__lxrun_is_of diff' -l list -d 'Name the layers'
complete -c lxrun -n '__lxrun_is_of commit' -l force -d 'Overwrite what has changed'
complete -c lxrun -n '__lxrun_is_of commit' -l skip -d 'Leave out what has changed'
complete -c lxrun -n '__lxrun_is_of diff; or __lxrun_is_of commit; or __lxrun_is_of discard' -f -a '(command ls (set -q XDG_STATE_HOME; and echo $XDG_STATE_HOME; or echo ~/.local/state)/lxrun/overlay 2> /dev/null)' -d 'Layer'
