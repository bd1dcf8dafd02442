/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG turns syscall user dispatch on in a
 * tracee, whose next call from outside of the range is a SIGSYS then, also without a tracer.
 */
#include "check.h"

#include <linux/prctl.h>
#include <sys/ptrace.h>

#define SET_CONFIG 0x4210
#define GET_CONFIG 0x4211

struct config {
    uint64_t mode, selector, offset, len;
};

static long request(long what, pid_t pid, unsigned long addr, void *data)
{
    return syscall(SYS_ptrace, what, pid, addr, data);
}

int main(void)
{
    struct config config = { 0 };
    pid_t pid = CHECK_OK(fork());
    int status;

    if (pid == 0) {
        CHECK_OK(ptrace(PTRACE_TRACEME, 0, 0, 0));
        raise(SIGSTOP);
        syscall(SYS_getppid);
        _exit(0);
    }
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    if (request(GET_CONFIG, pid, sizeof config, &config) != 0 && errno == EIO)
        return 77; /* before Linux 6.4 */
    CHECK_EQ(config.mode, PR_SYS_DISPATCH_OFF);
    CHECK_ERR(request(SET_CONFIG, pid, 8, &config), EINVAL);
    config = (struct config){ PR_SYS_DISPATCH_ON, 0, 0x1000, 0x1000 };
    CHECK_OK(request(SET_CONFIG, pid, sizeof config, &config));
    memset(&config, 0, sizeof config);
    CHECK_OK(request(GET_CONFIG, pid, sizeof config, &config));
    CHECK_EQ(config.mode, PR_SYS_DISPATCH_ON);
    CHECK_EQ(config.offset, 0x1000);
    CHECK_OK(ptrace(PTRACE_DETACH, pid, 0, 0));
    CHECK_EQ(wait_status(pid), KILLED(SIGSYS));
    return passed();
}
