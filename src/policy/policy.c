/* SPDX-License-Identifier: GPL-2.0-or-later */
/* policy.c - the lists of a policy, and what becomes of a rule that has no keeper. */
#include "policy/policy.h"

#include <errno.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "policy/list.h"
#include "policy/pledge.h"
#include "supervisor/say.h"

static const struct {
    const char *name;
    bool is_kernel;
} enforcers[] = {
    [BY_NOBODY] = { "nobody", false },       [BY_ADVICE] = { "advisory", false },
    [BY_SECCOMP] = { "seccomp", true },      [BY_LANDLOCK] = { "landlock", true },
    [BY_NAMESPACE] = { "namespaces", true }, [BY_RLIMIT] = { "rlimit", true },
    [BY_CGROUP] = { "cgroup", true },        [BY_SUPERVISOR] = { "lxrun", true },
};

const char *policy_enforcer_name(enum policy_enforcer by)
{
    return enforcers[by].name;
}

bool policy_enforcer_is_kernel(enum policy_enforcer by)
{
    return enforcers[by].is_kernel;
}

long policy_rules_add(struct policy_rules *rules, const char *what,
                      enum policy_enforcer by, const char *why)
{
    const struct policy_rule rule = { .what = what, .by = by, .why = why };

    return list_append(&rules->items, &rules->count, &rule, sizeof(rule));
}

/* Relative paths are the working directory's.  Nothing is resolved: the kernel does
 * that when the path is opened, in the tree that the guest will see. */
static char *absolute(const char *path)
{
    char *directory, *whole = NULL;

    if (path[0] == '/')
        return strdup(path);
    directory = getcwd(NULL, 0);
    if (directory != NULL && asprintf(&whole, "%s/%s", directory, path) < 0)
        whole = NULL;
    free(directory);
    return whole;
}

long policy_paths_add(struct policy_paths *paths, const char *path, unsigned rights,
                      bool is_optional, const char *origin)
{
    const struct policy_path item = {
        .path = absolute(path),
        .rights = rights,
        .is_optional = is_optional,
        .origin = origin,
    };

    if (item.path == NULL)
        return -errno;
    return list_append(&paths->items, &paths->count, &item, sizeof(item));
}

bool policy_paths_look(const struct policy_paths *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        if (paths->items[i].rights & RIGHT_LOOK)
            return true;
    return false;
}

long policy_mounts_add(struct policy_mounts *mounts, const struct policy_mount *mount)
{
    return list_append(&mounts->items, &mounts->count, mount, sizeof(*mount));
}

long policy_network_add(struct policy_network *network, const struct policy_peer *peer)
{
    return list_append(&network->items, &network->count, peer, sizeof(*peer));
}

long policy_calls_add(struct policy_calls *calls, const struct policy_call *call)
{
    return list_append(&calls->items, &calls->count, call, sizeof(*call));
}

long policy_calls_add_only(struct policy_calls *calls, int number)
{
    calls->has_only = true;
    return list_append(&calls->only, &calls->only_count, &number, sizeof(number));
}

int policy_complete(struct policy *policy)
{
    long err = profile_add(policy);

    if (err == 0 && policy->calls.has_promises)
        err = pledge_complete(policy);

    if (policy->profile_name == NULL)
        policy->profile_name = profile_name(policy->profile);
    if (policy->network.mode == NETWORK_UNSAID)
        policy->network.mode = NETWORK_HOST;
    if (err == 0)
        return 0;
    say("cannot make the policy: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

bool policy_is_contained(const struct policy *policy)
{
    return policy->paths.is_limited || policy->calls.base != CALLS_UNSEEN ||
           policy_lists_calls(policy);
}

bool policy_lists_calls(const struct policy *policy)
{
    const struct policy_calls *calls = &policy->calls;

    return calls->has_promises || calls->has_only || calls->oci_file != NULL ||
           calls->count > 0;
}

bool policy_refuses_exec(const struct policy *policy)
{
    return policy->calls.has_promises && !pledge_has_exec(policy->calls.promises);
}

bool policy_connects_outside(const struct policy_network *network)
{
    for (size_t i = 0; i < network->count; i++)
        if (network->items[i].kind == PEER_ALLOW)
            return true;
    return false;
}

int policy_need_calls(struct policy *policy, uint64_t spaces)
{
    unsigned *needs = &policy->calls.needs;

    if (policy->network.mode == NETWORK_NONE && (spaces & CLONE_NEWNET) == 0)
        *needs |= CALLS_NO_INET;
    if (policy->network.has_no_outside && (spaces & CLONE_NEWNS) == 0)
        *needs |= CALLS_NO_OUTSIDE;
    if (policy->network.is_scoped && (spaces & CLONE_NEWPID) == 0)
        *needs |= CALLS_NO_OTHERS;
    if (policy->network.is_scoped && (spaces & CLONE_NEWIPC) == 0)
        *needs |= CALLS_NO_IPC;
    if (policy_connects_outside(&policy->network))
        *needs |= CALLS_NO_FASTOPEN;
    /* Modes, owners and times: Landlock does not know of them, so that lxrun changes those
     * that may be changed (supervisor/attributes.h). */
    if (policy->mounts.is_private && (spaces & CLONE_NEWNS) == 0)
        *needs |= CALLS_NO_METADATA;
    return 0;
}

int policy_give_up(struct policy *policy, const char *what, const char *why)
{
    if (!policy->is_best_effort) {
        say("%s: cannot be enforced here: %s; --best-effort goes on without", what, why);
        return STATUS_LXRUN_FAILED;
    }
    say("%s: is not enforced (--best-effort): %s", what, why);
    if (policy_rules_add(&policy->rules, what, BY_NOBODY, why) == 0)
        return 0;
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}
