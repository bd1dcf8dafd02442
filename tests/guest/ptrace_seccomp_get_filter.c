/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PTRACE_SECCOMP_GET_FILTER tells a tracee's filters, the oldest first, and
 * _GET_METADATA their flags, to a tracer that is privileged and not filtered.
 */
#include "filters.h"

#include <linux/ptrace.h>

static long request(long what, pid_t pid, unsigned long addr, void *data)
{
    return syscall(SYS_ptrace, what, pid, addr, data);
}

static void tracee(void)
{
    struct sock_filter first[] = { RETURN(SECCOMP_RET_ALLOW) };
    struct sock_filter second[] = { LOAD(nr), RETURN(SECCOMP_RET_ALLOW) };

    CHECK_OK(request(PTRACE_TRACEME, 0, 0, NULL));
    CHECK_OK(raise(SIGSTOP));
    CHECK_OK(install_code(0, first, COUNT(first)));
    CHECK_OK(install_code(SECCOMP_FILTER_FLAG_LOG, second, COUNT(second)));
    CHECK_OK(raise(SIGSTOP));
    _exit(0);
}

int main(void)
{
    struct seccomp_metadata metadata = { .filter_off = 1 };
    struct sock_filter code[8] = { 0 };
    pid_t pid;
    int status;

    if (geteuid() != 0)
        return 77;
    pid = CHECK_OK(fork());
    if (pid == 0)
        tracee();
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_ERR(request(PTRACE_SECCOMP_GET_FILTER, pid, 0, code), EINVAL);
    CHECK_OK(request(PTRACE_CONT, pid, 0, NULL));
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(request(PTRACE_SECCOMP_GET_FILTER, pid, 0, NULL), 1);
    CHECK_EQ(request(PTRACE_SECCOMP_GET_FILTER, pid, 1, code), 2);
    CHECK_EQ(code[0].code, BPF_LD | BPF_W | BPF_ABS);
    CHECK_EQ(code[1].k, SECCOMP_RET_ALLOW);
    CHECK_ERR(request(PTRACE_SECCOMP_GET_FILTER, pid, 2, NULL), ENOENT);
    CHECK_EQ(request(PTRACE_SECCOMP_GET_METADATA, pid, sizeof metadata, &metadata),
             sizeof metadata);
    CHECK_EQ(metadata.flags, SECCOMP_FILTER_FLAG_LOG);
    metadata.filter_off = 0;
    CHECK_OK(request(PTRACE_SECCOMP_GET_METADATA, pid, sizeof metadata, &metadata));
    CHECK_EQ(metadata.flags, 0);
    CHECK_ERR(request(PTRACE_SECCOMP_GET_METADATA, pid, 4, &metadata), EINVAL);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
