/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * change.h - what is different between a layer and the host's files, one file at a time,
 * in an order in which it can be carried out.
 */
#ifndef LXRUN_OVERLAY_CHANGE_H
#define LXRUN_OVERLAY_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

struct layer;

enum change_kind {
    CHANGE_CREATED,
    CHANGE_CHANGED,
    CHANGE_REMOVED,
};

#define WHAT_CONTENT 1U /* also: another type of file, another text of a link */
#define WHAT_MODE 2U
#define WHAT_OWNER 4U
#define WHAT_XATTRS 8U
#define WHAT_TIME 16U

struct change {
    enum change_kind kind;
    unsigned what; /* WHAT_…, of CHANGE_CHANGED */
    size_t part;
    char *path;               /* below the part's directory; "": that itself */
    struct stat upper, lower; /* as far as there is one */
    const char *refusal;      /* why it is not to be carried out, or NULL */
    bool is_final;            /* …whatever anybody says */
};

struct changes {
    struct change *items;
    size_t count;
    int *uppers, *lowers; /* the parts' directories, O_PATH */
};

/* 0, or the status to exit with: the reason has been said. */
int changes_find(struct changes *changes, const struct layer *layer);
void changes_free(struct changes *changes, const struct layer *layer);

/* The host's path of it; to be freed, or NULL. */
char *change_path(const struct layer *layer, const struct change *change);

#endif
