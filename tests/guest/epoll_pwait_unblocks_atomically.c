/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A signal open only inside epoll_pwait ends it with EINTR; a ready event comes first. */
#include <sys/epoll.h>

#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    unsigned long usr1 = 1UL << (SIGUSR1 - 1), none = 0, now;
    struct epoll_event event = { .events = EPOLLIN, .data.u64 = 0x1234567890 };
    int epoll = CHECK_OK(epoll_create1(0)), pipes[2];

    CHECK_OK(pipe(pipes));
    CHECK_OK(epoll_ctl(epoll, EPOLL_CTL_ADD, pipes[0], &event));
    set_handler(SIGUSR1, handler, SA_RESTART);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &usr1, NULL, 8));
    for (int i = 1; i <= 50; i++) {
        CHECK_OK(kill(getpid(), SIGUSR1));
        CHECK_ERR(syscall(SYS_epoll_pwait, epoll, &event, 1, -1, &none, 8), EINTR);
        CHECK_EQ(count, i);
        CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &now, 8));
        CHECK_EQ(now, usr1);
    }
    CHECK_EQ(write(pipes[1], "x", 1), 1);
    CHECK_EQ(syscall(SYS_epoll_pwait, epoll, &event, 1, -1, &none, 8), 1);
    CHECK_EQ(event.data.u64, 0x1234567890);
    CHECK_EQ(syscall(SYS_epoll_pwait, epoll, &event, 1, 0, NULL, 99), 1);
    CHECK_ERR(syscall(SYS_epoll_pwait, epoll, &event, 1, 0, &none, 4), EINVAL);
    CHECK_ERR(syscall(SYS_epoll_pwait, epoll, &event, 1, 0, 8, 8), EFAULT);
    CHECK_ERR(syscall(SYS_epoll_pwait, epoll, &event, 0, 0, NULL, 8), EINVAL);
    return passed();
}
