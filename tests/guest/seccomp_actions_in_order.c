/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Of several filters the most severe action wins, and of equal ones the newest. */
#include "filters.h"

static const unsigned from_severe_to_mild[] = {
    SECCOMP_RET_KILL_PROCESS, SECCOMP_RET_KILL_THREAD, SECCOMP_RET_TRAP,
    SECCOMP_RET_ERRNO | 77,   SECCOMP_RET_TRACE,       SECCOMP_RET_LOG,
    SECCOMP_RET_ALLOW,
};

static unsigned first, second;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    _exit(info->si_errno == 5 ? 5 : 6);
}

static void ask_both(void)
{
    long result;

    set_handler(SIGSYS, handler, 0);
    CHECK_OK(filter_call(0, SYS_getppid, first));
    CHECK_OK(filter_call(0, SYS_getppid, second));
    result = syscall(SYS_getppid);
    _exit(result != -1 ? 1 : errno == 77 ? 2 : errno == ENOSYS ? 3 : 4);
}

static int expected(unsigned verdict)
{
    switch (verdict & SECCOMP_RET_ACTION_FULL) {
    case SECCOMP_RET_ALLOW:
    case SECCOMP_RET_LOG:
        return EXITED(1);
    case SECCOMP_RET_ERRNO:
        return EXITED(2);
    case SECCOMP_RET_TRACE:
        return EXITED(3);
    case SECCOMP_RET_TRAP:
        return EXITED(6);
    default:
        return KILLED(SIGSYS);
    }
}

static void all_pairs(void)
{
    for (size_t i = 0; i < COUNT(from_severe_to_mild); i++)
        for (size_t j = i; j < COUNT(from_severe_to_mild); j++) {
            first = from_severe_to_mild[i];
            second = from_severe_to_mild[j];
            CHECK_EQ(child_status(ask_both), expected(first));
            first = from_severe_to_mild[j];
            second = from_severe_to_mild[i];
            CHECK_EQ(child_status(ask_both), expected(second));
        }
}

static void unknown_action(void)
{
    CHECK_OK(filter_call(0, SYS_getppid, 0x10000000));
    syscall(SYS_getppid);
}

int main(void)
{
    no_new_privs();
    all_pairs();
    first = SECCOMP_RET_ERRNO | 76;
    second = SECCOMP_RET_ERRNO | 77;
    CHECK_EQ(child_status(ask_both), EXITED(2));
    first = SECCOMP_RET_TRAP | 1;
    second = SECCOMP_RET_TRAP | 5;
    CHECK_EQ(child_status(ask_both), EXITED(5));
    first = SECCOMP_RET_ALLOW;
    second = SECCOMP_RET_ERRNO | 60000;
    CHECK_EQ(child_status(ask_both), EXITED(4));
    CHECK_EQ(child_status(unknown_action), KILLED(SIGSYS));
    return passed();
}
