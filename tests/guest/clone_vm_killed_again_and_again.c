/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Processes that share memory (CLONE_VM) and are killed cost nothing for good: there
 * may be as many, one after the other, as one likes.
 */
#include <sched.h>
#include <sys/resource.h>

#include "proc_status.h"

#define STACK (64 * 1024)
#define ROUNDS 300

static volatile int runs;

static int sleep_for_ever(void *arg)
{
    (void)arg;
    runs = 1;
    while (pause() == -1)
        ;
    return 0;
}

static void begin_and_kill(char *stack)
{
    pid_t pid;

    runs = 0;
    pid = CHECK_OK(clone(sleep_for_ever, stack + STACK, CLONE_VM | SIGCHLD, NULL));
    while (!runs)
        sched_yield();
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
}

/* As the kernel counts it, which is all that a limit knows. */
static void allow_little_more(void)
{
    unsigned long now = status_field("/proc/self/status", "VmPeak", 10) * 1024;
    struct rlimit limit = { now + (16UL << 20), now + (16UL << 20) };

    CHECK_OK(setrlimit(RLIMIT_AS, &limit));
}

int main(void)
{
    char *stack = map_anon(STACK, PROT_READ | PROT_WRITE);

    begin_and_kill(stack);
    allow_little_more();
    for (int i = 0; i < ROUNDS; i++)
        begin_and_kill(stack);
    return passed();
}
