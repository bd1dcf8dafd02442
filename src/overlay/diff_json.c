/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff_json.c - for programs, by jansson. */
#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "overlay/change.h"
#include "overlay/describe.h"
#include "overlay/diff.h"
#include "overlay/reach.h"
#include "report/denial_json.h"
#include "supervisor/say.h"

static json_t *what_array(const struct change *change)
{
    json_t *array = json_array();

    for (unsigned bit = 1; bit <= WHAT_TIME; bit <<= 1)
        if (change->what & bit)
            json_array_append_new(array, json_string(describe_what(bit)));
    return array;
}

static json_t *mode_text(mode_t mode)
{
    return json_sprintf("%04o", mode & 07777);
}

static void add_side(json_t *object, const char *name, const struct stat *status)
{
    json_object_set_new(object, name,
                        json_pack("{s:s, s:o, s:I, s:I, s:I}", "type",
                                  describe_type(status->st_mode), "mode",
                                  mode_text(status->st_mode), "uid",
                                  (json_int_t)status->st_uid, "gid",
                                  (json_int_t)status->st_gid, "size",
                                  (json_int_t)status->st_size));
}

static void add_link(json_t *object, const struct changes *changes,
                     const struct change *change)
{
    char text[PATH_MAX];
    const char *name;
    int parent = reach_parent(changes->uppers[change->part], change->path, &name);
    ssize_t size = parent < 0 ? -1 : readlinkat(parent, name, text, sizeof(text) - 1);

    if (parent >= 0)
        close(parent);
    if (size < 0)
        return;
    text[size] = '\0';
    json_object_set_new(object, "link", json_text(text));
}

static json_t *change_object(const struct changes *changes, const struct change *change,
                             const char *path)
{
    json_t *object = json_pack("{s:s, s:o}", "change", describe_kind(change->kind), "path",
                               json_text(path));

    if (change->kind == CHANGE_CHANGED)
        json_object_set_new(object, "what", what_array(change));
    if (change->kind != CHANGE_CREATED)
        add_side(object, "old", &change->lower);
    if (change->kind != CHANGE_REMOVED) {
        add_side(object, "new", &change->upper);
        if (S_ISLNK(change->upper.st_mode))
            add_link(object, changes, change);
    }
    if (change->refusal != NULL)
        json_object_set_new(object, "refused", json_string(change->refusal));
    return object;
}

int diff_show_json(const struct changes *changes, const struct layer *layer)
{
    for (size_t i = 0; i < changes->count; i++) {
        char *path = change_path(layer, &changes->items[i]);
        json_t *object = change_object(changes, &changes->items[i], path == NULL ? "" : path);

        json_dumpf(object, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
        putchar('\n');
        json_decref(object);
        free(path);
    }
    if (fflush(stdout) == 0)
        return 0;
    say("cannot write to standard output: %s", strerror(errno));
    return STATUS_LXRUN_FAILED;
}
