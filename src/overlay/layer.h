/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * layer.h - a throw-away layer: what a run has written instead of the host's files.
 *
 *     LAYER/began       when the first run in it began: seconds and nanoseconds
 *     LAYER/program     the words of that run, a zero byte behind each
 *     LAYER/directory   a link to where it ran
 *     LAYER/N/lower     a link to the directory that part N stands in for
 *     LAYER/N/identity  that directory's inode, and the mode that `upper` was made with
 *     LAYER/N/upper     what was written, as overlayfs keeps it
 *     LAYER/N/work      overlayfs's own
 *
 * The guest of the run cannot reach any of it but through the mounts.  What is in
 * `upper` is the guest's nevertheless, and hostile.
 *
 * Result  0, or the status to exit with: the reason has been said.
 */
#ifndef LXRUN_OVERLAY_LAYER_H
#define LXRUN_OVERLAY_LAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

struct layer_part {
    char *lower; /* the host's directory */
    ino_t inode; /* of it, when the part was made */
    mode_t mode; /* of `upper`, then */
};

struct layer {
    char *directory; /* absolute */
    int fd;          /* of it; holds the lock */
    struct timespec began;
    struct layer_part *parts;
    size_t part_count;
};

/* The layer at `directory`, or a new one there; NULL: a new one below layer_home(). */
int layer_begin(struct layer *layer, const char *directory, char *const words[]);

/* The part that stands in for `lower`, made if missing: its index, or -1 with errno. */
long layer_part_for(struct layer *layer, const char *lower);

/* All parts are there: nothing that the host changes from now on passes for older. */
int layer_seal(struct layer *layer);

/* One that a run has left; NULL: the user's last.  It is the caller's alone until
 * layer_close(). */
int layer_open(struct layer *layer, const char *name);
void layer_close(struct layer *layer);

/* Where layers are kept that have been given no place, or NULL with errno. */
char *layer_home(void);

/* Tell each of those layers; `each` gets its name.  0, or a negated errno. */
long layer_list(void (*each)(const char *home, const char *name));

/* Remove the layer and all that is in it.  A negated errno. */
long layer_remove(struct layer *layer);

#endif
