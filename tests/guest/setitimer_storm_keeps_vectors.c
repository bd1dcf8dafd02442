/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Under a storm of signals whose handlers use all vector registers no
 * computation is disturbed.
 */
#include "check.h"
#include "vectors.h"

VECTOR_ROUTINE(spin, "mov $200000, %ecx\n1: dec %ecx\njnz 1b");

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    vectors_clobber();
    count++;
}

int main(void)
{
    long end = now_ms() + 400;

    set_handler(SIGALRM, handler, 0);
    alarm_every_us(80);
    while (count < 500 || now_ms() < end)
        CHECK_EQ(spin(NULL), 0);
    return passed();
}
