/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A signal open only inside io_pgetevents ends it with EINTR; the mask is restored. */
#include <linux/aio_abi.h>

#include "check.h"

struct mask_arg {
    const unsigned long *set;
    size_t size;
};

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    unsigned long usr1 = 1UL << (SIGUSR1 - 1), none = 0, now;
    struct mask_arg open = { &none, 8 }, bad = { &none, 4 }, no_mask = { NULL, 8 };
    struct timespec some = { 0, 10000000 }, huge = { 1000, 0 };
    struct io_event event;
    aio_context_t context = 0;

    CHECK_OK(syscall(SYS_io_setup, 4, &context));
    CHECK_EQ(syscall(SYS_io_pgetevents, context, 1, 1, &event, &some, NULL), 0);
    CHECK_EQ(syscall(SYS_io_pgetevents, context, 1, 1, &event, &some, &no_mask), 0);
    set_handler(SIGUSR1, handler, SA_RESTART);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &usr1, NULL, 8));
    for (int i = 1; i <= 20; i++) {
        CHECK_OK(raise(SIGUSR1));
        CHECK_ERR(syscall(SYS_io_pgetevents, context, 1, 1, &event, &huge, &open), EINTR);
        CHECK_EQ(count, i);
        CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &now, 8));
        CHECK_EQ(now, usr1);
    }
    CHECK_ERR(syscall(SYS_io_pgetevents, context, 1, 1, &event, &some, &bad), EINVAL);
    CHECK_ERR(syscall(SYS_io_pgetevents, context, 1, 1, &event, &some, 8), EFAULT);
    CHECK_OK(syscall(SYS_io_destroy, context));
    return passed();
}
