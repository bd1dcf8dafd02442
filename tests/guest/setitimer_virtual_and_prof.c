/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ITIMER_VIRTUAL and ITIMER_PROF count the process's own time and send their signals. */
#include "check.h"

static volatile int virtual, prof;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)info, (void)context;
    if (sig == SIGVTALRM)
        virtual ++;
    else
        prof++;
}

int main(void)
{
    struct itimerval period = { { 0, 5000 }, { 0, 5000 } }, now;

    set_handler(SIGVTALRM, handler, 0);
    set_handler(SIGPROF, handler, 0);
    CHECK_OK(setitimer(ITIMER_VIRTUAL, &period, NULL));
    CHECK_OK(setitimer(ITIMER_PROF, &period, NULL));
    while (virtual < 5 || prof < 5)
        ;
    CHECK_OK(getitimer(ITIMER_PROF, &now));
    CHECK_EQ(now.it_interval.tv_usec / 1000, 5);
    return passed();
}
