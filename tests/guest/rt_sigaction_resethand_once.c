/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SA_RESETHAND puts back the default action as the handler is entered (sigaction(2)). */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    struct sigaction now;

    (void)info, (void)context;
    CHECK_OK(sigaction(sig, NULL, &now));
    CHECK_EQ(now.sa_handler, SIG_DFL);
    count++;
}

static void twice(void)
{
    set_handler(SIGUSR1, handler, SA_RESETHAND);
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(count, 1);
    raise(SIGUSR1);
}

int main(void)
{
    CHECK_EQ(child_status(twice), KILLED(SIGUSR1));
    return passed();
}
