/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace_clock.c - see trace_clock.h. */
#include "supervisor/trace_clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <x86intrin.h>

#define NS_PER_SEC 1000000000U
#define SOURCE "/sys/devices/system/clocksource/clocksource0/current_clocksource"
/* Before so much time has passed, the rate is not worth changing. */
#define RATE_NS_LEAST 1000000U
/* Of several looks at both clocks the quickest is the most exact. */
#define LOOKS 3

static uint64_t now(clockid_t id)
{
    struct timespec time;

    clock_gettime(id, &time);
    return (uint64_t)time.tv_sec * NS_PER_SEC + (uint64_t)time.tv_nsec;
}

/* The clocks of hypervisors are made from the counter, too. */
static bool kernel_trusts_tsc(void)
{
    FILE *file = fopen(SOURCE, "re");
    char name[32] = "";

    if (file == NULL)
        return false;
    if (fgets(name, sizeof(name), file) == NULL)
        name[0] = '\0';
    fclose(file);
    return strcmp(name, "tsc\n") == 0 || strcmp(name, "kvm-clock\n") == 0 ||
           strncmp(name, "hyperv", 6) == 0;
}

uint64_t clock_ticks(const struct trace_clock *clock)
{
    return clock->has_tsc ? __rdtsc() : now(CLOCK_MONOTONIC);
}

static uint64_t look(const struct trace_clock *clock, clockid_t id, uint64_t *ticks)
{
    uint64_t best = UINT64_MAX, time = 0;

    for (int i = 0; i < LOOKS; i++) {
        uint64_t before = clock_ticks(clock), at = now(id), after = clock_ticks(clock);

        if (after - before >= best)
            continue;
        best = after - before;
        time = at;
        *ticks = before + best / 2;
    }
    return time;
}

void clock_begin(struct trace_clock *clock)
{
    const struct timespec pause = { 0, RATE_NS_LEAST };

    clock->has_tsc = kernel_trusts_tsc();
    clock->ns_per_tick = 1;
    clock->first_steady = look(clock, CLOCK_MONOTONIC_RAW, &clock->first_ticks);
    if (clock->has_tsc)
        nanosleep(&pause, NULL);
    clock_follow(clock);
}

void clock_follow(struct trace_clock *clock)
{
    uint64_t ticks = 0, steady = look(clock, CLOCK_MONOTONIC_RAW, &ticks);

    if (clock->has_tsc && steady - clock->first_steady >= RATE_NS_LEAST)
        clock->ns_per_tick =
            (double)(steady - clock->first_steady) / (double)(ticks - clock->first_ticks);
    clock->real = look(clock, CLOCK_REALTIME, &clock->ticks);
}

uint64_t clock_real(const struct trace_clock *clock, uint64_t ticks)
{
    double ns = (double)(int64_t)(ticks - clock->ticks) * clock->ns_per_tick;

    return clock->real + (uint64_t)(int64_t)ns;
}
