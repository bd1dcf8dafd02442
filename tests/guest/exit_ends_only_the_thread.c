/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SYS_exit of a thread ends that thread alone; main may go first and others
 * live on (exit(2)).
 */
#include "check.h"

static void *last_thread(void *arg)
{
    wait_until_asleep(getppid()); /* the parent sits in waitpid */
    CHECK_EQ(getpid() != gettid(), 1);
    sleep_ms(20);
    syscall(SYS_exit_group, 33);
    return arg;
}

static void main_leaves_first(void)
{
    start_thread(last_thread, NULL);
    syscall(SYS_exit, 5);
}

static void *quiet_thread(void *arg)
{
    (void)arg;
    sleep_ms(20);
    syscall(SYS_exit, 9);
    return NULL;
}

static void all_leave_one_by_one(void)
{
    start_thread(quiet_thread, NULL);
    syscall(SYS_exit, 5);
}

static void *returns(void *arg)
{
    syscall(SYS_exit, 1);
    return arg;
}

int main(void)
{
    int status;

    CHECK_EQ(child_status(main_leaves_first), EXITED(33));
    status =
        child_status(all_leave_one_by_one); /* whose code counts: the kernel's choice */
    CHECK(status == EXITED(5) || status == EXITED(9));
    printf("%d\n", status >> 8);
    join_thread(start_thread(returns, NULL));
    return passed();
}
