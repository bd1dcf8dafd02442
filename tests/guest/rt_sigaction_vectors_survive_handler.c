/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All vector registers of interrupted code are intact after handlers that use them. */
#include <sys/time.h>

#include "check.h"
#include "vectors.h"

/* Spin until the counter behind %rbp is not zero. */
VECTOR_ROUTINE(spin, "1: pause\ncmpl $0, (%rbp)\nje 1b");

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    vectors_clobber();
    count++;
}

int main(void)
{
    struct itimerval soon = { .it_value = { 0, 500 } };

    set_handler(SIGALRM, handler, 0);
    for (int i = 0; i < 100; i++) {
        count = 0;
        CHECK_OK(setitimer(ITIMER_REAL, &soon, NULL));
        CHECK_EQ(spin((void *)&count), 0);
    }
    return passed();
}
