/* SPDX-License-Identifier: GPL-2.0-or-later */
/* limits.c - see limits.h. */
#include "policy/limits.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cgroup/group.h"
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

/* Who may make no group here is told where one can be had. */
const char *limits_remedy(long err)
{
    static char text[160];

    if (err == -EROFS)
        return "a container around lxrun has its cgroups read-only; limit the container: "
               "docker run --memory, --cpus, --pids-limit";
    if (err == -ENOENT)
        return "no cgroup tree that is mounted has the controller; see cgroups(7)";
    if ((err == -EACCES || err == -EPERM) && geteuid() != 0)
        return "no cgroup is delegated to you; start lxrun in one: systemd-run --user --scope "
               "-p Delegate=yes lxrun ...; or be root";
    if (err == -EACCES || err == -EPERM || err == -EBUSY)
        return "the cgroups around lxrun hand no controllers down; start it in one of its own: "
               "systemd-run --scope -p Delegate=yes lxrun ...";
    snprintf(text, sizeof(text), "a cgroup cannot be made: %s", strerror((int)-err));
    return text;
}

/* Limits of the run as a whole, which only a cgroup keeps. */
static int keep(struct policy *policy, struct groups *groups, enum group_limit limit,
                uint64_t value, const char *option)
{
    long err = value == 0 ? 0 : groups_limit(groups, limit, value);

    if (err != 0)
        return policy_give_up(policy, option, limits_remedy(err));
    if (value == 0 || policy_rules_add(&policy->rules, option, BY_CGROUP, NULL) == 0)
        return 0;
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}

int limits_settle(struct policy *policy, struct groups *groups)
{
    const struct policy_limits *limits = &policy->limits;
    int status = note_ulimits(policy);

    if (status == 0)
        status = keep(policy, groups, LIMIT_MEMORY, limits->memory, "--memory");
    if (status == 0)
        status = keep(policy, groups, LIMIT_CPU, limits->cpus_milli, "--cpus");
    if (status == 0)
        status = keep(policy, groups, LIMIT_PIDS, limits->pids, "--pids-limit");
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
