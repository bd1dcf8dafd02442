/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * diff_content.c - GNU diff, given descriptors, so that it opens nothing by a name that
 * a guest has chosen.
 */
#include "overlay/diff_content.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "overlay/change.h"
#include "overlay/reach.h"
#include "supervisor/say.h"

/* Where diff finds them. */
#define LOWER_FD 10
#define UPPER_FD 11
/* More than this nobody reads, and diff would hold it in memory. */
#define SIZE_MOST (16 * 1024 * 1024)

extern char **environ;

static int open_side(int root, const struct change *change, const struct stat *status,
                     bool is_there)
{
    if (!is_there || !S_ISREG(status->st_mode))
        return open("/dev/null", O_RDONLY | O_CLOEXEC);
    return reach_read(root, change->path);
}

static void put_filtered(const char *text, size_t size, bool is_terminal)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (is_terminal && (byte < ' ' || byte == 0x7f) && byte != '\n' && byte != '\t')
            printf("\\%03o", byte);
        else
            putchar(byte);
    }
}

static void pass_on(int fd)
{
    bool is_terminal = isatty(STDOUT_FILENO);
    char text[4096];
    ssize_t size;

    while ((size = read(fd, text, sizeof(text))) > 0)
        put_filtered(text, (size_t)size, is_terminal);
}

static int spawn_diff(int lower, int upper, int out, char *const words[], pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);

    if (error != 0)
        return error;
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, lower, LOWER_FD);
    posix_spawn_file_actions_adddup2(&actions, upper, UPPER_FD);
    error = posix_spawnp(pid, "diff", &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* A label ends at the line's end, and is a guest's. */
static char *label(const char *path, bool is_there)
{
    char *text = malloc(4 * strlen(path) + sizeof("--label=/dev/null")), *out = text;

    if (text == NULL)
        return NULL;
    out += sprintf(out, "--label=%s", is_there ? "" : "/dev/null");
    for (; is_there && *path != '\0'; path++)
        if ((unsigned char)*path < ' ' || *path == 0x7f)
            out += sprintf(out, "\\%03o", (unsigned char)*path);
        else
            *out++ = *path;
    *out = '\0';
    return text;
}

static int complain(int error)
{
    say("diff(1) cannot be run: %s%s", strerror(error),
        error == ENOENT ? "; install GNU diffutils, or give --brief" : "");
    return STATUS_LXRUN_FAILED;
}

static int run_diff(int lower, int upper, char *const words[])
{
    int pipes[2], error;
    pid_t pid = -1;

    if (pipe2(pipes, O_CLOEXEC) != 0)
        return complain(errno);
    error = spawn_diff(lower, upper, pipes[1], words, &pid);
    close(pipes[1]);
    if (error == 0) {
        pass_on(pipes[0]);
        waitpid(pid, NULL, 0);
    }
    close(pipes[0]);
    return error == 0 ? 0 : complain(error);
}

static int diff_files(const struct change *change, int lower, int upper, const char *path)
{
    char *old = label(path, change->kind != CHANGE_CREATED);
    char *new = label(path, change->kind != CHANGE_REMOVED);
    char lower_name[REACH_NAME_SIZE], upper_name[REACH_NAME_SIZE];
    char program[] = "diff", unified[] = "-u", end[] = "--";
    char *const words[] = { program, unified, old, new, end, lower_name, upper_name, NULL };
    int status;

    reach_name(lower_name, LOWER_FD);
    reach_name(upper_name, UPPER_FD);
    if (old == NULL || new == NULL)
        status = complain(ENOMEM);
    else
        status = run_diff(lower, upper, words);
    free(old);
    free(new);
    return status;
}

static bool is_too_big(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 && status.st_size > SIZE_MOST;
}

int diff_content(const struct changes *changes, const struct change *change,
                 const char *path)
{
    int lower = open_side(changes->lowers[change->part], change, &change->lower,
                          change->kind != CHANGE_CREATED);
    int upper = open_side(changes->uppers[change->part], change, &change->upper,
                          change->kind != CHANGE_REMOVED);
    int status = 0;

    if (lower < 0 || upper < 0)
        printf("Its content cannot be read: %s\n", strerror(lower < 0 ? -lower : -upper));
    else if (is_too_big(lower) || is_too_big(upper))
        puts("Its content is too long to be compared here");
    else
        status = diff_files(change, lower, upper, path);
    if (lower >= 0)
        close(lower);
    if (upper >= 0)
        close(upper);
    return status;
}
