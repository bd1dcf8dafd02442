/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file_uses.c - see file_uses.h. */
#include "report/file_uses.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdlib.h>
#include <string.h>

#include "report/emit.h"
#include "report/interpreter.h"

static struct file_use *find(struct file_uses *files, const char *path)
{
    struct file_use *use;

    HASH_FIND_STR(files->uses, path, use);
    return use;
}

static struct file_use *find_or_add(struct file_uses *files, const char *path)
{
    struct file_use *use = find(files, path);

    if (use != NULL)
        return use;
    use = table_new(sizeof(*use) + strlen(path) + 1);
    strcpy(use->path, path);
    HASH_ADD_STR(files->uses, path, use);
    files->is_incomplete |= path[0] != '/';
    return use;
}

static void add(struct file_uses *files, const char *path, unsigned flags)
{
    struct file_use *use = find_or_add(files, path);

    if (use->flags & USE_MADE)
        flags &= ~(unsigned)(USE_READ | USE_LISTED | USE_EXAMINED);
    else if (!(flags & USE_MISSING) && !(use->flags & (USE_MISSING | USE_DELETED)))
        use->flags |= USE_WAS_THERE;
    use->flags |= flags;
}

/* That it is missing is news only before the run has had its hands on it. */
static void add_missing(struct file_uses *files, const char *path)
{
    struct file_use *use = find_or_add(files, path);

    if (!(use->flags & (USE_MADE | USE_DELETED | USE_TEMPORARY)))
        use->flags |= USE_MISSING;
}

static void make(struct file_uses *files, const char *path)
{
    struct file_use *use = find_or_add(files, path);

    use->flags |= USE_WRITTEN | USE_MADE;
    use->flags &= ~(unsigned)(USE_DELETED | USE_TEMPORARY);
}

static void change(struct file_uses *files, const char *path)
{
    add(files, path, USE_WRITTEN);
}

static void drop(struct file_uses *files, const char *path)
{
    struct file_use *use = find_or_add(files, path);
    bool was_there = (use->flags & USE_WAS_THERE) || !(use->flags & USE_MADE);

    use->flags &= ~(unsigned)(USE_WRITTEN | USE_MADE);
    use->flags |= was_there ? USE_DELETED | USE_WAS_THERE : USE_TEMPORARY;
}

/* What was made below a directory goes with it. */
static void move_below(struct file_uses *files, const char *from, const char *to)
{
    size_t length = strlen(from);
    struct file_use *use, *next;

    HASH_ITER(hh, files->uses, use, next)
    {
        char *path;

        if (!(use->flags & USE_MADE) || strncmp(use->path, from, length) != 0 ||
            use->path[length] != '/')
            continue;
        path = table_new(strlen(to) + strlen(use->path) + 1);
        strcpy(path, to);
        strcat(path, use->path + length);
        make(files, path);
        drop(files, use->path);
        free(path);
    }
}

static void take_rename(struct file_uses *files, const struct deed *deed)
{
    uint64_t flags = deed->effect->flags != NO_ARG ? call_arg(deed->call, 4) : 0;

    if (deed->path == NULL || deed->path2 == NULL)
        return;
    if (flags & RENAME_EXCHANGE) {
        change(files, deed->path);
        change(files, deed->path2);
        return;
    }
    make(files, deed->path2);
    drop(files, deed->path);
    move_below(files, deed->path, deed->path2);
}

static void take_open(struct file_uses *files, const struct deed *deed)
{
    uint64_t flags = deed->open_flags, access = flags & O_ACCMODE;

    if ((flags & O_TMPFILE) == O_TMPFILE)
        return;
    if (flags & (O_PATH | O_DIRECTORY)) {
        add(files, deed->path, USE_EXAMINED);
        return;
    }
    if (flags & O_TRUNC || (flags & O_CREAT && flags & O_EXCL)) {
        if (!(flags & O_CREAT)) /* only what is there can be cut */
            add(files, deed->path, USE_EXAMINED);
        make(files, deed->path);
        return;
    }
    if (access != O_WRONLY)
        add(files, deed->path, USE_READ);
    if (access != O_RDONLY || flags & O_CREAT)
        change(files, deed->path);
}

static void take_program(void *context, const char *path)
{
    add(context, path, USE_EXECUTED);
}

