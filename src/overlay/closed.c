/* SPDX-License-Identifier: GPL-2.0-or-later */
/* closed.c - a mode, and a note of another one. */
#include "overlay/closed.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "overlay/reach.h"

/* The root itself may be closed, so that not even "." is found in it. */
static int open_path(int root, const char *path)
{
    return path[0] == '\0' ? fcntl(root, F_DUPFD_CLOEXEC, 0) : reach_open(root, path, O_PATH);
}

static void read_note(int file, struct stat *status)
{
    char name[REACH_NAME_SIZE], text[16] = "";

    if (getxattr(reach_name(name, file), CLOSED_NOTE, text, sizeof(text) - 1) > 0)
        status->st_mode = (status->st_mode & S_IFMT) | (strtoul(text, NULL, 8) & 07777);
}

long closed_stat(int root, const char *path, struct stat *status)
{
    long err = reach_stat(root, path, status);
    int file;

    if (err != 0 || !S_ISDIR(status->st_mode))
        return err;
    file = open_path(root, path);
    if (file < 0)
        return file;
    read_note(file, status);
    close(file);
    return 0;
}

void closed_open(int root, const char *path, const struct stat *status)
{
    char name[REACH_NAME_SIZE], text[16];
    int file;

    if (status->st_uid != geteuid() || (status->st_mode & 0700) == 0700)
        return;
    file = open_path(root, path);
    if (file < 0)
        return;
    snprintf(text, sizeof(text), "%o", status->st_mode & 07777);
    /* An attribute of its own takes the right to write. */
    chmod(reach_name(name, file), (status->st_mode & 07777) | 0700);
    setxattr(name, CLOSED_NOTE, text, strlen(text), 0);
    close(file);
}
