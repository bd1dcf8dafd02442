/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SIGEV_THREAD runs the function in a thread of glibc's making (timer_create(2)). */
#include "check.h"

static volatile int count;

static void notify(union sigval value)
{
    CHECK_EQ(value.sival_int, 88);
    __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
}

int main(void)
{
    struct sigevent event = { .sigev_notify = SIGEV_THREAD, .sigev_value.sival_int = 88 };
    struct itimerspec period = { { 0, 2000000 }, { 0, 2000000 } };
    timer_t timer;

    event.sigev_notify_function = notify;
    CHECK_OK(timer_create(CLOCK_REALTIME, &event, &timer));
    CHECK_OK(timer_settime(timer, 0, &period, NULL));
    while (count < 10)
        usleep(500);
    CHECK_OK(timer_delete(timer));
    return passed();
}
