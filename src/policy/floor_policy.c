/* SPDX-License-Identifier: GPL-2.0-or-later */
/* floor_policy.c - the floor of a policy: the built-in parts, and those of its own. */
#include <stdlib.h>
#include <string.h>

#include "policy/call_filter.h"
#include "policy/floor.h"
#include "policy/pledge.h"
#include "policy/policy.h"
#include "supervisor/say.h"

static int complain(long err)
{
    say("cannot compile the system call filter: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

int floor_make_for(struct floor *floor, const struct policy *policy, uint64_t gate)
{
    const struct policy_calls *calls = &policy->calls;
    long err = floor_put_parts(floor, calls, gate);
    int status = 0;

    if (err == 0 && calls->has_promises)
        err = pledge_add(floor, calls->promises);
    if (err != 0)
        return complain(err);
    if (calls->oci_file != NULL)
        status = oci_add(floor, calls->oci_file);
    if (status != 0)
        return status;
    err = floor_end(floor);
    return err == 0 ? 0 : complain(err);
}
