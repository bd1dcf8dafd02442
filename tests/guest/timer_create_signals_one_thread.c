/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SIGEV_THREAD_ID sends the timer's signal, with its value, to the thread
 * named (timer_create(2)).
 */
#include "check.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static volatile int count, wrong;
static volatile pid_t target;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK_EQ(info->si_code, SI_TIMER);
    CHECK_EQ(info->si_value.sival_ptr, 0x123456789);
    CHECK_EQ(info->si_overrun >= 0, 1);
    wrong += gettid() != target;
    count++;
}

static void *spinner(void *arg)
{
    struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID,
                              .sigev_signo = SIGRTMIN + 5 };
    struct itimerspec period = { { 0, 1000000 }, { 0, 1000000 } };
    timer_t timer;

    target = gettid();
    event.sigev_notify_thread_id = target;
    event.sigev_value.sival_ptr = (void *)0x123456789;
    CHECK_OK(timer_create(CLOCK_MONOTONIC, &event, &timer));
    CHECK_OK(timer_settime(timer, 0, &period, NULL));
    while (count < 50)
        ;
    CHECK_OK(timer_delete(timer));
    return arg;
}

int main(void)
{
    set_handler(SIGRTMIN + 5, handler, 0);
    join_thread(start_thread(spinner, NULL));
    CHECK_EQ(wrong, 0);
    return passed();
}
