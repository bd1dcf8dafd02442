/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refusals.c - the lists.
 *
 * They follow docker's and firejail's, minus what needs a capability that a contained
 * program does not have and that does nothing without it.  EPERM is what programs
 * expect where a sandbox is in the way; ENOSYS stands where a libc or a runtime then
 * takes another way.
 *
 * Arguments of 32 bits are compared by their lower half: the kernel ignores the rest.
 */
#include "policy/refusals.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "syscall_nr.h"

#define LOW 0xffffffffUL

#define NEVER(call, why) \
    { \
        .number = SYS_##call, .error = why \
    }
#define IF_MASKED(call, why, arg, bits, is) \
    { \
        .number = SYS_##call, .error = why, .test = TEST_MASKED, .argument = arg, \
        .mask = bits, .value = is \
    }
#define IF_BITS(call, arg, bits) IF_MASKED(call, EPERM, arg, bits, bits)
#define UNLESS(call, why, arg, is) \
    { \
        .number = SYS_##call, .error = why, .test = TEST_OTHER, .argument = arg, \
        .value = is \
    }
#define UNLESS_BOTH(call, why, one, two, is) \
    { \
        .number = SYS_##call, .error = why, .test = TEST_OTHER, .argument = one, \
        .second = two, .value = is \
    }
#define END \
    { \
        .number = -1 \
    }

/* io_uring works in kernel threads, past every filter. */
static const struct refusal unseen[] = {
    NEVER(io_uring_setup, ENOSYS),
    NEVER(io_uring_enter, ENOSYS),
    NEVER(io_uring_register, ENOSYS),
    END,
};

/* All families but AF_UNSPEC, _UNIX, _INET, _INET6, _NETLINK, _PACKET and _ALG: among
 * them are those that no network namespace confines (AF_VSOCK, AF_BLUETOOTH). */
#define FAMILIES(size, first) \
    IF_MASKED(socket, EAFNOSUPPORT, 0, LOW & ~((size)-1UL), first)
#define FAMILY(one) FAMILIES(1, one)

static const struct refusal common[] = {
    /* The kernel's own state. */
    NEVER(bpf, EPERM),
    NEVER(perf_event_open, EPERM),
    NEVER(userfaultfd, EPERM),
    NEVER(kexec_load, EPERM),
    NEVER(kexec_file_load, EPERM),
    NEVER(reboot, EPERM),
    NEVER(init_module, EPERM),
    NEVER(finit_module, EPERM),
    NEVER(delete_module, EPERM),
    NEVER(swapon, EPERM),
    NEVER(swapoff, EPERM),
    NEVER(acct, EPERM),
    NEVER(quotactl, EPERM),
    NEVER(quotactl_fd, EPERM),
    NEVER(settimeofday, EPERM),
    NEVER(clock_settime, EPERM),
    NEVER(syslog, EPERM),
    NEVER(vhangup, EPERM),
    NEVER(iopl, EPERM),
    NEVER(ioperm, EPERM),
    NEVER(lookup_dcookie, EPERM),
    NEVER(fanotify_init, EPERM),
    NEVER(lsm_set_self_attr, EPERM),
    /* Keys belong to the user, not to the run. */
    NEVER(keyctl, EPERM),
    NEVER(add_key, EPERM),
    NEVER(request_key, EPERM),
    /* What is mounted, and ways around paths. */
    NEVER(mount, EPERM),
    NEVER(umount2, EPERM),
    NEVER(pivot_root, EPERM),
    NEVER(open_tree, EPERM),
    NEVER(open_tree_attr, EPERM),
    NEVER(move_mount, EPERM),
    NEVER(fsopen, EPERM),
    NEVER(fsconfig, EPERM),
    NEVER(fsmount, EPERM),
    NEVER(fspick, EPERM),
    NEVER(mount_setattr, EPERM),
    NEVER(open_by_handle_at, EPERM),
    NEVER(setns, EPERM),
    /* Typing for the user (TIOCSTI), pasting for him (TIOCLINUX). */
    IF_MASKED(ioctl, EPERM, 1, LOW, TIOCSTI),
    IF_MASKED(ioctl, EPERM, 1, LOW, TIOCLINUX),
    { .number = SYS_personality, .test = TEST_BY_HAND },
    FAMILY(3),
    FAMILIES(4, 4),
    FAMILIES(2, 8),
    FAMILY(11),
    FAMILIES(4, 12),
    FAMILIES(2, 18),
    FAMILIES(4, 20),
    FAMILIES(8, 24),
    FAMILIES(4, 32),
    FAMILIES(2, 36),
    FAMILY(39),
    FAMILIES(8, 40),
    FAMILIES(16, 48),
    END,
};

