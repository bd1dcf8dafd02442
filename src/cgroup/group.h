/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * group.h - the control groups of a run, which keep its limits.
 *
 * One directory in each tree that has a controller of the limits.  The guest's first
 * process enters them before it becomes lxcore, all others are born in them; lxrun stays
 * outside, and removes them when the run is over.
 */
#ifndef LXRUN_CGROUP_GROUP_H
#define LXRUN_CGROUP_GROUP_H

#include <stddef.h>
#include <stdint.h>

#define GROUPS_MOST 3

struct groups {
    struct group {
        char *directory;
        int procs; /* its cgroup.procs, open for writing */
    } items[GROUPS_MOST];
    size_t count;
};

enum group_limit {
    LIMIT_MEMORY, /* bytes, swap included */
    LIMIT_CPU,    /* thousandths of a processor */
    LIMIT_PIDS,   /* processes and threads */
};

/* Limit what is to come.  0, or a negated errno: -ENOENT where no tree has the
 * controller, -EACCES, -EPERM or -EROFS where no group may be made. */
long groups_limit(struct groups *groups, enum group_limit limit, uint64_t value);

/* In the process that is to be limited; plain system calls only. */
long groups_enter(const struct groups *groups);

/* How often the kernel has killed for want of memory, and refused a process. */
uint64_t groups_killed(const struct groups *groups);
uint64_t groups_refused(const struct groups *groups);

/* End what is left in them, and remove them. */
void groups_end(struct groups *groups);

#endif
