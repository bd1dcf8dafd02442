/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * However often a program with threads makes system calls, the mappings of its
 * text stay as they are: profilers read them in /proc/self/maps.
 */
#include "check.h"

#define CALLS 200

static void list_text(char *list, size_t size)
{
    char line[5000];
    FILE *f = fopen("/proc/self/maps", "r");

    CHECK(f != NULL);
    list[0] = '\0';
    while (fgets(line, sizeof line, f) != NULL)
        if (strstr(line, " r-xp ") && strchr(line, '/'))
            strncat(list, line, size - strlen(list) - 1);
    fclose(f);
}

static void *wait_for_end(void *pipe)
{
    char byte;

    CHECK_EQ(read(*(int *)pipe, &byte, 1), 1);
    return NULL;
}

int main(void)
{
    static char before[50000], after[50000];
    int pipes[2];
    pthread_t thread;

    CHECK_OK(pipe(pipes));
    list_text(before, sizeof before);
    CHECK(strlen(before) > 0);
    thread = start_thread(wait_for_end, pipes);
    for (int i = 0; i < CALLS; i++) {
        CHECK_OK(syscall(SYS_getppid));
        CHECK_OK(close(CHECK_OK(dup(0))));
        CHECK_OK(access("/", R_OK));
        CHECK_OK(write(pipes[1], "", 0));
        list_text(after, sizeof after);
    }
    CHECK_STR(after, before);
    CHECK_EQ(write(pipes[1], "x", 1), 1);
    join_thread(thread);
    return passed();
}
