/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stale.c - a group that is in use cannot be removed, whatever its name says. */
#include "cgroup/stale.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_stale(const char *name)
{
    char *end;
    long pid;

    if (strncmp(name, GROUP_NAME, sizeof(GROUP_NAME) - 1) != 0)
        return false;
    pid = strtol(name + sizeof(GROUP_NAME) - 1, &end, 10);
    return *end == '\0' && pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

void stale_remove(const char *parent)
{
    DIR *list = opendir(parent);
    const struct dirent *entry;

    while (list != NULL && (entry = readdir(list)) != NULL)
        if (is_stale(entry->d_name))
            unlinkat(dirfd(list), entry->d_name, AT_REMOVEDIR);
    if (list != NULL)
        closedir(list);
}
