/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * siblings.h - granting a directory but for what is hidden in it, where only grants
 * are to be had: all around the hidden path is granted instead.
 *
 * Limits  what is made beside a hidden path after the start is not granted.  A directory
 *         in which something hidden lies can be listed, but nothing can be made in it.
 */
#ifndef LXRUN_POLICY_SIBLINGS_H
#define LXRUN_POLICY_SIBLINGS_H

#include <stdbool.h>
#include <stddef.h>

struct policy;
struct policy_path;

struct siblings {
    long (*add)(void *owner, const char *path, unsigned rights); /* keeps `path` */
    void *owner;
    struct policy *policy;
    char **hidden; /* real paths */
    size_t count;
};

/* What the policy hides, as far as it is there.  0 or -ENOMEM. */
long siblings_hide_for(struct siblings *siblings, struct policy *policy);

/* Is something hidden in it, or is it hidden itself? */
bool siblings_are_needed(const struct siblings *siblings, const char *path);

/* Grant what can be granted.  0, a negated errno, or -EACCES: the rights would reach
 * what is hidden, which has been said. */
long siblings_grant(struct siblings *siblings, const struct policy_path *path);

#endif
