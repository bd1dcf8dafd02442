/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SA_RESETHAND puts back the default action as the handler is entered (sigaction(2)). */
#include "check.h"

static volatile int *count; /* shared with the child */

static void handler(int sig, siginfo_t *info, void *context)
{
    struct sigaction now;

    (void)info, (void)context;
    CHECK_OK(sigaction(sig, NULL, &now));
    CHECK_EQ(now.sa_handler, SIG_DFL);
    ++*count;
}

static void twice(void)
{
    set_handler(SIGUSR1, handler, SA_RESETHAND);
    CHECK_OK(raise(SIGUSR1));
    raise(SIGUSR1);
}

int main(void)
{
    count = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK((void *)count != MAP_FAILED);
    CHECK_EQ(child_status(twice), KILLED(SIGUSR1));
    CHECK_EQ(*count, 1);
    return passed();
}
