/* SPDX-License-Identifier: GPL-2.0-or-later */
/* call_class.c - see call_class.h. */
#include "report/call_class.h"

#include "report/effects.h"
#include "syscall_nr.h"

#define IS(nr, class) [SYS_##nr] = CALL_##class + 1

/* clang-format off */
static const uint8_t classes[SYSCALL_TABLE_SIZE] = {
    IS(socket, NETWORK), IS(connect, NETWORK), IS(accept, NETWORK), IS(accept4, NETWORK),
    IS(sendto, NETWORK), IS(recvfrom, NETWORK), IS(sendmsg, NETWORK), IS(recvmsg, NETWORK),
    IS(sendmmsg, NETWORK), IS(recvmmsg, NETWORK), IS(shutdown, NETWORK), IS(bind, NETWORK),
    IS(listen, NETWORK), IS(getsockname, NETWORK), IS(getpeername, NETWORK),
    IS(socketpair, NETWORK), IS(setsockopt, NETWORK), IS(getsockopt, NETWORK),

    IS(mmap, MEMORY), IS(mprotect, MEMORY), IS(munmap, MEMORY), IS(brk, MEMORY),
    IS(mremap, MEMORY), IS(msync, MEMORY), IS(mincore, MEMORY), IS(madvise, MEMORY),
    IS(shmget, MEMORY), IS(shmat, MEMORY), IS(shmdt, MEMORY), IS(shmctl, MEMORY),
    IS(mlock, MEMORY), IS(munlock, MEMORY), IS(mlockall, MEMORY), IS(munlockall, MEMORY),
    IS(mlock2, MEMORY), IS(mbind, MEMORY), IS(pkey_mprotect, MEMORY), IS(pkey_alloc, MEMORY),
    IS(pkey_free, MEMORY), IS(process_madvise, MEMORY), IS(remap_file_pages, MEMORY),

    IS(clone, PROCESS), IS(fork, PROCESS), IS(vfork, PROCESS), IS(clone3, PROCESS),
    IS(execve, PROCESS), IS(execveat, PROCESS), IS(exit, PROCESS), IS(exit_group, PROCESS),
    IS(getpid, PROCESS), IS(gettid, PROCESS), IS(getppid, PROCESS), IS(prctl, PROCESS),
    IS(arch_prctl, PROCESS), IS(set_tid_address, PROCESS), IS(set_robust_list, PROCESS),
    IS(rseq, PROCESS), IS(setsid, PROCESS), IS(setpgid, PROCESS), IS(getpgid, PROCESS),
    IS(getuid, PROCESS), IS(geteuid, PROCESS), IS(getgid, PROCESS), IS(getegid, PROCESS),
    IS(prlimit64, PROCESS), IS(getrlimit, PROCESS), IS(setrlimit, PROCESS),
    IS(sched_yield, PROCESS), IS(sched_getaffinity, PROCESS),

    IS(rt_sigaction, SIGNAL), IS(rt_sigprocmask, SIGNAL), IS(rt_sigreturn, SIGNAL),
    IS(rt_sigpending, SIGNAL), IS(sigaltstack, SIGNAL), IS(kill, SIGNAL), IS(tkill, SIGNAL),
    IS(tgkill, SIGNAL), IS(rt_sigqueueinfo, SIGNAL), IS(signalfd4, SIGNAL),

    IS(poll, WAIT), IS(ppoll, WAIT), IS(select, WAIT), IS(pselect6, WAIT), IS(pause, WAIT),
    IS(epoll_wait, WAIT), IS(epoll_pwait, WAIT), IS(epoll_pwait2, WAIT), IS(futex, WAIT),
    IS(futex_wait, WAIT), IS(futex_wake, WAIT), IS(futex_waitv, WAIT),
    IS(futex_requeue, WAIT), IS(wait4, WAIT), IS(waitid, WAIT), IS(nanosleep, WAIT),
    IS(clock_nanosleep, WAIT), IS(rt_sigsuspend, WAIT), IS(rt_sigtimedwait, WAIT),
    IS(restart_syscall, WAIT),
};
/* clang-format on */

enum call_class call_class_of(int64_t nr)
{
    if (nr < 0 || nr >= SYSCALL_TABLE_SIZE)
        return CALL_OTHER;
    if (classes[nr] != 0)
        return classes[nr] - 1;
    return effect_of(nr)->what != EFFECT_NONE ? CALL_FILE : CALL_OTHER;
}

const char *call_class_name(enum call_class class)
{
    static const char *const names[CALL_CLASS_COUNT] = { "file",    "network", "memory",
                                                         "process", "signal",  "wait",
                                                         "other" };

    return names[class];
}
