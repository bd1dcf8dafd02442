/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a call into the old vsyscall page does is the kernel's choice, the same
 * for all.
 */
#include <sys/time.h>

#include "check.h"

static void call_time(void)
{
    long now = ((long (*)(long *))0xffffffffff600400)(NULL);

    _exit(now > 1000000000 ? 3 : 4);
}

static void call_gettimeofday(void)
{
    struct timeval now = { 0, 0 };
    long result = ((long (*)(struct timeval *, void *))0xffffffffff600000)(&now, NULL);

    _exit(result == 0 && now.tv_sec > 1000000000 ? 3 : 4);
}

static void call_getcpu(void)
{
    unsigned cpu = -1U;
    long result =
        ((long (*)(unsigned *, void *, void *))0xffffffffff600800)(&cpu, NULL, NULL);

    _exit(result == 0 && cpu < 100000 ? 3 : 4);
}

static void read_page(void)
{
    (void)*(volatile char *)0xffffffffff600000;
}

int main(void)
{
    int status = child_status(call_time);

    CHECK(status == EXITED(3) || status == KILLED(SIGSEGV));
    CHECK_EQ(child_status(call_gettimeofday), status);
    CHECK_EQ(child_status(call_getcpu), status);
    printf("time %d, read %d\n", status, child_status(read_page));
    return passed();
}
