/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * group.c - directories and files of cgroupfs.
 *
 * In version 2 a group that has processes cannot hand controllers down, so that the new
 * one is made beside ours, or further up: in the nearest group where that is allowed.
 */
#include "cgroup/group.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cgroup/hierarchy.h"
#include "cgroup/stale.h"

#define PERIOD_US 100000 /* the kernel's own */
#define QUOTA_LEAST_US 1000
#define TRIES_MOST 200
#define TRY_AGAIN_NS 5000000

static const char *const controllers[] = {
    [LIMIT_MEMORY] = "memory",
    [LIMIT_CPU] = "cpu",
    [LIMIT_PIDS] = "pids",
};

static int open_file(const char *directory, const char *name, int flags)
{
    char path[PATH_MAX + 64];
    int fd;

    snprintf(path, sizeof(path), "%s/%s", directory, name);
    fd = open(path, flags | O_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

static long write_file(const char *directory, const char *name, const char *text)
{
    int fd = open_file(directory, name, O_WRONLY);
    long err;

    if (fd < 0)
        return fd;
    err = write(fd, text, strlen(text)) < 0 ? -errno : 0;
    close(fd);
    return err;
}

static long write_number(const char *directory, const char *name, uint64_t number)
{
    char text[32];

    snprintf(text, sizeof(text), "%llu\n", (unsigned long long)number);
    return write_file(directory, name, text);
}

/* A file that not every kernel has: that is no failure. */
static long write_if_there(const char *directory, const char *name, uint64_t number)
{
    long err = write_number(directory, name, number);

    return err == -ENOENT || err == -EOPNOTSUPP ? 0 : err;
}

static long limit_memory(const char *directory, bool is_unified, uint64_t bytes)
{
    long err = write_number(directory, is_unified ? "memory.max" : "memory.limit_in_bytes",
                            bytes);

    if (err != 0)
        return err;
    return is_unified ? write_if_there(directory, "memory.swap.max", 0)
                      : write_if_there(directory, "memory.memsw.limit_in_bytes", bytes);
}

static long limit_cpu(const char *directory, bool is_unified, uint64_t milli)
{
    uint64_t period = PERIOD_US, quota = milli * period / 1000;
    char text[64];
    long err;

    if (quota < QUOTA_LEAST_US) {
        period *= 10;
        quota = milli * period / 1000;
    }
    snprintf(text, sizeof(text), "%llu %llu\n", (unsigned long long)quota,
             (unsigned long long)period);
    if (is_unified)
        return write_file(directory, "cpu.max", text);
    err = write_number(directory, "cpu.cfs_period_us", period);
    return err != 0 ? err : write_number(directory, "cpu.cfs_quota_us", quota);
}

static long set_limit(const char *directory, bool is_unified, enum group_limit limit,
                      uint64_t value)
{
    switch (limit) {
    case LIMIT_MEMORY:
        return limit_memory(directory, is_unified, value);
    case LIMIT_CPU:
        return limit_cpu(directory, is_unified, value);
    case LIMIT_PIDS:
        return write_number(directory, "pids.max", value);
    }
    return -EINVAL;
}

static bool hands_down(const char *directory, const char *controller)
{
    char text[32];

    if (group_lists(directory, "cgroup.subtree_control", controller) > 0)
        return true;
    snprintf(text, sizeof(text), "+%s", controller);
    return write_file(directory, "cgroup.subtree_control", text) == 0;
}

static long add(struct groups *groups, const char *directory)
{
    struct group *group = &groups->items[groups->count];
    int procs = open_file(directory, "cgroup.procs", O_WRONLY);

    if (procs < 0)
        return procs;
    *group = (struct group){ .directory = strdup(directory), .procs = procs };
    if (group->directory == NULL) {
        close(procs);
        return -ENOMEM;
    }
    groups->count++;
    return 0;
}

/* Below `parent`, or there already for another limit. */
static long make_group(struct groups *groups, const char *parent, char directory[PATH_MAX])
{
    long err;

    if (snprintf(directory, PATH_MAX, "%s/" GROUP_NAME "%d", parent, (int)getpid()) >=
        PATH_MAX)
        return -ENAMETOOLONG;
    for (size_t i = 0; i < groups->count; i++)
        if (strcmp(groups->items[i].directory, directory) == 0)
            return 0;
    stale_remove(parent);
    if (mkdir(directory, 0755) != 0)
        return -errno;
    err = add(groups, directory);
    if (err != 0)
        rmdir(directory);
    return err;
}

/* The first reason is the nearest group's, which is the one to be told. */
static long make_unified(struct groups *groups, struct hierarchy *hierarchy,
                         const char *controller, char directory[PATH_MAX])
{
    long first = 0;

    do {
        long err = hands_down(hierarchy->own, controller)
                       ? make_group(groups, hierarchy->own, directory) : -EACCES;

        if (err == 0)
            return 0;
        first = first == 0 ? err : first;
    } while (hierarchy_climb(hierarchy));
    return first;
}

long groups_limit(struct groups *groups, enum group_limit limit, uint64_t value)
{
    const char *controller = controllers[limit];
    struct hierarchy hierarchy;
    char directory[PATH_MAX];
    long err = hierarchy_find(controller, &hierarchy);

    if (err != 0)
        return err;
    err = hierarchy.is_unified
              ? make_unified(groups, &hierarchy, controller, directory)
              : make_group(groups, hierarchy.own, directory);
    return err != 0 ? err : set_limit(directory, hierarchy.is_unified, limit, value);
}

/* "0" is whoever writes it. */
long groups_enter(const struct groups *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        if (write(groups->items[i].procs, "0", 1) != 1)
            return -errno;
    return 0;
}

/* The number behind a word, of all groups; files that are not there count nothing. */
static uint64_t count_events(const struct groups *groups, const char *name, const char *word)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < groups->count; i++) {
        char text[1024] = "";
        int fd = open_file(groups->items[i].directory, name, O_RDONLY);
        ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
        const char *at = size <= 0 ? NULL : strstr(text, word);

        if (at != NULL)
            sum += strtoull(at + strlen(word), NULL, 10);
        if (fd >= 0)
            close(fd);
    }
    return sum;
}

uint64_t groups_killed(const struct groups *groups)
{
    return count_events(groups, "memory.events", "oom_kill ") +
           count_events(groups, "memory.oom_control", "oom_kill ");
}

uint64_t groups_refused(const struct groups *groups)
{
    return count_events(groups, "pids.events", "max ");
}

static void kill_rest(const char *directory)
{
    char path[PATH_MAX + 64];
    FILE *file;
    int pid;

    if (write_file(directory, "cgroup.kill", "1") == 0)
        return;
    snprintf(path, sizeof(path), "%s/cgroup.procs", directory);
    file = fopen(path, "re");
    while (file != NULL && fscanf(file, "%d", &pid) == 1)
        if (pid > 0)
            kill(pid, SIGKILL);
    if (file != NULL)
        fclose(file);
}

/* Who is dead is still in it for a while. */
static void remove_group(const char *directory)
{
    const struct timespec moment = { 0, TRY_AGAIN_NS };

    for (int i = 0; i < TRIES_MOST && rmdir(directory) != 0 && errno == EBUSY; i++) {
        kill_rest(directory);
        nanosleep(&moment, NULL);
    }
}

void groups_end(struct groups *groups)
{
    for (size_t i = 0; i < groups->count; i++) {
        close(groups->items[i].procs);
        remove_group(groups->items[i].directory);
        free(groups->items[i].directory);
    }
    groups->count = 0;
}
