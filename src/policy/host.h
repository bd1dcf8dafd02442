/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * host.h - what this host lets an unprivileged lxrun enforce.
 *
 * Each thing is tried, not looked up, by a child that then ends; so the answer holds for
 * this user, in this container, under whatever is around lxrun.
 */
#ifndef LXRUN_POLICY_HOST_H
#define LXRUN_POLICY_HOST_H

#include <stdbool.h>
#include <stddef.h>

struct host_fact {
    const char *name;  /* `landlock` */
    const char *title; /* what it is for */
    bool is_there;
    int version;      /* landlock's, else 0 */
    bool is_needed;   /* nothing runs without it */
    char detail[160]; /* what was found */
    char remedy[240]; /* what to do, or empty */
};

#define HOST_FACTS_MOST 24

struct host {
    struct host_fact facts[HOST_FACTS_MOST];
    size_t count;
};

void host_probe(struct host *host);

#endif
