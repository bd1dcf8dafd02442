/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * change.c - overlayfs's way of writing things down, read.
 *
 * A file that is gone is a device 0/0 of its name (or, of a tool's making, an empty file
 * with a note); a directory with the note `opaque` has nothing of the host's below it.
 *
 * A file of the host's has changed since the run began if its status has: ctime, which
 * nobody can set.
 */
#include "overlay/change.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "overlay/closed.h"
#include "overlay/compare.h"
#include "overlay/layer.h"
#include "overlay/names.h"
#include "overlay/part.h"
#include "overlay/reach.h"
#include "overlay/xattrs.h"
#include "policy/list.h"
#include "supervisor/say.h"

static const char has_changed[] = "it has changed since the run began";
static const char was_removed[] = "it, or another file beside it, was removed or made since "
                                  "the run began";
static const char is_device[] = "it is a device";
static const char is_too_deep[] = "its path is too long";

struct finder {
    struct changes *changes;
    const struct layer *layer;
    size_t part;
    int upper, lower;
};

static long visit(struct finder *finder, const char *path, bool is_opaque);

static bool is_newer(const struct finder *finder, const struct stat *status)
{
    const struct timespec *began = &finder->layer->began, *at = &status->st_ctim;

    return at->tv_sec > began->tv_sec ||
           (at->tv_sec == began->tv_sec && at->tv_nsec >= began->tv_nsec);
}

static long emit(struct finder *finder, const char *path, struct change change)
{
    change.part = finder->part;
    change.path = strdup(path);
    if (change.path == NULL)
        return -ENOMEM;
    return list_append(&finder->changes->items, &finder->changes->count, &change,
                       sizeof(change));
}

static bool join(char whole[PATH_MAX], const char *path, const char *name)
{
    return snprintf(whole, PATH_MAX, "%s%s%s", path, path[0] == '\0' ? "" : "/", name) <
           PATH_MAX;
}

/* What is below goes first. */
static long emit_removal(struct finder *finder, const char *path, const struct stat *lower)
{
    struct names names = { 0 };
    int fd = S_ISDIR(lower->st_mode)
                 ? reach_open(finder->lower, path, O_RDONLY | O_DIRECTORY) : -1;
    long err = fd >= 0 ? names_read(&names, fd) : 0;

    if (fd >= 0)
        close(fd);
    for (size_t i = 0; err == 0 && i < names.count; i++) {
        char whole[PATH_MAX];
        struct stat status;

        if (join(whole, path, names.items[i]) &&
            reach_stat(finder->lower, whole, &status) == 0)
            err = emit_removal(finder, whole, &status);
    }
    names_free(&names);
    if (err != 0)
        return err;
    return emit(finder, path,
                (struct change){ .kind = CHANGE_REMOVED,
                                 .lower = *lower,
                                 .refusal = is_newer(finder, lower) ? has_changed : NULL });
}

/* A file that was copied up when it was first written to, and whose directory has
 * changed on the host: it may be that it was there and was removed. */
static bool may_have_been_removed(const struct finder *finder, const char *path)
{
    int file = reach_open(finder->upper, path, O_PATH), parent;
    const char *name;
    struct stat status;
    bool is_newer_there = false;

    if (file < 0)
        return false;
    parent = xattrs_note(file, "origin") ? reach_parent(finder->lower, path, &name) : -1;
    if (parent >= 0) {
        is_newer_there = fstat(parent, &status) == 0 && is_newer(finder, &status);
        close(parent);
    }
    close(file);
    return is_newer_there;
}

static long emit_created(struct finder *finder, const char *path, const struct stat *upper)
{
    struct change change = { .kind = CHANGE_CREATED, .upper = *upper };

    if (S_ISCHR(upper->st_mode) || S_ISBLK(upper->st_mode)) {
        change.refusal = is_device;
        change.is_final = true;
    } else if (S_ISREG(upper->st_mode) && may_have_been_removed(finder, path))
        change.refusal = was_removed;
    return emit(finder, path, change);
}

