/* SPDX-License-Identifier: GPL-2.0-or-later */
/* limits.h - how much a run may use.  0 is no limit. */
#ifndef LXRUN_POLICY_LIMITS_H
#define LXRUN_POLICY_LIMITS_H

#include <stdint.h>
#include <sys/resource.h>

struct policy_limits {
    uint64_t memory;        /* bytes, of the whole run */
    uint64_t cpus_milli;    /* thousandths of a processor */
    uint64_t pids;          /* processes and threads */
    uint64_t timeout_ns;    /* --timeout */
    uint64_t kill_after_ns; /* from SIGTERM to SIGKILL; 0: none waits */
    uint64_t ulimits_set;   /* bit RLIMIT_x: ulimits[x] is to be set */
    struct rlimit ulimits[RLIM_NLIMITS];
};

struct groups;
struct policy;

/* The RLIMIT_… that docker and ulimit call so, or -1; and back. */
int limit_find(const char *name);
const char *limit_name(int limit);

/* Who keeps them: told to the policy's rules; limits of the run as a whole are kept by
 * `groups`, which are made.  0, or the status to exit with: the reason
 * has been said. */
int limits_settle(struct policy *policy, struct groups *groups);

/* What to do about groups_limit()'s failure. */
const char *limits_remedy(long err);

/* For this process and what it starts.  A negated errno: *failed could not be set.
 * Makes plain system calls only. */
long limits_set(const struct policy_limits *limits, int *failed);

#endif
