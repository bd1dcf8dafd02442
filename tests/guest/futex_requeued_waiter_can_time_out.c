/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A waiter moved to another word still times out, and is interrupted by signals there. */
#include "waiter.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

int main(void)
{
    struct timespec time = { 0, 300000000 };
    volatile uint32_t from = 0, to = 0;
    struct waiter w[2] = { { .timeout = &time }, { 0 } };

    set_handler(SIGUSR1, handler, 0);
    start_waiter(&w[0], &from, FUTEX_WAIT_PRIVATE);
    start_waiter(&w[1], &from, FUTEX_WAIT_PRIVATE);
    if (futex(&from, FUTEX_REQUEUE_PRIVATE, 0, (void *)2, &to, 0) != 2)
        CHECK(w[0].is_done); /* only if we were very late */
    CHECK_EQ(join_waiter(&w[0]), ETIMEDOUT);
    CHECK_OK(syscall(SYS_tgkill, getpid(), w[1].tid, SIGUSR1));
    CHECK_EQ(join_waiter(&w[1]), EINTR);
    CHECK_EQ(futex(&to, FUTEX_WAKE_PRIVATE, 100, NULL, NULL, 0), 0);
    CHECK_EQ(futex(&from, FUTEX_WAKE_PRIVATE, 100, NULL, NULL, 0), 0);
    return passed();
}
