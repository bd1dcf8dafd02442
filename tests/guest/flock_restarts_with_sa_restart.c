/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flock and F_SETLKW restart after handlers with SA_RESTART and fail with
 * EINTR without.
 */
#include <sys/file.h>

#include "check.h"

static int holder;
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    if (++count == 8)
        CHECK_OK(flock(holder, LOCK_UN));
}

int main(void)
{
    int fd = CHECK_OK(open("f", O_RDWR | O_CREAT, 0600));

    holder = CHECK_OK(open("f", O_RDWR));
    CHECK_OK(flock(holder, LOCK_EX));
    set_handler(SIGALRM, handler, SA_RESTART);
    alarm_every_us(2000);
    CHECK_OK(flock(fd, LOCK_EX));
    CHECK(count >= 8);
    set_handler(SIGALRM, handler, 0);
    CHECK_ERR(flock(holder, LOCK_EX), EINTR);
    alarm_every_us(0);
    CHECK_OK(unlink("f"));
    return passed();
}