/* clone3 keeps its flags where a filter cannot look; lxcore makes a clone of it. */
static const struct refusal namespaces[] = {
    NEVER(clone3, ENOSYS),
    IF_BITS(clone, 0, CLONE_NEWUSER),
    IF_BITS(clone, 0, CLONE_NEWNS),
    IF_BITS(clone, 0, CLONE_NEWPID),
    IF_BITS(clone, 0, CLONE_NEWNET),
    IF_BITS(clone, 0, CLONE_NEWIPC),
    IF_BITS(clone, 0, CLONE_NEWUTS),
    IF_BITS(clone, 0, CLONE_NEWCGROUP),
    IF_BITS(unshare, 0, CLONE_NEWUSER),
    IF_BITS(unshare, 0, CLONE_NEWNS),
    IF_BITS(unshare, 0, CLONE_NEWPID),
    IF_BITS(unshare, 0, CLONE_NEWNET),
    IF_BITS(unshare, 0, CLONE_NEWIPC),
    IF_BITS(unshare, 0, CLONE_NEWUTS),
    IF_BITS(unshare, 0, CLONE_NEWCGROUP),
    IF_BITS(unshare, 0, CLONE_NEWTIME),
    END,
};

static const struct refusal strict[] = {
    NEVER(ptrace, EPERM),
    NEVER(process_vm_readv, EPERM),
    NEVER(process_vm_writev, EPERM),
    NEVER(pidfd_getfd, EPERM),
    NEVER(kcmp, EPERM),
    NEVER(process_madvise, EPERM),
    NEVER(mbind, EPERM),
    NEVER(set_mempolicy, EPERM),
    NEVER(migrate_pages, EPERM),
    NEVER(move_pages, EPERM),
    NEVER(set_mempolicy_home_node, EPERM),
    NEVER(memfd_secret, EPERM),
    NEVER(modify_ldt, EPERM),
    NEVER(vmsplice, EPERM),
    NEVER(name_to_handle_at, EPERM),
    NEVER(statmount, EPERM),
    NEVER(listmount, EPERM),
    NEVER(listns, EPERM),
    NEVER(chroot, EPERM),
    NEVER(ustat, EPERM),
    NEVER(sysfs, EPERM),
    FAMILIES(2, 16),
    FAMILY(38),
    END,
};

static const struct refusal no_inet[] = {
    UNLESS(socket, EACCES, 0, AF_UNIX),
    END,
};

/* A socket that can name its peer could name a daemon outside.  Of a pair only the
 * datagram kinds can (SOCK_RAW is one of them). */
static const struct refusal no_outside[] = {
    IF_MASKED(socket, EACCES, 0, LOW, AF_UNIX),
    IF_MASKED(socketpair, EACCES, 1, 0xf, SOCK_DGRAM),
    IF_MASKED(socketpair, EACCES, 1, 0xf, SOCK_RAW),
    END,
};

static const struct refusal no_tracing[] = {
    NEVER(ptrace, EPERM),
    NEVER(process_vm_readv, EPERM),
    NEVER(process_vm_writev, EPERM),
    NEVER(pidfd_getfd, EPERM),
    NEVER(kcmp, EPERM),
    NEVER(process_madvise, EPERM),
    END,
};

/* sched_setaffinity(2) is not here: libcs use it with a thread's own number. */
static const struct refusal no_others[] = {
    UNLESS_BOTH(prlimit64, EPERM, 0, 2, 0),
    UNLESS(setpriority, EPERM, 1, 0),
    UNLESS(ioprio_set, EPERM, 1, 0),
    UNLESS(sched_setscheduler, EPERM, 0, 0),
    UNLESS(sched_setparam, EPERM, 0, 0),
    UNLESS(sched_setattr, EPERM, 0, 0),
    END,
};

