/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff.c - for people. */
#include "overlay/diff.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "overlay/change.h"
#include "overlay/diff_content.h"
#include "overlay/describe.h"
#include "overlay/reach.h"
#include "supervisor/say.h"

static void put_escaped(const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte < ' ' || byte == 0x7f)
            printf("\\%03o", byte);
        else
            putchar(byte);
    }
}

static void put_what(const struct change *change)
{
    const char *before = "  (";

    if (change->kind != CHANGE_CHANGED) {
        printf("  (%s)", describe_type(change->kind == CHANGE_REMOVED
                                           ? change->lower.st_mode : change->upper.st_mode));
        return;
    }
    for (unsigned bit = 1; bit <= WHAT_TIME; bit <<= 1)
        if (change->what & bit) {
            printf("%s%s", before, describe_what(change->what & bit));
            before = ", ";
        }
    if (change->what & WHAT_MODE)
        printf(": %04o, was %04o", change->upper.st_mode & 07777,
               change->lower.st_mode & 07777);
    putchar(')');
}

/* A mode that gives a right of somebody else's is not to be overlooked. */
static void put_set_id(const struct change *change)
{
    if (change->kind == CHANGE_CREATED && (change->upper.st_mode & 06000) != 0 &&
        !S_ISDIR(change->upper.st_mode))
        printf("  (mode %04o)", change->upper.st_mode & 07777);
}

static void put_link(const struct changes *changes, const struct change *change)
{
    char text[PATH_MAX];
    const char *name;
    int parent;
    ssize_t size = -1;

    if (change->kind == CHANGE_REMOVED || !S_ISLNK(change->upper.st_mode))
        return;
    parent = reach_parent(changes->uppers[change->part], change->path, &name);
    if (parent >= 0) {
        size = readlinkat(parent, name, text, sizeof(text) - 1);
        close(parent);
    }
    if (size < 0)
        return;
    text[size] = '\0';
    fputs(" -> ", stdout);
    put_escaped(text);
}

static void put_line(const struct changes *changes, const struct change *change,
                     const char *path)
{
    printf("%s ", describe_kind(change->kind));
    put_escaped(path);
    put_link(changes, change);
    put_what(change);
    put_set_id(change);
    if (change->refusal != NULL)
        printf("  ! %s", change->refusal);
    putchar('\n');
}

static bool has_content(const struct change *change)
{
    bool upper = change->kind != CHANGE_REMOVED && S_ISREG(change->upper.st_mode);
    bool lower = change->kind != CHANGE_CREATED && S_ISREG(change->lower.st_mode);

    return change->kind == CHANGE_CHANGED ? (upper || lower) && (change->what & WHAT_CONTENT)
                                          : upper || lower;
}

int diff_show(const struct changes *changes, const struct layer *layer, bool is_brief)
{
    int status = 0;

    for (size_t i = 0; status == 0 && i < changes->count; i++) {
        const struct change *change = &changes->items[i];
        char *path = change_path(layer, change);

        if (path == NULL)
            return STATUS_LXRUN_FAILED;
        put_line(changes, change, path);
        if (!is_brief && has_content(change))
            status = diff_content(changes, change, path);
        free(path);
    }
    if (fflush(stdout) == 0)
        return status;
    say("cannot write to standard output: %s", strerror(errno));
    return STATUS_LXRUN_FAILED;
}