static void take_path(struct file_uses *files, const struct deed *deed)
{
    switch ((int)deed->effect->what) {
    case EFFECT_OPEN:
        take_open(files, deed);
        break;
    case EFFECT_LOOK:
    case EFFECT_CHDIR:
    case EFFECT_CHROOT:
        add(files, deed->path, USE_EXAMINED);
        break;
    case EFFECT_READ:
        add(files, deed->path, USE_READ);
        break;
    case EFFECT_CREATE:
        make(files, deed->path);
        break;
    case EFFECT_CHANGE:
        change(files, deed->path);
        break;
    case EFFECT_DELETE:
        drop(files, deed->path);
        break;
    case EFFECT_RENAME:
        take_rename(files, deed);
        break;
    case EFFECT_LINK:
        add(files, deed->path, USE_READ);
        if (deed->path2 != NULL)
            make(files, deed->path2);
        break;
    case EFFECT_EXECUTE:
        interpreter_walk(deed->path, deed->thread->process->place->root,
                         deed->thread->process->place->directory, take_program, files);
        break;
    }
}

static void take_failure(struct file_uses *files, const struct deed *deed)
{
    int number = (int)-deed->call->result;

    if (number == ENOENT || number == ENOTDIR)
        add_missing(files, deed->path);
    else if (number == EEXIST && deed->path2 != NULL)
        add(files, deed->path2, USE_EXAMINED);
    else if (number == EEXIST || number == EINVAL || number == ENODATA ||
             number == EISDIR || number == ELOOP)
        add(files, deed->path, USE_EXAMINED);
}

void file_uses_take(struct file_uses *files, const struct deed *deed)
{
    const struct call *call = deed->call;
    bool is_file = deed->object != NULL && deed->object->kind == OBJECT_FILE;

    if (!call->is_answered || call->flags & RECORD_AGAIN)
        return;
    if (deed->path != NULL && call->is_failed)
        take_failure(files, deed);
    else if (deed->path != NULL)
        take_path(files, deed);
    else if (!call->is_failed && is_file && deed->effect->what == EFFECT_LIST)
        add(files, deed->object->name, USE_LISTED);
    else if (!call->is_failed && is_file && deed->effect->what == EFFECT_FCHANGE)
        change(files, deed->object->name);
}

static int compare(const void *left, const void *right)
{
    const struct file_use *a = *(const struct file_use *const *)left;
    const struct file_use *b = *(const struct file_use *const *)right;

    return strcmp(a->path, b->path);
}

/* Those that have the flag and are not better described by another one. */
static void write_list(struct emit *json, struct file_use **uses, size_t count,
                       const char *name, unsigned flag)
{
    unsigned better = flag == USE_EXAMINED ? USE_READ | USE_EXECUTED | USE_LISTED :
                      flag == USE_READ     ? USE_LISTED :
                                             0;

    emit_key(json, name);
    emit_open_array(json);
    for (size_t i = 0; i < count; i++) {
        if (!(uses[i]->flags & flag) || uses[i]->flags & better)
            continue;
        emit_bytes(json, uses[i]->path, strlen(uses[i]->path));
        fputs("\n", json->out);
    }
    emit_close_array(json);
}

void file_uses_write(FILE *out, struct file_uses *files, const char *directory,
                     bool is_complete)
{
    struct emit json = { .out = out };
    size_t count = 0, all = HASH_COUNT(files->uses);
    struct file_use **uses = table_new((all + 1) * sizeof(*uses));

    for (struct file_use *use = files->uses; use != NULL; use = use->hh.next)
        uses[count++] = use;
    qsort(uses, count, sizeof(*uses), compare);
    emit_open_object(&json);
    emit_key(&json, "version");
    emit_number(&json, 1);
    emit_key(&json, "complete");
    emit_bool(&json, is_complete && !files->is_incomplete);
    emit_key(&json, "directory");
    emit_string(&json, directory);
    write_list(&json, uses, count, "executed", USE_EXECUTED);
    write_list(&json, uses, count, "read", USE_READ);
    write_list(&json, uses, count, "listed", USE_LISTED);
    write_list(&json, uses, count, "examined", USE_EXAMINED);
    write_list(&json, uses, count, "missing", USE_MISSING);
    write_list(&json, uses, count, "written", USE_WRITTEN);
    write_list(&json, uses, count, "deleted", USE_DELETED);
    write_list(&json, uses, count, "temporary", USE_TEMPORARY);
    emit_end_line(&json);
    free(uses);
}

void file_uses_free(struct file_uses *files)
{
    struct file_use *use, *next;

    HASH_ITER(hh, files->uses, use, next)
    {
        HASH_DEL(files->uses, use);
        free(use);
    }
}
