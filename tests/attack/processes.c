/* SPDX-License-Identifier: GPL-2.0-or-later */
/* processes.c - processes outside: the runner's victim, lxrun, process 1. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "hostile.h"

#define REFUSED(name, ...) \
    static enum outcome name(void) \
    { \
        return refused(gate(__VA_ARGS__, 0L, 0L, 0L, 0L, 0L, 0L)); \
    }

REFUSED(kill_victim, (long)SYS_kill, (long)target.pid, (long)SIGTERM)
/* In a pid namespace a parent outside has no number. */
static enum outcome kill_parent(void)
{
    pid_t parent = getppid();

    return parent == 0 ? CONTAINED : refused(gate(SYS_kill, (long)parent, (long)SIGKILL));
}
REFUSED(trace_victim, (long)SYS_ptrace, (long)PTRACE_SEIZE, (long)target.pid)
REFUSED(trace_parent, (long)SYS_ptrace, (long)PTRACE_SEIZE, (long)getppid())
REFUSED(nice_victim, (long)SYS_setpriority, 0L, (long)target.pid, 19L)

static enum outcome limit_victim(void)
{
    const struct rlimit limit = { 1, 1 };

    return refused(gate((long)SYS_prlimit64, (long)target.pid, (long)RLIMIT_CPU, &limit,
                        0L, 0L, 0L));
}

static enum outcome write_to(int pid)
{
    char byte = 0;
    const struct iovec here = { &byte, 1 }, there = { (void *)0x400000, 1 };
    long result = gate((long)SYS_process_vm_writev, (long)pid, &here, 1L, &there, 1L, 0L);

    /* EFAULT: it was let in, and found nothing there. */
    return result >= 0 || result == -14 ? BROKE_OUT : CONTAINED;
}

static enum outcome write_victim(void)
{
    return write_to(target.pid);
}

static enum outcome write_parent(void)
{
    return write_to(getppid());
}

static enum outcome open_memory(int pid)
{
    char path[64];

    snprintf(path, sizeof(path), "/proc/%d/mem", pid);
    return refused(
        gate((long)SYS_openat, (long)AT_FDCWD, path, (long)O_RDWR, 0L, 0L, 0L));
}

static enum outcome memory_of_victim(void)
{
    return open_memory(target.pid);
}

static enum outcome memory_of_parent(void)
{
    return open_memory(getppid());
}

static enum outcome descriptor_of_victim(void)
{
    long fd = gate((long)SYS_pidfd_open, (long)target.pid, 0L, 0L, 0L, 0L, 0L);

    return fd < 0 ? CONTAINED :
                    refused(gate((long)SYS_pidfd_getfd, fd, 0L, 0L, 0L, 0L, 0L));
}

const struct attack process_attacks[] = {
    { "kill_victim", kill_victim },
    { "kill_parent", kill_parent },
    { "trace_victim", trace_victim },
    { "trace_parent", trace_parent },
    { "nice_victim", nice_victim },
    { "limit_victim", limit_victim },
    { "write_victim", write_victim },
    { "write_parent", write_parent },
    { "memory_of_victim", memory_of_victim },
    { "memory_of_parent", memory_of_parent },
    { "descriptor_of_victim", descriptor_of_victim },
    { 0 },
};
