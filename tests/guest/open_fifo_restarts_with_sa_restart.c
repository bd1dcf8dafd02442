/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Opening a FIFO blocks for the other end, restarting or failing with EINTR
 * after handlers.
 */
#include "check.h"

static volatile int count, writer = -1;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    if (++count == 5)
        writer = CHECK_OK(open("fifo", O_RDWR | O_NONBLOCK));
}

int main(void)
{
    int fd;

    unlink("fifo");
    CHECK_OK(mkfifo("fifo", 0600));
    set_handler(SIGALRM, handler, SA_RESTART);
    alarm_every_us(2000);
    fd = CHECK_OK(open("fifo", O_RDONLY));
    CHECK(count >= 5);
    alarm_every_us(0);
    CHECK_OK(close(fd));
    CHECK_OK(close(writer));
    set_handler(SIGALRM, handler, 0);
    alarm_every_us(2000);
    CHECK_ERR(open("fifo", O_RDONLY), EINTR);
    CHECK_ERR(syscall(SYS_open, "fifo", O_RDONLY), EINTR);
    alarm_every_us(0);
    CHECK_OK(unlink("fifo"));
    return passed();
}
