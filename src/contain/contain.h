/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * contain.h - what of the host a guest shall not have: the wish, as data.
 *
 * The wish is made by options and profiles before anything is started, and is
 * carried out by the guest's first processes (contain/enter.h).  All of it is
 * enforced by the kernel on every process of the run.
 *
 * World   lxrun.
 */
#ifndef LXRUN_CONTAIN_CONTAIN_H
#define LXRUN_CONTAIN_CONTAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "contain/mounts.h"

#define CONTAIN_NO_ID (-1)

struct contain {
    uint64_t spaces; /* CLONE_NEW…; those that others need are added (contain_complete) */
    bool is_optional; /* where the host does not let us, we go on without */
    bool keeps_capabilities; /* of root, or of the user namespace */
    int broker_fd; /* where the broker's listeners are to be sent, or -1 */
    int finder_fd; /* at which init is asked for processes (finder.h), or -1 */
    int64_t uid, gid; /* in the guest's eyes, or CONTAIN_NO_ID */
    const char *hostname;  /* or NULL */
    const char *directory; /* to start in, a path of the guest's; NULL: lxrun's own */
    const char *layer; /* where overlays are written to, or NULL */
    struct mounts mounts;
};

/* What contain_try_end() makes of the failure of an optional containment; no exit status. */
#define CONTAIN_NOT_HERE 1000

void contain_begin(struct contain *contain);

/* Is there anything to do?  If not, the guest is started the short way. */
bool contain_is_wanted(const struct contain *contain);

/* Add what the wishes need: a host name needs a namespace for it, and whoever is
 * not root needs a user namespace for all the others. */
void contain_complete(struct contain *contain);

/* The host does not allow it: the reason is said, and the status to exit with returned. */
__attribute__((format(printf, 2, 3))) int contain_refuse(const struct contain *contain,
                                                         const char *format, ...);

/* Without namespaces: what is left of the wish is who the guest is to be. */
void contain_drop(struct contain *contain);

/* Around each step: where containment is optional, what is said in between is kept for
 * contain_refusal(), and a failure becomes CONTAIN_NOT_HERE. */
void contain_try_begin(const struct contain *contain);
int contain_try_end(const struct contain *contain, int status);
const char *contain_refusal(void);

#endif
