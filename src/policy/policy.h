/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * policy.h - everything that the containment of a run consists of.
 *
 * A policy is what was wished, and nothing of it depends on the host: options are
 * written into one of zeroes, in any order, and policy_complete() adds the profile.  Each part has a header of its own and
 * is put in force by the layers below, in this order, by the guest's first process
 * before it becomes lxcore (supervisor/start.c):
 *
 *     namespaces, mounts   what there is to be seen and reached
 *     limits               how much of it
 *     no_new_privs         which the next two ask for
 *     Landlock             which files, ports, sockets and processes
 *     the floor            which calls; from here on, from the gate only
 *     execveat of lxcore   under all of them
 *
 * A layer that cannot keep a rule says so by policy_give_up() before anything is
 * started.  Which layer keeps which rule is rule.h's subject.
 *
 * World   lxrun.  Strings belong to the command line, the environment or the
 *         policy, and live as long as the run.
 */
#ifndef LXRUN_POLICY_POLICY_H
#define LXRUN_POLICY_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/calls.h"
#include "policy/identity.h"
#include "policy/limits.h"
#include "policy/mounts.h"
#include "policy/network.h"
#include "policy/paths.h"
#include "policy/profile.h"
#include "policy/rule.h"

struct policy {
    enum profile profile;     /* what it began as */
    const char *profile_name; /* as the user has named it: a name, or a file's */
    bool is_best_effort;      /* go on where a rule cannot be enforced */

    struct policy_paths paths;
    struct policy_mounts mounts;
    struct policy_network network;
    struct policy_limits limits;
    struct policy_identity identity;
    struct policy_calls calls;

    struct policy_rules rules; /* who keeps what, as the layers have told */
    const char *tier;          /* by what the run is contained (tier.h); NULL before it runs */
};

/* After the options: what the profile says where no option has said otherwise.  0, or
 * the status to exit with: the reason has been said. */
int policy_complete(struct policy *policy);

/* Is there anything that a program may not do? */
bool policy_is_contained(const struct policy *policy);

/* Has the user said which calls are made, so that any other may end the program? */
bool policy_lists_calls(const struct policy *policy);
/* No exec but the first? */
bool policy_refuses_exec(const struct policy *policy);

/* What the floor has to see to in namespaces `spaces` (CLONE_NEW…), because there are no
 * more of them.  0, or the status to exit with: the reason has been said. */
int policy_need_calls(struct policy *policy, uint64_t spaces);

/* A rule that this host cannot enforce: `what` names it as the user would, `why` says
 * what is missing and what to do about it.  0 with --best-effort, which then goes on
 * without the rule; else the status to exit with.  The reason has been said. */
int policy_give_up(struct policy *policy, const char *what, const char *why);

#endif
