/* SPDX-License-Identifier: GPL-2.0-or-later */
/* commit.c - one change after the other; put.c puts a file in place. */
#include "overlay/commit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "overlay/change.h"
#include "overlay/copy.h"
#include "overlay/put.h"
#include "overlay/reach.h"
#include "supervisor/say.h"

struct commit {
    struct changes *changes;
    const struct layer *layer;
    enum commit_how how;
    unsigned long refused;
};

static void refuse(struct commit *commit, const struct change *change, const char *why)
{
    char *path = change_path(commit->layer, change);

    say("%s: %s", path == NULL ? change->path : path, why);
    free(path);
    commit->refused++;
}

static bool is_refused(const struct commit *commit, const struct change *change)
{
    return change->refusal != NULL && (change->is_final || commit->how != COMMIT_FORCE);
}

static void refuse_all(struct commit *commit)
{
    for (size_t i = 0; i < commit->changes->count; i++)
        if (is_refused(commit, &commit->changes->items[i]))
            refuse(commit, &commit->changes->items[i], commit->changes->items[i].refusal);
}

/* It can be entered and filled until the end. */
static long make_directory(const struct change *change, int parent, const char *name)
{
    return mkdirat(parent, name, (change->upper.st_mode & 0777) | 0700) == 0 ? 0 : -errno;
}

static bool is_same_file(const struct stat *one, const struct stat *other)
{
    return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

/* The content is the host's; a file with many names stays one. */
static long change_attributes(const struct commit *commit, const struct change *change)
{
    int file = reach_open(commit->changes->lowers[change->part], change->path, O_PATH);
    struct stat status;
    long err = file < 0 ? file : fstat(file, &status) != 0 ? -errno : 0;

    if (err == 0 && !is_same_file(&status, &change->lower))
        err = -ESTALE;
    if (err == 0 && S_ISLNK(status.st_mode))
        err = put_link_attributes(commit->changes->lowers[change->part], change);
    else if (err == 0)
        err = copy_attributes(commit->changes->uppers[change->part], change->path,
                              &change->upper, file);
    if (file >= 0)
        close(file);
    return err;
}

/* Directories' modes are set when all that is to be in them is there. */
static bool is_for_the_end(const struct change *change)
{
    return change->kind != CHANGE_REMOVED && S_ISDIR(change->upper.st_mode);
}

static long carry_out_in(struct commit *commit, const struct change *change, int parent,
                         const char *name)
{
    if (change->kind == CHANGE_REMOVED)
        return put_away(parent, name, &change->lower);
    if (S_ISDIR(change->upper.st_mode))
        return change->kind == CHANGE_CREATED ? make_directory(change, parent, name) : 0;
    return put_file(commit->changes, change, parent, name);
}

static long carry_out(struct commit *commit, const struct change *change)
{
    const char *name;
    int parent;
    long err;

    if (is_for_the_end(change) && change->kind == CHANGE_CHANGED)
        return 0;
    if (change->kind == CHANGE_CHANGED && (change->what & WHAT_CONTENT) == 0)
        return change_attributes(commit, change);
    parent = reach_parent(commit->changes->lowers[change->part], change->path, &name);
    if (parent < 0)
        return parent;
    err = carry_out_in(commit, change, parent, name);
    close(parent);
    return err;
}

static const char *reason(long err)
{
    return err == -ESTALE || err == -EEXIST || err == -ENOTEMPTY
               ? "it has changed since the run began" : strerror((int)-err);
}

static void try_one(struct commit *commit, struct change *change)
{
    long err;

    if (is_refused(commit, change)) {
        refuse(commit, change, change->refusal);
        return;
    }
    err = carry_out(commit, change);
    if (err == 0)
        return;
    refuse(commit, change, reason(err));
    change->refusal = "";
    change->is_final = true;
}

/* A new directory is known by its name alone; nobody else can have put one there, as
 * making ours would have failed. */
static long finish_directory(struct commit *commit, struct change *change)
{
    int file = reach_open(commit->changes->lowers[change->part], change->path,
                          O_PATH | O_DIRECTORY);
    long err;

    if (file < 0)
        return file;
    if (change->kind == CHANGE_CREATED && fstat(file, &change->lower) != 0)
        change->lower = change->upper;
    close(file);
    err = change_attributes(commit, change);
    return err;
}

static void finish_directories(struct commit *commit)
{
    for (size_t i = commit->changes->count; i-- > 0;) {
        struct change *change = &commit->changes->items[i];
        long err = !is_for_the_end(change) || is_refused(commit, change)
                       ? 0 : finish_directory(commit, change);

        if (err != 0)
            refuse(commit, change, reason(err));
    }
}

unsigned long commit_changes(struct changes *changes, const struct layer *layer,
                             enum commit_how how)
{
    struct commit commit = { .changes = changes, .layer = layer, .how = how };

    if (how == COMMIT_ALL)
        refuse_all(&commit);
    if (commit.refused != 0)
        return commit.refused;
    for (size_t i = 0; i < changes->count; i++)
        try_one(&commit, &changes->items[i]);
    finish_directories(&commit);
    return commit.refused;
}
