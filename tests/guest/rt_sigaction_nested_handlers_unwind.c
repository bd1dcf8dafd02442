/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Handlers interrupted by other signals' handlers unwind in order, each with
 * its own context.
 */
#include "check.h"

#define LEVELS 15

static volatile char trail[2 * LEVELS + 1];
static volatile int length;

static void handler(int sig, siginfo_t *info, void *context)
{
    int level = sig - SIGRTMIN;
    volatile long canary[32];

    (void)context;
    CHECK_EQ(info->si_int, level * 7);
    for (int i = 0; i < 32; i++)
        canary[i] = level;
    trail[length++] = 'a' + level;
    if (level + 1 < LEVELS)
        CHECK_OK(sigqueue(getpid(), sig + 1, (union sigval){ (level + 1) * 7 }));
    trail[length++] = 'a' + level;
    for (int i = 0; i < 32; i++)
        CHECK_EQ(canary[i], level);
}

int main(void)
{
    for (int i = 0; i < LEVELS; i++)
        set_handler(SIGRTMIN + i, handler, 0);
    for (int round = 0; round < 20; round++) {
        length = 0;
        CHECK_OK(sigqueue(getpid(), SIGRTMIN, (union sigval){ 0 }));
        CHECK_STR((const char *)trail, "abcdefghijklmnoonmlkjihgfedcba");
    }
    return passed();
}