static long emit_changed(struct finder *finder, const char *path, const struct stat *upper,
                         const struct stat *lower)
{
    struct change change = { .kind = CHANGE_CHANGED, .upper = *upper, .lower = *lower };

    change.what = compare_files(finder->upper, upper, finder->lower, lower, path);
    if (change.what == 0)
        return 0;
    change.refusal = is_newer(finder, lower) ? has_changed : NULL;
    if (S_ISCHR(upper->st_mode) || S_ISBLK(upper->st_mode)) {
        change.refusal = is_device;
        change.is_final = true;
    }
    return emit(finder, path, change);
}

static bool bears_note(const struct finder *finder, const char *path, const char *note)
{
    int file = reach_open(finder->upper, path, O_PATH);
    bool is_there = file >= 0 && xattrs_note(file, note);

    if (file >= 0)
        close(file);
    return is_there;
}

static bool is_whiteout(const struct finder *finder, const char *path,
                        const struct stat *upper)
{
    if (S_ISCHR(upper->st_mode))
        return upper->st_rdev == 0;
    return S_ISREG(upper->st_mode) && upper->st_size == 0 &&
           bears_note(finder, path, "whiteout");
}

/* `lower` NULL: there is none. */
static long visit_directory(struct finder *finder, const char *path, const struct stat *upper,
                            const struct stat *lower, bool is_opaque)
{
    long err = 0;

    if (lower != NULL && !S_ISDIR(lower->st_mode)) {
        err = emit_removal(finder, path, lower);
        lower = NULL;
    }
    if (err == 0)
        err = lower == NULL ? emit_created(finder, path, upper) :
                              emit_changed(finder, path, upper, lower);
    closed_open(finder->upper, path, upper);
    return err != 0 ? err :
                      visit(finder, path, is_opaque || bears_note(finder, path, "opaque"));
}

static long visit_file(struct finder *finder, const char *path, const struct stat *upper,
                       const struct stat *lower)
{
    long err = 0;

    if (lower != NULL && S_ISDIR(lower->st_mode)) {
        err = emit_removal(finder, path, lower);
        lower = NULL;
    }
    if (err != 0)
        return err;
    return lower == NULL ? emit_created(finder, path, upper) :
                           emit_changed(finder, path, upper, lower);
}

static long visit_entry(struct finder *finder, const char *path, bool is_opaque)
{
    struct stat upper, there;
    const struct stat *lower = reach_stat(finder->lower, path, &there) == 0 ? &there : NULL;
    long err = closed_stat(finder->upper, path, &upper);

    if (err != 0)
        return err == -ENOENT ? 0 : err;
    if (is_whiteout(finder, path, &upper))
        return lower == NULL ? 0 : emit_removal(finder, path, lower);
    if (S_ISDIR(upper.st_mode))
        return visit_directory(finder, path, &upper, lower, is_opaque);
    return visit_file(finder, path, &upper, lower);
}

/* In a directory that is all the layer's, what it does not have is gone. */
static long visit_gone(struct finder *finder, const char *path, const struct names *uppers)
{
    int fd = reach_open(finder->lower, path, O_RDONLY | O_DIRECTORY);
    struct names lowers = { 0 };
    long err = fd < 0 ? 0 : names_read(&lowers, fd);

    if (fd >= 0)
        close(fd);
    for (size_t i = 0; err == 0 && i < lowers.count; i++) {
        char whole[PATH_MAX];
        struct stat status;

        if (!names_have(uppers, lowers.items[i]) && join(whole, path, lowers.items[i]) &&
            reach_stat(finder->lower, whole, &status) == 0)
            err = emit_removal(finder, whole, &status);
    }
    names_free(&lowers);
    return err;
}

static long emit_too_deep(struct finder *finder, const char *path)
{
    return emit(finder, path,
                (struct change){ .kind = CHANGE_CREATED, .refusal = is_too_deep,
                                 .is_final = true });
}

static long visit(struct finder *finder, const char *path, bool is_opaque)
{
    int fd = reach_open(finder->upper, path, O_RDONLY | O_DIRECTORY);
    struct names names = { 0 };
    long err = fd < 0 ? fd : names_read(&names, fd);

    if (fd >= 0)
        close(fd);
    if (err == 0 && is_opaque)
        err = visit_gone(finder, path, &names);
    for (size_t i = 0; err == 0 && i < names.count; i++) {
        char whole[PATH_MAX];

        err = join(whole, path, names.items[i]) ? visit_entry(finder, whole, is_opaque) :
                                                  emit_too_deep(finder, path);
    }
    names_free(&names);
    return err;
}

