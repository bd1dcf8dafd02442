#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make capture_table.c: which guest memory the record of a call takes along."""

import product

HEAD = [
    "",
    '#include "trace/capture.h"',
    "",
    "const struct capture_row capture_table[SYSCALL_TABLE_SIZE] = {",
]

# What is always of one size, in bytes.
FIXED = {
    "int_out": 4, "u32_out": 4, "ulong_out": 8, "gaddr_out": 8, "off_inout": 8,
    "size_inout": 4, "time_out": 8, "timerid_out": 4, "fdpair_out": 8,
    "uid_out": 4, "gid_out": 4, "aioctx_out": 8,
    "stat": 144, "statx": 256, "statfs": 120, "ustat": 32, "file_handle": 136,
    "utimbuf": 16, "timespec_in": 16, "timespec_out": 16, "timespec_inout": 16,
    "timespec2_in": 32, "timeval_in": 16, "timeval_out": 16, "timeval_inout": 16,
    "timeval2_in": 32, "timezone_in": 8, "timezone_out": 8, "itimerval_in": 32,
    "itimerval_out": 32, "itimerspec_in": 32, "itimerspec_out": 32, "timex": 208,
    "tms": 32, "rlimit_in": 16, "rlimit_out": 16, "rusage": 144, "wstatus": 4,
    "sysinfo": 112, "sigaction_in": 32, "sigaction_out": 32, "sigaltstack_in": 24,
    "sigaltstack_out": 24, "siginfo_in": 128, "siginfo_out": 128, "sigevent_in": 64,
    "epoll_event_in": 12, "mq_attr_in": 64, "mq_attr_out": 64, "shmid_ds": 112,
    "msqid_ds": 120, "iocb": 64, "io_event_out": 32, "sched_param_in": 4,
    "sched_param_out": 4, "sched_attr_in": 56, "cap_header": 8, "cap_data_in": 24,
    "cap_data_out": 24, "robust_list": 24, "rseq": 32, "perf_event_attr": 136,
    "futex_pair": 48, "cachestat_range": 16, "cachestat": 40, "mnt_id_req": 32,
    "ns_id_req": 40, "utsname": 390,
}
# Elements of what is counted, in bytes.
ELEMENTS = {
    "pollfds": 8, "epoll_events_out": 12, "sembufs": 6, "gids_in": 4, "gids_out": 4,
    "ints_in": 4, "ints_out": 4, "u64s_out": 8, "gaddrs_in": 8, "iocbs": 8,
    "io_events_out": 32, "futex_waiters": 24, "iovec_far": 16,
}
# Counted in bytes or bits, and never large.
SETS = {"fdset", "sigset_in", "sigset_out", "cpuset_in", "cpuset_out", "nodemask_in",
        "nodemask_out", "sockaddr_in", "sockaddr_out", "dirents", "dirents64", "clone_args",
        "open_how", "mount_attr", "xattr_args", "file_attr_in", "file_attr_out",
        "sched_attr_out"}
IN_BITS = {"fdset", "nodemask_in", "nodemask_out"}
BOTH = {"pollfds", "fdset", "file_handle", "timex", "shmid_ds", "msqid_ds", "sembufs",
        "robust_list", "cap_header"}
OUT = {"stat", "statx", "statfs", "ustat", "tms", "rusage", "wstatus", "sysinfo", "utsname",
       "dirents", "dirents64", "cachestat"}
FORMS = {
    "path": "PATH", "str": "STRING", "strv": "STRINGS", "buf_in": "BYTES", "buf_out": "BYTES",
    "msgbuf_in": "BYTES", "msgbuf_out": "BYTES", "iovec_in": "IOVEC", "iovec_out": "IOVEC",
    "msghdr_in": "MESSAGE", "msghdr_out": "MESSAGE", "mmsghdr_in": "MESSAGES",
    "mmsghdr_out": "MESSAGES", "sigset_arg": "SIGSET_ARG", "word": "WORD",
}
RETURN_FD = {
    "open", "openat", "openat2", "creat", "dup", "dup2", "dup3", "socket", "accept", "accept4",
    "epoll_create", "epoll_create1", "eventfd", "eventfd2", "signalfd", "signalfd4",
    "timerfd_create", "inotify_init", "inotify_init1", "memfd_create", "pidfd_open",
    "pidfd_getfd", "fanotify_init", "userfaultfd", "perf_event_open", "open_by_handle_at",
    "open_tree", "fsopen", "fsmount", "fspick", "mq_open", "memfd_secret",
    "landlock_create_ruleset",
}


def direction(kind):
    if kind in BOTH or kind.endswith("_inout") or kind == "word":
        return ["IN", "OUT"]
    if kind in OUT or kind.endswith("_out"):
        return ["OUT"]
    return ["IN"]


def form(arg):
    """(form, size), or None for what points nowhere."""
    if arg.kind == "strv" and arg.name == "envp":
        return "VARIABLES", 1
    if arg.kind in FORMS:
        return FORMS[arg.kind], 1
    if arg.kind in ELEMENTS:
        return "ARRAY", ELEMENTS[arg.kind]
    if arg.kind in SETS:
        return "WHOLE", 1
    if arg.kind in FIXED:
        return "WHOLE", FIXED[arg.kind]
    return None


def count_of(arg, row, bits):
    """Where the count is: the index of an argument, or a name of capture.h."""
    names = [other.name for other in row.args]
    if not arg.param:
        return "CAPTURE_ONE"
    if arg.param == "ret":
        return "CAPTURE_RETURNED"
    index = names.index(arg.param)
    if row.args[index].kind == "size_inout":
        bits.append("COUNT_BEHIND_POINTER")
    return str(index)


def capture(arg, row):
    found = form(arg)
    if row.name == "getcwd" and found:  # a path, which is never cut
        found = "WHOLE", 1
    if not found:
        return None
    bits = direction(arg.kind)
    if arg.kind in IN_BITS:
        bits.append("COUNT_IN_BITS")
    count = count_of(arg, row, bits)
    mask = " | ".join(f"CAPTURE_{bit}" for bit in bits)
    return f"{{ CAPTURE_{found[0]}, {mask}, {found[1]}, {count} }}"


def line(row):
    args = [(i, capture(arg, row)) for i, arg in enumerate(row.args)]
    fields = [f".arg[{i}] = {text}" for i, text in args if text]
    if row.name in RETURN_FD:
        fields.append(".returns_fd = true")
    return f"    [{row.nr}] = {{ {', '.join(fields)} }}, /* {row.name} */" if fields else None


def render(rows):
    lines = [text for text in map(line, rows) if text]
    return product.c_file("capture.py", [*HEAD, *lines, "};"])


if __name__ == "__main__":
    product.main(__doc__, render)
