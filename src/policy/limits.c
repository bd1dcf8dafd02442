/* SPDX-License-Identifier: GPL-2.0-or-later */
/* limits.c - see limits.h. */
#include "policy/limits.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "policy/policy.h"
#include "supervisor/say.h"

static const char *const names[RLIM_NLIMITS] = {
    [RLIMIT_AS] = "as",           [RLIMIT_CORE] = "core",
    [RLIMIT_CPU] = "cpu",         [RLIMIT_DATA] = "data",
    [RLIMIT_FSIZE] = "fsize",     [RLIMIT_LOCKS] = "locks",
    [RLIMIT_MEMLOCK] = "memlock", [RLIMIT_MSGQUEUE] = "msgqueue",
    [RLIMIT_NICE] = "nice",       [RLIMIT_NOFILE] = "nofile",
    [RLIMIT_NPROC] = "nproc",     [RLIMIT_RSS] = "rss",
    [RLIMIT_RTPRIO] = "rtprio",   [RLIMIT_RTTIME] = "rttime",
    [RLIMIT_SIGPENDING] = "sigpending",
    [RLIMIT_STACK] = "stack",
};

int limit_find(const char *name)
{
    for (int i = 0; i < RLIM_NLIMITS; i++)
        if (names[i] != NULL && strcmp(names[i], name) == 0)
            return i;
    return -1;
}

const char *limit_name(int limit)
{
    return names[limit];
}

/* A hard limit is one for whoever lacks CAP_SYS_RESOURCE: a root that no profile has
 * taken its capabilities from can raise it. */
static bool can_be_raised(const struct policy *policy)
{
    return geteuid() == 0 && policy->calls.base == CALLS_UNSEEN;
}

static int note_ulimits(struct policy *policy)
{
    bool is_advice = can_be_raised(policy);
    const char *why = is_advice ? "root can raise it; use a profile, or another user" : NULL;

    if (policy->limits.ulimits_set == 0 ||
        policy_rules_add(&policy->rules, "--ulimit", is_advice ? BY_ADVICE : BY_RLIMIT,
                         why) == 0)
        return 0;
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}

/* These are limits of the run as a whole, which only a cgroup keeps. */
static int refuse_cgroup(struct policy *policy, uint64_t wished, const char *option,
                         const char *why)
{
    return wished == 0 ? 0 : policy_give_up(policy, option, why);
}

int limits_settle(struct policy *policy)
{
    const struct policy_limits *limits = &policy->limits;
    int status = note_ulimits(policy);

    if (status == 0)
        status = refuse_cgroup(policy, limits->memory, "--memory",
                               "this version makes no cgroups; start lxrun in one: "
                               "systemd-run --scope -p MemoryMax=SIZE lxrun ...");
    if (status == 0)
        status = refuse_cgroup(policy, limits->cpus_milli, "--cpus",
                               "this version makes no cgroups; start lxrun in one: "
                               "systemd-run --scope -p CPUQuota=N% lxrun ...");
    if (status == 0)
        status = refuse_cgroup(policy, limits->pids, "--pids-limit",
                               "this version makes no cgroups; start lxrun in one: "
                               "systemd-run --scope -p TasksMax=N lxrun ...");
    return status;
}

long limits_set(const struct policy_limits *limits, int *failed)
{
    for (int i = 0; i < RLIM_NLIMITS; i++)
        if ((limits->ulimits_set >> i & 1) != 0 &&
            setrlimit((__rlimit_resource_t)i, &limits->ulimits[i]) != 0) {
            *failed = i;
            return -errno;
        }
    return 0;
}