/* The part's own directory: its mode is compared with what the guest has found. */
static long visit_root(struct finder *finder)
{
    struct change change = { .kind = CHANGE_CHANGED, .what = WHAT_MODE };
    mode_t was = finder->layer->parts[finder->part].mode;
    long err = 0;

    if (fstat(finder->lower, &change.lower) != 0)
        return -errno;
    err = closed_stat(finder->upper, "", &change.upper);
    if (err != 0)
        return err;
    closed_open(finder->upper, "", &change.upper);
    if ((change.upper.st_mode & 07777) != was) {
        change.refusal = is_newer(finder, &change.lower) &&
                                 (change.lower.st_mode & 07777) != was
                             ? has_changed : NULL;
        err = emit(finder, "", change);
    }
    return err != 0 ? err : visit(finder, "", bears_note(finder, "", "opaque"));
}

/* Nothing was written to it: it does not matter what has become of the host's. */
static bool is_untouched(int upper)
{
    int fd = reach_open(upper, "", O_RDONLY | O_DIRECTORY);
    struct names names = { 0 };
    bool is_empty = fd >= 0 && names_read(&names, fd) == 0 && names.count == 0;

    names_free(&names);
    if (fd >= 0)
        close(fd);
    return is_empty;
}

static bool is_same_directory(int fd, const struct layer_part *part)
{
    struct stat status;

    return fstat(fd, &status) == 0 && status.st_ino == part->inode;
}

static int open_part(const struct layer *layer, size_t part, int *upper, int *lower)
{
    const char *path = layer->parts[part].lower;
    char name[PART_NAME_SIZE];

    part_name(name, part, "upper");
    *upper = openat(layer->fd, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    *lower = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (*upper >= 0 && (*lower < 0 || !is_same_directory(*lower, &layer->parts[part])) &&
        is_untouched(*upper)) {
        close(*upper);
        *upper = -1;
        return 0;
    }
    if (*upper < 0 || *lower < 0) {
        say("%s: %s", *upper < 0 ? layer->directory : path, strerror(errno));
        return STATUS_LXRUN_FAILED;
    }
    if (is_same_directory(*lower, &layer->parts[part]))
        return 0;
    say("%s: is another directory than the run has seen; put that back, or drop the layer: "
        "lxrun discard",
        path);
    return STATUS_LXRUN_FAILED;
}

static int find_in(struct finder *finder)
{
    long err;

    if (finder->upper < 0)
        return 0;
    err = visit_root(finder);
    if (err == 0)
        return 0;
    say("%s: cannot read the layer: %s", finder->layer->parts[finder->part].lower,
        strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

int changes_find(struct changes *changes, const struct layer *layer)
{
    int status = 0;

    *changes = (struct changes){ 0 };
    changes->uppers = calloc(2 * layer->part_count + 1, sizeof(int));
    if (changes->uppers == NULL) {
        say("out of memory");
        return STATUS_LXRUN_FAILED;
    }
    changes->lowers = changes->uppers + layer->part_count;
    for (size_t i = 0; status == 0 && i < layer->part_count; i++) {
        struct finder finder = { .changes = changes, .layer = layer, .part = i };

        status = open_part(layer, i, &changes->uppers[i], &changes->lowers[i]);
        finder.upper = changes->uppers[i];
        finder.lower = changes->lowers[i];
        if (status == 0)
            status = find_in(&finder);
    }
    return status;
}

void changes_free(struct changes *changes, const struct layer *layer)
{
    for (size_t i = 0; i < changes->count; i++)
        free(changes->items[i].path);
    for (size_t i = 0; changes->uppers != NULL && i < 2 * layer->part_count; i++)
        if (changes->uppers[i] > 0)
            close(changes->uppers[i]);
    free(changes->items);
    free(changes->uppers);
    *changes = (struct changes){ 0 };
}

char *change_path(const struct layer *layer, const struct change *change)
{
    const char *lower = layer->parts[change->part].lower;
    char *path;

    if (change->path[0] == '\0')
        return strdup(lower);
    return asprintf(&path, "%s/%s", lower[1] == '\0' ? "" : lower, change->path) < 0 ? NULL
                                                                                      : path;
}
