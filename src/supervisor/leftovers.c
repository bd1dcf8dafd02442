/* SPDX-License-Identifier: GPL-2.0-or-later */
/* leftovers.c - see leftovers.h. */
#include "supervisor/leftovers.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A guest may fork while its processes are killed: look until none is found. */
#define ROUNDS_MOST 5000
#define PAUSE_NS 1000000

void leftovers_adopt(void)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

/* Field 4 of proc(5)'s stat, behind a name that may hold anything. */
static pid_t parent_of(const char *pid)
{
    char path[64], text[512];
    const char *end;
    size_t size;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%.20s/stat", pid);
    file = fopen(path, "re");
    if (file == NULL)
        return 0;
    size = fread(text, 1, sizeof(text) - 1, file);
    fclose(file);
    text[size] = '\0';
    end = strrchr(text, ')');
    return end == NULL || strlen(end) < 5 ? 0 : atoi(end + 4);
}

static void kill_children(void)
{
    DIR *list = opendir("/proc");
    const struct dirent *entry;
    pid_t self = getpid();

    while (list != NULL && (entry = readdir(list)) != NULL)
        if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
            parent_of(entry->d_name) == self)
            kill(atoi(entry->d_name), SIGKILL);
    if (list != NULL)
        closedir(list);
}

/* Reap who has ended.  Is anybody left? */
static bool have_children(void)
{
    pid_t pid;

    do
        pid = waitpid(-1, NULL, WNOHANG);
    while (pid > 0 || (pid < 0 && errno == EINTR));
    return pid == 0;
}

void leftovers_end(void)
{
    const struct timespec pause = { 0, PAUSE_NS };

    for (int i = 0; i < ROUNDS_MOST && have_children(); i++) {
        kill_children();
        nanosleep(&pause, NULL);
    }
}
