/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A status that cannot be stored is EFAULT, and the child has been waited for;
 * no status at all is fine. */
#include <sys/resource.h>

#include "tracing.h"

static void body(void)
{
    raise(SIGUSR1);
}

int main(void)
{
    pid_t pid = start_tracee(body, 0);
    struct rusage usage;

    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_ERR(wait4(pid, (int *)8, 0, NULL), EFAULT);
    CHECK_EQ(waitpid(pid, NULL, WNOHANG), 0);
    CHECK_EQ(siginfo_of(pid).si_signo, SIGUSR1);
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    memset(&usage, 0xff, sizeof usage);
    CHECK_EQ(wait4(pid, NULL, 0, &usage), pid);
    CHECK(usage.ru_maxrss > 0);
    return passed();
}
