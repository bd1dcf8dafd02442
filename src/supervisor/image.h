/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * image.h - lxcore, laid out for one run.
 *
 * lxcore is built position-independent and embedded in lxrun.  For each run it
 * is linked to a base of its own and written to a sealed memfd, from which
 * every guest process of the run is executed.
 *
 * Result  0, or a negated errno.
 */
#ifndef LXRUN_SUPERVISOR_IMAGE_H
#define LXRUN_SUPERVISOR_IMAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct image {
    int fd;       /* the memfd, close-on-exec */
    dev_t device; /* its identity */
    ino_t inode;
    uint64_t gate;     /* address of the gate page */
    off_t gate_offset; /* where the gate page lies in the file */
};

struct lx_config;

/* `config` becomes part of the image. */
long image_make(struct image *image, const struct lx_config *config);
/* Does the process execute it? */
bool image_is_run_by(const struct image *image, pid_t pid);
/* Map the gate page where lxcore will have it, to call from there. */
long image_map_gate(const struct image *image);

#endif
