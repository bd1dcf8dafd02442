/* SPDX-License-Identifier: GPL-2.0-or-later */
/* poll, select, epoll_wait and pause are never restarted after a handler (signal(7)). */
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    int epoll = CHECK_OK(epoll_create1(0));
    struct epoll_event event;

    set_handler(SIGALRM, handler, SA_RESTART);
    alarm_every_us(3000);
    for (int i = 0; i < 5; i++) {
        CHECK_ERR(poll(NULL, 0, -1), EINTR);
        CHECK_ERR(poll(NULL, 0, 100000), EINTR);
        CHECK_ERR(select(0, NULL, NULL, NULL, NULL), EINTR);
        CHECK_ERR(epoll_wait(epoll, &event, 1, -1), EINTR);
        CHECK_ERR(pause(), EINTR);
    }
    CHECK(count >= 25);
    return passed();
}
