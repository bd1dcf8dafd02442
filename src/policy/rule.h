/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rule.h - who keeps a rule.
 *
 * Kernel-enforced is what binds a guest that has taken lxcore over.  All else is
 * advisory, and is called so wherever it is shown.
 */
#ifndef LXRUN_POLICY_RULE_H
#define LXRUN_POLICY_RULE_H

#include <stdbool.h>
#include <stddef.h>

enum policy_enforcer {
    BY_NOBODY,  /* given up, with --best-effort */
    BY_ADVICE,  /* lxcore: binds programs that leave it alone */
    BY_SECCOMP, /* the floor */
    BY_LANDLOCK,
    BY_NAMESPACE, /* user, mount, pid, net, ipc, uts, cgroup, time */
    BY_RLIMIT,
    BY_CGROUP,
    BY_SUPERVISOR, /* lxrun itself, from outside: the time limit, connections */
};

struct policy_rule {
    const char *what; /* for people: `no network`, `--ro=/etc` */
    enum policy_enforcer by;
    const char *why; /* BY_NOBODY, BY_ADVICE: what is missing; else NULL */
};

struct policy_rules {
    struct policy_rule *items;
    size_t count;
};

/* -ENOMEM if there is no room. */
long policy_rules_add(struct policy_rules *rules, const char *what,
                      enum policy_enforcer by, const char *why);

/* `landlock`, `namespaces`… */
const char *policy_enforcer_name(enum policy_enforcer by);
bool policy_enforcer_is_kernel(enum policy_enforcer by);

#endif
