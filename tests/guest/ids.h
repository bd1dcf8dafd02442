/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ids.h - the ids of the calling thread, asked for in every way, again and again. */
#ifndef IDS_H
#define IDS_H

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "check.h"

/* Often enough for a site to be rewritten. */
#define ASKED 60
#define SOMEBODY 1234

struct ids {
    unsigned user[3], group[3]; /* real, effective, saved */
};

/* What the kernel tells of the calling thread in another way. */
static inline struct ids told_ids(void)
{
    FILE *status = fopen("/proc/thread-self/status", "re");
    struct ids ids = {0};
    char line[256];
    int found = 0;

    CHECK(status != NULL);
    while (fgets(line, sizeof(line), status) != NULL) {
        found += sscanf(line, "Uid: %u %u %u", &ids.user[0], &ids.user[1], &ids.user[2]) == 3;
        found += sscanf(line, "Gid: %u %u %u", &ids.group[0], &ids.group[1], &ids.group[2]) == 3;
    }
    CHECK_EQ(fclose(status), 0);
    CHECK_EQ(found, 2);
    return ids;
}

/* Raw calls, which are of the calling thread alone: they say what is told. */
static inline struct ids check_ids(void)
{
    const struct ids told = told_ids();
    struct ids got;

    for (int i = 0; i < ASKED; i++) {
        CHECK_EQ(syscall(SYS_getuid), told.user[0]);
        CHECK_EQ(syscall(SYS_geteuid), told.user[1]);
        CHECK_EQ(syscall(SYS_getgid), told.group[0]);
        CHECK_EQ(syscall(SYS_getegid), told.group[1]);
        CHECK_OK(syscall(SYS_getresuid, &got.user[0], &got.user[1], &got.user[2]));
        CHECK_OK(syscall(SYS_getresgid, &got.group[0], &got.group[1], &got.group[2]));
        CHECK_EQ(memcmp(&got, &told, sizeof(got)), 0);
    }
    return told;
}

static inline void *check_ids_in_thread(void *unused)
{
    check_ids();
    return unused;
}

static inline void *wait_and_check_ids(void *to_begin)
{
    const struct ids before = check_ids();
    struct ids after;
    char byte;

    CHECK_EQ(read(((int *)to_begin)[0], &byte, 1), 0);
    after = check_ids();
    CHECK_EQ(memcmp(&before, &after, sizeof(before)), 0);
    return NULL;
}

static inline void check_ids_in_child(void)
{
    pid_t child = fork();

    CHECK(child >= 0);
    if (child == 0) {
        check_ids();
        _exit(0);
    }
    CHECK_EQ(wait_status(child), 0);
}

/* The calling thread changes its ids by `nr`, if it may: it sees them changed, and so
 * do its children, but no thread that was there already. */
static inline int change_ids_of_one_thread(long nr, unsigned a, unsigned b, unsigned c)
{
    int to_begin[2];
    pthread_t other;
    struct ids before, after;
    long err;

    CHECK_OK(pipe(to_begin));
    other = start_thread(wait_and_check_ids, to_begin);
    before = check_ids();
    err = syscall(nr, a, b, c);
    CHECK(err == 0 || (errno == EPERM && geteuid() != 0));
    after = check_ids();
    CHECK_EQ(memcmp(&before, &after, sizeof(before)) != 0, err == 0);
    join_thread(start_thread(check_ids_in_thread, NULL));
    check_ids_in_child();
    CHECK_OK(close(to_begin[1]));
    join_thread(other);
    return passed();
}

#endif
