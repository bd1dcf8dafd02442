/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * since.c - see since.h.
 *
 * The kernel tells when it has last accounted for a thread that sleeps: as that went to
 * sleep.  It tells so by a clock of the processor on which that was, which has no other
 * name; so lxrun goes to that processor for a moment and asks when it has been accounted
 * for itself, which is now.
 */
#include "supervisor/since.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MS_PER_S 1000.0
/* Fields of /proc/PID/stat behind the name (proc_pid_stat(5)): the third is the first. */
#define STAT_FIRST 3
#define STAT_PROCESSOR 39

/* CPU_SETSIZE or more: not told. */
static unsigned processor_of(pid_t pid, pid_t tid)
{
    char path[64], text[1024], *at = NULL, *rest;
    int field = STAT_FIRST;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/task/%d/stat", pid, tid);
    file = fopen(path, "re");
    if (file == NULL)
        return CPU_SETSIZE;
    if (fgets(text, sizeof(text), file) != NULL)
        at = strrchr(text, ')');
    fclose(file);
    if (at == NULL)
        return CPU_SETSIZE;
    for (at = strtok_r(at + 1, " ", &rest); at != NULL && field < STAT_PROCESSOR; field++)
        at = strtok_r(NULL, " ", &rest);
    return at != NULL ? (unsigned)strtoul(at, NULL, 10) : CPU_SETSIZE;
}

/* In milliseconds; less than 0: not told. */
static double accounted(const char *path)
{
    FILE *file = fopen(path, "re");
    char line[256];
    double time = -1;

    while (file != NULL && time < 0 && fgets(line, sizeof(line), file) != NULL)
        if (sscanf(line, "se.exec_start : %lf", &time) != 1)
            time = -1;
    if (file != NULL)
        fclose(file);
    return time;
}

static double now_on(unsigned processor)
{
    cpu_set_t before, there;
    double now = -1;

    CPU_ZERO(&there);
    CPU_SET(processor, &there);
    if (sched_getaffinity(0, sizeof(before), &before) != 0 ||
        sched_setaffinity(0, sizeof(there), &there) != 0)
        return -1;
    /* The kernel accounts for whoever gives way. */
    sched_yield();
    now = accounted("/proc/thread-self/sched");
    sched_setaffinity(0, sizeof(before), &before);
    return now;
}

double since_asleep(pid_t pid, pid_t tid)
{
    const unsigned processor = processor_of(pid, tid);
    char path[64];
    double then, now;

    snprintf(path, sizeof(path), "/proc/%d/task/%d/sched", pid, tid);
    then = accounted(path);
    if (processor >= CPU_SETSIZE || then < 0)
        return -1;
    now = now_on(processor);
    return now < then ? -1 : (now - then) / MS_PER_S;
}
