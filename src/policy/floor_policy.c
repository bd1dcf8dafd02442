/* SPDX-License-Identifier: GPL-2.0-or-later */
/* floor_policy.c - the floor of a policy: the built-in parts, and those of its own. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "policy/call_filter.h"
#include "policy/floor_filter.h"
#include "policy/pledge.h"
#include "policy/policy.h"
#include "supervisor/say.h"

static int complain(long err)
{
    say("cannot compile the system call filter: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

/* Calls that a profile file names one by one. */
static long add_refused(struct floor *floor, const struct policy_calls *calls)
{
    scmp_filter_ctx filter = compile_begin(SCMP_ACT_ALLOW);
    int err = 0;

    if (filter == NULL)
        return -ENOMEM;
    for (size_t i = 0; err == 0 && i < calls->count; i++)
        err = seccomp_rule_add(filter,
                               SCMP_ACT_ERRNO((uint32_t)calls->items[i].refused_with),
                               call_filter_number(calls->items[i].name), 0);
    return floor_add_filter(floor, filter, err);
}

int floor_make_for(struct floor *floor, const struct policy *policy, uint64_t gate)
{
    const struct policy_calls *calls = &policy->calls;
    long err = floor_put_parts(floor, calls, gate);
    int status = 0;

    if (err == 0 && calls->count > 0)
        err = add_refused(floor, calls);
    if (err == 0 && calls->has_promises)
        err = pledge_add(floor, calls->promises);
    if (err == 0 && calls->has_only)
        err = call_list_add(floor, calls);
    if (err != 0)
        return complain(err);
    if (calls->oci_file != NULL)
        status = oci_add(floor, calls->oci_file);
    if (status != 0)
        return status;
    err = floor_end(floor);
    return err == 0 ? 0 : complain(err);
}
