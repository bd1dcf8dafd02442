/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SECCOMP_RET_TRAP is a SIGSYS that cannot be blocked or ignored (seccomp(2)). */
#include "filters.h"

static void caught(int sig)
{
    (void)sig;
}

static void call(void)
{
    CHECK_OK(filter_call(0, SYS_getppid, SECCOMP_RET_TRAP));
    syscall(SYS_getppid);
}

static void by_default(void)
{
    call();
}

static void ignored(void)
{
    signal(SIGSYS, SIG_IGN);
    call();
}

static void blocked(void)
{
    sigset_t set;

    signal(SIGSYS, caught);
    sigemptyset(&set);
    sigaddset(&set, SIGSYS);
    sigprocmask(SIG_BLOCK, &set, NULL);
    call();
}

static void handled(void)
{
    signal(SIGSYS, caught);
    call();
}

static void handled_once(void)
{
    struct sigaction act = { .sa_handler = caught, .sa_flags = SA_RESETHAND };

    sigaction(SIGSYS, &act, NULL);
    call();
    syscall(SYS_getppid);
}

int main(void)
{
    no_new_privs();
    CHECK_EQ(child_status(by_default), KILLED(SIGSYS));
    CHECK_EQ(child_status(ignored), KILLED(SIGSYS));
    CHECK_EQ(child_status(blocked), KILLED(SIGSYS));
    CHECK_EQ(child_status(handled_once), KILLED(SIGSYS));
    CHECK_EQ(child_status(handled), EXITED(0));
    return passed();
}
