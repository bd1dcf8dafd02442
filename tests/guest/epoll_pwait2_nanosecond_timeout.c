/* SPDX-License-Identifier: GPL-2.0-or-later */
/* epoll_pwait2 takes a timespec: short times, no wait, for ever; bad ones are EINVAL. */
#include <sys/epoll.h>

#include "check.h"

#define WAIT(time, mask) syscall(SYS_epoll_pwait2, epoll, &event, 1, time, mask, 8L)

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    struct timespec some = { 0, 15000000 }, zero = { 0, 0 }, bad = { 0, 1000000000 },
                    huge = { 1000, 0 };
    unsigned long usr1 = 1UL << (SIGUSR1 - 1), none = 0;
    struct epoll_event event;
    int epoll = CHECK_OK(epoll_create1(0));
    long start = now_ms();

    CHECK_EQ(WAIT(&some, NULL), 0);
    CHECK(now_ms() - start >= 14);
    CHECK_EQ(some.tv_nsec, 15000000);
    CHECK_EQ(WAIT(&zero, NULL), 0);
    CHECK_ERR(WAIT(&bad, NULL), EINVAL);
    CHECK_ERR(WAIT(8, NULL), EFAULT);
    set_handler(SIGUSR1, handler, 0);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &usr1, NULL, 8));
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(WAIT(&zero, &usr1), 0);
    CHECK_ERR(WAIT(&huge, &none), EINTR);
    CHECK_EQ(count, 1);
    return passed();
}
