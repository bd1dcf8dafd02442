/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A signal open only inside pselect ends it with EINTR; mask and sets are as
 * before (select(2)).
 */
#include <sys/select.h>

#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    unsigned long now;

    (void)info, (void)context;
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &now, 8));
    CHECK_EQ(now, 1UL << (sig - 1) | 1UL << (SIGHUP - 1));
    count++;
}

int main(void)
{
    unsigned long usr1 = 1UL << (SIGUSR1 - 1), hup = 1UL << (SIGHUP - 1), now;
    struct {
        const unsigned long *set;
        size_t size;
    } mask = { &hup, 8 };
    fd_set set;
    int pipes[2];

    CHECK_OK(pipe(pipes));
    set_handler(SIGUSR1, handler, SA_RESTART);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &usr1, NULL, 8));
    for (int i = 1; i <= 50; i++) {
        FD_ZERO(&set);
        FD_SET(pipes[0], &set);
        CHECK_OK(kill(getpid(), SIGUSR1));
        CHECK_ERR(syscall(SYS_pselect6, pipes[0] + 1, &set, NULL, NULL, NULL, &mask),
                  EINTR);
        CHECK(FD_ISSET(pipes[0], &set));
        CHECK_EQ(count, i);
        CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &now, 8));
        CHECK_EQ(now, usr1);
    }
    return passed();
}
