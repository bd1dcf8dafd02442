/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * host.h - the border to the host kernel: typed calls through the gate.
 *
 * World   lxcore.  Every one of these executes the gate's `syscall`; nothing
 *         else in lxcore can enter the kernel.
 * Result  what the kernel returned: a count or 0, or a negated errno.
 *
 * host_call() runs regardless of signals.  host_call_restartable() is for what
 * can block or is the one visible act of an emulation: a signal that came
 * before the kernel was entered makes it answer LX_REWIND instead.
 */
#ifndef LXRUN_CORE_HOST_H
#define LXRUN_CORE_HOST_H

#include "core/types.h"

#include "syscall_nr.h"

struct task;
struct ksigaction;
struct sigstack;

/* A system call as the guest made it. */
struct sys_args {
    long nr;
    uint64_t arg[6];
};

long host_call_restartable(struct task *task, const struct sys_args *args);

/* `call lx_gate_syscall` with the kernel's register convention; the gate's
 * `syscall` takes rcx and r11 as any other does. */
static inline long host_call(long nr, uint64_t a0, uint64_t a1, uint64_t a2, uint64_t a3,
                             uint64_t a4, uint64_t a5)
{
    register uint64_t r10 __asm__("r10") = a3;
    register uint64_t r8 __asm__("r8") = a4;
    register uint64_t r9 __asm__("r9") = a5;
    long result;

    __asm__ volatile("call lx_gate_syscall"
                     : "=a"(result)
                     : "a"(nr), "D"(a0), "S"(a1), "d"(a2), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

static inline long host_call3(long nr, uint64_t a0, uint64_t a1, uint64_t a2)
{
    return host_call(nr, a0, a1, a2, 0, 0, 0);
}

#define HOST_POINTER(p) ((uint64_t)(uintptr_t)(p))

long host_read(hostfd_t fd, void *buffer, size_t size);
long host_pread(hostfd_t fd, void *buffer, size_t size, uint64_t offset);
long host_write(hostfd_t fd, const void *buffer, size_t size);
long host_pwrite(hostfd_t fd, const void *buffer, size_t size, uint64_t offset);
long host_close(hostfd_t fd);
long host_openat(hostfd_t dir, gaddr_t path, int flags, unsigned mode);
long host_fcntl(hostfd_t fd, int command, uint64_t argument);
long host_dup3(hostfd_t from, hostfd_t to, int flags);
long host_readlink(const char *path, char *buffer, size_t size);

long host_mmap(gaddr_t address, size_t size, int prot, int flags, hostfd_t fd,
               uint64_t offset);
long host_munmap(gaddr_t address, size_t size);
long host_mprotect(gaddr_t address, size_t size, int prot);

long host_sigaction(int signo, const struct ksigaction *action, struct ksigaction *old);
long host_sigprocmask(int how, const uint64_t *set, uint64_t *old);
long host_sigaltstack(const struct sigstack *stack);
/* Queue `info` to the calling thread, or to the process of any of its threads. */
long host_queue_to_thread(int tgid, int tid, int signo, const void *info);
long host_queue_to_process(int tid, int signo, const void *info);

long host_getpid(void);
long host_gettid(void);
_Noreturn void host_exit_group(int status);

#endif
