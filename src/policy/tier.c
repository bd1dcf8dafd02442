/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tier.c - see tier.h. */
#include "policy/tier.h"

#include <linux/sched.h>

#include "policy/landlock.h"
#include "policy/policy.h"

const char *tier_name(bool has_spaces, bool has_landlock, bool refuses_calls)
{
    if (has_spaces)
        return has_landlock ? "namespaces+landlock+seccomp" : "namespaces+seccomp";
    if (has_landlock)
        return "landlock+seccomp";
    return refuses_calls ? "seccomp" : "none";
}

static bool refuses_calls(const struct policy *policy)
{
    return policy->calls.base != CALLS_UNSEEN || policy->calls.needs != 0 ||
           policy_lists_calls(policy);
}

static enum policy_enforcer space_or_floor(uint64_t spaces, uint64_t space)
{
    return (spaces & space) != 0 ? BY_NAMESPACE : BY_SECCOMP;
}

static long add_space_rules(struct policy *policy, uint64_t spaces)
{
    struct policy_rules *rules = &policy->rules;
    long err = 0;

    if (policy->network.mode == NETWORK_NONE)
        err = policy_rules_add(rules, "no network",
                               space_or_floor(spaces, CLONE_NEWNET), NULL);
    if (err == 0 && policy->mounts.is_private)
        err = policy_rules_add(rules, "modes, owners and times of files outside",
                               space_or_floor(spaces, CLONE_NEWNS), NULL);
    if (err == 0 && policy->network.is_scoped)
        err = policy_rules_add(rules, "ipc", space_or_floor(spaces, CLONE_NEWIPC), NULL);
    if (err == 0 && policy->network.is_scoped && (spaces & CLONE_NEWPID) != 0)
        err = policy_rules_add(rules, "processes outside", BY_NAMESPACE, NULL);
    return err;
}

long tier_settle(struct policy *policy, uint64_t spaces, const struct landlock *landlock)
{
    bool has_landlock = (landlock->files | landlock->net | landlock->scoped) != 0;
    long err = 0;

    policy->tier = tier_name(spaces != 0, has_landlock, refuses_calls(policy));
    if (refuses_calls(policy))
        err = policy_rules_add(&policy->rules, "system calls", BY_SECCOMP, NULL);
    return err != 0 ? err : add_space_rules(policy, spaces);
}
