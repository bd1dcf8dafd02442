/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pause(2) ends with EINTR when a handler has run, SA_RESTART or not, and neither an
 * ignored nor a blocked signal ends it.
 */
#include "check.h"

static volatile int runs;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    runs++;
}

/* The signals until the parent has paused and gone on. */
static _Noreturn void send(pid_t to)
{
    const struct timespec while_it_sleeps = { .tv_nsec = 1000000 };

    for (;;) {
        kill(to, SIGUSR2);
        kill(to, SIGWINCH);
        nanosleep(&while_it_sleeps, NULL);
        kill(to, SIGUSR1);
    }
}

static void pause_with(int flags)
{
    const pid_t parent = getpid();
    pid_t sender;

    set_handler(SIGUSR1, handler, flags);
    sender = (pid_t)CHECK_OK(fork());
    if (sender == 0)
        send(parent);
    for (int i = 0; i < 50; i++) {
        const int before = runs;

        CHECK_ERR(syscall(SYS_pause), EINTR);
        CHECK(runs > before);
    }
    CHECK_OK(kill(sender, SIGKILL));
    CHECK_EQ(wait_status(sender), KILLED(SIGKILL));
}

int main(void)
{
    sigset_t blocked;

    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR2);
    CHECK_OK(sigprocmask(SIG_BLOCK, &blocked, NULL));
    pause_with(0);
    pause_with(SA_RESTART);
    return passed();
}
