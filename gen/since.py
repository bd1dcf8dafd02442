#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make dispatch_since.c: the version of Linux that each call appeared in on x86-64.

A call that is not named here is older than 2.6.6.  The versions are those of
syscalls(2) and of the kernel's history; a reserved number counts from the day on
which it did something.
"""

import sys

import product

SINCE = {
    "2.6.6": "mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr",
    "2.6.7": "mbind set_mempolicy get_mempolicy",
    "2.6.10": "waitid add_key request_key keyctl",
    "2.6.13": "kexec_load ioprio_set ioprio_get inotify_init inotify_add_watch inotify_rm_watch",
    "2.6.16": "migrate_pages openat mkdirat mknodat fchownat futimesat newfstatat unlinkat"
              " renameat linkat symlinkat readlinkat fchmodat faccessat pselect6 ppoll unshare",
    "2.6.17": "set_robust_list get_robust_list splice tee sync_file_range vmsplice",
    "2.6.18": "move_pages",
    "2.6.19": "epoll_pwait",
    "2.6.22": "utimensat signalfd eventfd",
    "2.6.23": "fallocate",
    "2.6.25": "timerfd_create timerfd_settime timerfd_gettime",
    "2.6.27": "signalfd4 eventfd2 epoll_create1 dup3 pipe2 inotify_init1",
    "2.6.28": "accept4",
    "2.6.30": "preadv pwritev",
    "2.6.31": "rt_tgsigqueueinfo perf_event_open",
    "2.6.33": "recvmmsg",
    "2.6.36": "prlimit64",
    "2.6.37": "fanotify_init fanotify_mark",
    "2.6.39": "name_to_handle_at open_by_handle_at clock_adjtime syncfs",
    "3.0": "sendmmsg setns",
    "3.1": "getcpu",
    "3.2": "process_vm_readv process_vm_writev",
    "3.5": "kcmp",
    "3.8": "finit_module",
    "3.14": "sched_setattr sched_getattr",
    "3.15": "renameat2",
    "3.17": "seccomp getrandom memfd_create kexec_file_load",
    "3.18": "bpf",
    "3.19": "execveat",
    "4.3": "userfaultfd membarrier",
    "4.4": "mlock2",
    "4.5": "copy_file_range",
    "4.6": "preadv2 pwritev2",
    "4.9": "pkey_mprotect pkey_alloc pkey_free",
    "4.11": "statx",
    "4.18": "io_pgetevents rseq",
    "5.1": "pidfd_send_signal io_uring_setup io_uring_enter io_uring_register",
    "5.2": "open_tree move_mount fsopen fsconfig fsmount fspick",
    "5.3": "pidfd_open clone3",
    "5.6": "openat2 pidfd_getfd",
    "5.8": "faccessat2",
    "5.9": "close_range",
    "5.10": "process_madvise",
    "5.11": "epoll_pwait2",
    "5.12": "mount_setattr",
    "5.13": "landlock_create_ruleset landlock_add_rule landlock_restrict_self",
    "5.14": "quotactl_fd memfd_secret",
    "5.15": "process_mrelease",
    "5.16": "futex_waitv",
    "5.17": "set_mempolicy_home_node",
    "6.5": "cachestat",
    "6.6": "fchmodat2 map_shadow_stack",
    "6.7": "futex_wake futex_wait futex_requeue",
    "6.8": "statmount listmount lsm_get_self_attr lsm_set_self_attr lsm_list_modules",
    "6.10": "mseal",
    "6.11": "uretprobe",
    "6.13": "setxattrat getxattrat listxattrat removexattrat",
    "6.15": "open_tree_attr",
    "6.17": "file_getattr file_setattr",
    "6.18": "uprobe",
    "6.19": "listns",
    "7.0": "rseq_slice_yield",
}

HEAD = [
    "",
    '#include "dispatch/admit.h"',
    "",
    '#include "abi/config.h"',
    "",
    "const uint32_t dispatch_since[SYSCALL_TABLE_SIZE] = {",
]


def versions():
    """name -> (major, minor, patch)"""
    return {name: (*map(int, version.split(".")), 0)[:3]
            for version, names in SINCE.items() for name in names.split()}


def render(rows):
    since = versions()
    unknown = set(since) - {row.name for row in rows}
    if unknown:
        sys.exit(f"since.py: not in the table: {' '.join(sorted(unknown))}")
    lines = [f"    [{row.nr}] = KERNEL_VERSION{since[row.name]}, /* {row.name} */"
             for row in rows if row.name in since]
    return product.c_file("since.py", [*HEAD, *lines, "};"])


if __name__ == "__main__":
    product.main(__doc__, render)