static const struct refusal no_ipc[] = {
    NEVER(shmget, EPERM),    NEVER(shmat, EPERM),
    NEVER(shmctl, EPERM),    NEVER(semget, EPERM),
    NEVER(semop, EPERM),     NEVER(semtimedop, EPERM),
    NEVER(semctl, EPERM),    NEVER(msgget, EPERM),
    NEVER(msgsnd, EPERM),    NEVER(msgrcv, EPERM),
    NEVER(msgctl, EPERM),    NEVER(mq_open, EPERM),
    NEVER(mq_unlink, EPERM), END,
};

/* open(2) truncates for readers, too.  openat2 keeps its flags where a filter cannot
 * look. */
static const struct refusal no_truncate[] = {
    NEVER(truncate, EPERM),
    NEVER(openat2, ENOSYS),
    IF_MASKED(open, EPERM, 1, O_TRUNC | O_ACCMODE, O_TRUNC),
    IF_MASKED(openat, EPERM, 2, O_TRUNC | O_ACCMODE, O_TRUNC),
    END,
};

/* To set a time to now (no times given) is left to touch(1).  Of attributes programs do not
 * mind that a file system has none; modes, owners and times lxrun changes where they may be
 * (supervisor/attributes.h). */
static const struct refusal no_metadata[] = {
    NEVER(chmod, EPERM), NEVER(fchmod, EPERM), NEVER(fchmodat, EPERM), NEVER(fchmodat2, EPERM),
    NEVER(chown, EPERM), NEVER(fchown, EPERM), NEVER(lchown, EPERM), NEVER(fchownat, EPERM),
    NEVER(setxattr, EOPNOTSUPP), NEVER(lsetxattr, EOPNOTSUPP), NEVER(fsetxattr, EOPNOTSUPP),
    NEVER(setxattrat, EOPNOTSUPP), NEVER(removexattr, EOPNOTSUPP), NEVER(lremovexattr, EOPNOTSUPP),
    NEVER(fremovexattr, EOPNOTSUPP), NEVER(removexattrat, EOPNOTSUPP), NEVER(file_setattr, EPERM),
    UNLESS(utime, EPERM, 1, 0), UNLESS(utimes, EPERM, 1, 0), UNLESS(futimesat, EPERM, 2, 0),
    UNLESS(utimensat, EPERM, 2, 0),
    IF_MASKED(ioctl, EPERM, 1, LOW, FS_IOC_SETFLAGS),
    IF_MASKED(ioctl, EPERM, 1, LOW, FS_IOC_FSSETXATTR),
    IF_MASKED(ioctl, EPERM, 1, LOW, FS_IOC_SETVERSION),
    END,
};

/* MSG_FASTOPEN connects past Landlock. */
static const struct refusal no_fastopen[] = {
    IF_MASKED(sendto, EOPNOTSUPP, 3, MSG_FASTOPEN, MSG_FASTOPEN),
    IF_MASKED(sendmsg, EOPNOTSUPP, 2, MSG_FASTOPEN, MSG_FASTOPEN),
    IF_MASKED(sendmmsg, EOPNOTSUPP, 3, MSG_FASTOPEN, MSG_FASTOPEN),
    END,
};

/* What a part is made of, in order. */
static const struct refusal *const lists[PART_COUNT][5] = {
    [PART_UNSEEN] = { unseen },
    [PART_DEFAULT] = { unseen, common, namespaces },
    [PART_DEFAULT_USERNS] = { unseen, common },
    [PART_STRICT] = { unseen, common, namespaces, strict },
    [PART_NO_INET] = { no_inet },
    [PART_NO_OUTSIDE] = { no_outside },
    [PART_NO_TRACING] = { no_tracing },
    [PART_NO_OTHERS] = { no_others },
    [PART_NO_FASTOPEN] = { no_fastopen },
    [PART_NO_IPC] = { no_ipc },
    [PART_NO_TRUNCATE] = { no_truncate },
    [PART_NO_METADATA] = { no_metadata },
};

const struct refusal *const *refusals_of(enum floor_part part)
{
    return lists[part];
}
