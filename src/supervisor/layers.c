/* SPDX-License-Identifier: GPL-2.0-or-later */
/* layers.c - see layers.h. */
#include "supervisor/layers.h"

#include <sched.h>
#include <stdbool.h>
#include <stddef.h>

#include "contain/contain.h"
#include "contain/private_tmp.h"
#include "policy/tier.h"
#include "supervisor/leftovers.h"
#include "supervisor/run.h"
#include "supervisor/say.h"
#include "supervisor/start.h"
#include "supervisor/trace.h"

/* There is no pid namespace to end them. */
static bool has_leftovers;

/* Landlock's rules and the floor, for the namespaces that are wished for. */
static int prepare(struct start *start, struct run *run)
{
    uint64_t spaces = start->contain.spaces;
    int status = policy_need_calls(&run->policy, spaces);

    if (status == 0)
        status = landlock_prepare(&start->landlock, &run->policy, spaces);
    return status != 0 ? status :
                         floor_make_for(&start->floor, &run->policy, start->image.gate);
}

/* What only a namespace could have kept. */
static int give_up_spaces(struct policy *policy)
{
    if (!policy->mounts.is_needed)
        return 0;
    return policy_give_up(policy, "namespaces and what they keep", contain_refusal());
}

/* A directory of the run's own is its /tmp, since nothing can be mounted there. */
static int give_private_tmp(struct policy *policy)
{
    long err = policy->paths.has_private_tmp ? private_tmp_make(policy) : 0;

    if (err == 0)
        return 0;
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}

static int prepare_without(struct start *start, struct run *run)
{
    int status = give_up_spaces(&run->policy);

    contain_drop(&start->contain);
    if (status == 0)
        status = give_private_tmp(&run->policy);
    return status != 0 ? status : prepare(start, run);
}

static void tell(const struct run *run, const struct start *start)
{
    if (!run->verbose)
        return;
    say("containment: profile %s, kept by %s", run->policy.profile_name,
        run->policy.tier);
    if (run->policy.mounts.is_private && start->contain.spaces == 0)
        say("no namespaces: %s", contain_refusal());
}

/* The policy's rules are added when they are kept: those of an attempt that failed are
 * forgotten. */
static int start_somewhere(struct start *start, struct run *run, struct trace *trace,
                           struct started *started)
{
    size_t rules_before = run->policy.rules.count;
    int status = (start->contain.spaces & CLONE_NEWNS) != 0 ? 0 : give_private_tmp(&run->policy);

    if (status == 0)
        status = prepare(start, run);
    if (status == 0)
        status = start_guest(start, started);
    if (status != CONTAIN_NOT_HERE)
        return status;
    run->policy.rules.count = rules_before;
    if (trace != NULL)
        trace_find_outside(trace);
    status = prepare_without(start, run);
    has_leftovers = run->policy.mounts.is_private;
    if (has_leftovers)
        leftovers_adopt();
    return status != 0 ? status : start_guest(start, started);
}

int layers_start(struct start *start, struct run *run, struct trace *trace,
                 struct started *started)
{
    int status = start_somewhere(start, run, trace, started);

    if (status != 0)
        return status;
    tier_settle(&run->policy, start->contain.spaces, &start->landlock);
    tell(run, start);
    return 0;
}

void layers_end(void)
{
    if (has_leftovers)
        leftovers_end();
    private_tmp_remove();
}
