/* SPDX-License-Identifier: GPL-2.0-or-later */
/* refused_by.c - see refused_by.h. */
#include "policy/refused_by.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/socket.h>

#include "policy/call_filter.h"
#include "policy/pledge.h"
#include "policy/policy.h"
#include "report/usage.h"

#include "syscall_nr.h"

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

static bool refuses(const struct refusal *row, const uint64_t args[6])
{
    uint64_t first = args[0] & UINT32_MAX;

    switch (row->test) {
    case TEST_NONE:
        return true;
    case TEST_BY_HAND: /* personality(2): floor.c */
        return first != UINT32_MAX && (first & READ_IMPLIES_EXEC) != 0;
    case TEST_MASKED:
        return (args[row->argument] & row->mask) == row->value;
    case TEST_OTHER:
        return args[row->argument] != row->value &&
               (row->second == 0 || args[row->second] != row->value);
    }
    return false;
}

bool part_refuses(enum floor_part part, int64_t nr, const uint64_t args[6])
{
    for (const struct refusal *const *list = refusals_of(part); *list != NULL; list++)
        for (const struct refusal *row = *list; row->number >= 0; row++)
            if (row->number == nr && row->error != ENOSYS && refuses(row, args))
                return true;
    return false;
}

/* What other layers need of the floor, by what it is for. */
static const struct {
    unsigned need; /* CALLS_… */
    enum floor_part part;
    const char *rule, *remedy;
} needs[] = {
    { CALLS_NO_INET, PART_NO_INET, "no network", "--network=host, or --allow HOST:PORT" },
    { CALLS_NO_OUTSIDE, PART_NO_OUTSIDE,
      "no Unix sockets that could reach a daemon outside, since there is no mount namespace",
      "daemons = true in a profile of your own" },
    { CALLS_NO_TRACING, PART_NO_TRACING,
      "no look into other processes, since there is neither Landlock nor a pid namespace",
      "--profile=none" },
    { CALLS_NO_OTHERS, PART_NO_OTHERS,
      "no limits and priorities of other processes, since there is no pid namespace",
      "--profile=none" },
    { CALLS_NO_IPC, PART_NO_IPC, "no System V ipc, since there is no ipc namespace",
      "--profile=none" },
    { CALLS_NO_TRUNCATE, PART_NO_TRUNCATE,
      "no truncation that this kernel's Landlock does not see", "--profile=none" },
    { CALLS_NO_METADATA, PART_NO_METADATA,
      "no changes of modes, owners and times, since there is no mount namespace",
      "--profile=none" },
    { CALLS_NO_FASTOPEN, PART_NO_FASTOPEN, "no connecting by sending", "" },
};

static void set(struct refused_by *found, const char *rule, const char *origin,
                const char *remedy)
{
    snprintf(found->rule, sizeof(found->rule), "%s (%s)", rule, origin);
    snprintf(found->remedy, sizeof(found->remedy), "%s", remedy);
}

static bool by_need(struct refused_by *found, const struct policy *policy, int64_t nr,
                    const uint64_t args[6], const char *profile)
{
    for (size_t i = 0; i < ARRAY_LEN(needs); i++)
        if ((policy->calls.needs & needs[i].need) && part_refuses(needs[i].part, nr, args)) {
            set(found, "", profile, needs[i].remedy);
            snprintf(found->rule, sizeof(found->rule), "the rule '%s' (%s)", needs[i].rule,
                     profile);
            return true;
        }
    return false;
}

static bool by_base(struct refused_by *found, const struct policy *policy, int64_t nr,
                    const uint64_t args[6], const char *profile)
{
    const char *rule = "the list of what no contained program needs";

    if (policy->calls.base == CALLS_UNSEEN)
        return false;
    if (part_refuses(PART_DEFAULT, nr, args)) {
        set(found, rule, profile, "--profile=none");
        return true;
    }
    if (policy->calls.base != CALLS_STRICT || !part_refuses(PART_STRICT, nr, args))
        return false;
    set(found, "the list of what few programs need", profile, "--profile=default");
    return true;
}

static const char *name_of(int64_t nr)
{
    const char *name = nr >= 0 && nr < SYSCALL_TABLE_SIZE ? syscall_notes[nr].name : NULL;

    return name != NULL ? name : "a call without a name";
}

static bool by_single(struct refused_by *found, const struct policy *policy, int64_t nr)
{
    for (size_t i = 0; i < policy->calls.count; i++)
        if (strcmp(policy->calls.items[i].name, name_of(nr)) == 0) {
            set(found, "the word refuse", policy->calls.items[i].origin, "");
            return true;
        }
    return false;
}

static bool by_list(struct refused_by *found, const struct policy *policy, int64_t nr,
                    const char *profile)
{
    if (!policy->calls.has_only)
        return false;
    for (size_t i = 0; i < policy->calls.only_count; i++)
        if (policy->calls.only[i] == nr || call_filter_stand_in(policy->calls.only[i]) == nr)
            return false;
    set(found, "the list of calls", profile, "");
    snprintf(found->remedy, sizeof(found->remedy), "calls += { \"%s\" } in the profile",
             name_of(nr));
    return true;
}

/* The word for a call whose arguments count. */
static uint64_t word_for(int64_t nr, const uint64_t args[6], uint64_t promises)
{
    uint64_t family = args[0] & UINT32_MAX;

    if (nr == SYS_clone)
        return pledge_word("proc");
    if (nr == SYS_socket && family == AF_UNIX)
        return pledge_word("unix");
    if (nr == SYS_socket)
        return family == AF_INET || family == AF_INET6 || family == AF_NETLINK ?
                   pledge_word("inet") :
                   0;
    return pledge_with_call(promises, name_of(nr)) & ~promises;
}

static bool by_promises(struct refused_by *found, const struct policy *policy, int64_t nr,
                        const uint64_t args[6])
{
    uint64_t promises = policy->calls.promises, word;
    char *name;

    if (!policy->calls.has_promises)
        return false;
    word = word_for(nr, args, promises);
    if (word == 0 && pledge_allows(promises, name_of(nr)))
        return false;
    set(found, "the promises", "--pledge", "");
    name = word != 0 ? pledge_words(word) : NULL;
    if (name != NULL)
        snprintf(found->remedy, sizeof(found->remedy), "the promise %s", name);
    free(name);
    return true;
}

/* The parts of the floor in the order in which they are asked. */
void refused_by(struct refused_by *found, const struct policy *policy, int64_t nr,
                const uint64_t args[6])
{
    char profile[REFUSED_BY_SIZE / 2];

    snprintf(profile, sizeof(profile), "--profile=%s", policy->profile_name);
    if (by_base(found, policy, nr, args, profile) ||
        by_need(found, policy, nr, args, profile) || by_single(found, policy, nr) ||
        by_promises(found, policy, nr, args) || by_list(found, policy, nr, profile))
        return;
    if (policy->calls.oci_file != NULL)
        set(found, "the profile of calls", policy->calls.oci_file, "");
    else
        set(found, "the floor", profile, "");
}
