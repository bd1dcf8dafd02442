/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read.c - profiles, as what they allow. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "learn/form.h"
#include "policy/call_filter.h"
#include "policy/policy.h"
#include "policy/profile_file.h"
#include "supervisor/say.h"

static int complain(const char *option, const char *file, const char *why)
{
    say("learn: %s: %s %s", option, file, why);
    return STATUS_LXRUN_FAILED;
}

static void add_names(struct learned *learned, json_t *names)
{
    size_t index;
    json_t *name;

    json_array_foreach (names, index, name) {
        int number = json_is_string(name) ? call_filter_number(json_string_value(name)) : -1;

        if (number >= 0)
            trace_call_add(learned->calls, (unsigned)number);
    }
}

static bool is_plain_allow(json_t *rule)
{
    const char *action = json_string_value(json_object_get(rule, "action"));

    return json_object_get(rule, "args") == NULL && action != NULL &&
           strcmp(action, "SCMP_ACT_ALLOW") == 0 &&
           json_is_array(json_object_get(rule, "names"));
}

/* A rule with a condition allows the call at times: no baseline says less for it. */
static int read_oci(struct learned *learned, const char *file, const char *option,
                    bool is_own)
{
    json_error_t error;
    json_t *profile = json_load_file(file, 0, &error), *rule;
    size_t index;
    bool is_plain = true;

    if (profile == NULL)
        return complain(option, file, "is not to be read, or is no JSON");
    learned->has_calls = true;
    json_array_foreach (json_object_get(profile, "syscalls"), index, rule) {
        is_plain &= is_plain_allow(rule);
        add_names(learned, json_object_get(rule, "names"));
    }
    json_decref(profile);
    if (is_own && !is_plain)
        return complain(option, file,
                        "has rules that learning does not make, and would be lost");
    return 0;
}

static bool is_more_than_learning(const struct policy *policy)
{
    bool has_hidden = false;

    for (size_t i = 0; i < policy->paths.count; i++)
        has_hidden |= policy->paths.items[i].rights == 0;
    return has_hidden || policy->calls.count > 0 || policy->calls.oci_file != NULL;
}

static unsigned with_list(unsigned rights)
{
    return rights & RIGHT_READ ? rights | RIGHT_LIST : rights;
}

static void take_paths(struct learned *learned, const struct policy_paths *paths)
{
    learned->has_paths = paths->is_limited;
    for (size_t i = 0; i < paths->count; i++)
        if ((paths->items[i].rights & ~RIGHT_LOOK) != 0)
            learned_add_path(learned, paths->items[i].path,
                             with_list(paths->items[i].rights));
}

static void take_network(struct learned *learned, const struct policy_network *network)
{
    learned->has_network = network->mode == NETWORK_HOST;
    learned->has_daemons = !network->has_no_outside;
    learned->has_chosen_ports = !network->is_limited_connect;
    for (size_t i = 0; i < network->count; i++) {
        const struct policy_peer *peer = &network->items[i];

        if (peer->kind == PEER_CONNECT_TCP)
            learned_add_port(learned->connect_ports, peer->port);
        if (peer->kind == PEER_BIND_TCP)
            learned_add_port(learned->bind_ports, peer->port);
    }
}

static void take_calls(struct learned *learned, const struct policy_calls *calls)
{
    learned->has_calls = calls->has_only || calls->has_promises;
    learned->promises = calls->promises;
    for (size_t i = 0; i < calls->only_count; i++)
        trace_call_add(learned->calls, (unsigned)calls->only[i]);
}

/* What a run under the profile would be allowed, the profile that it is based on
 * included; that is not for a file that is to be added to. */
static int read_profile(struct learned *learned, const char *file, const char *option,
                        bool is_own)
{
    struct policy policy = { 0 };
    int status = profile_file_read(&policy, file);

    if (status != 0)
        return status;
    if (is_own && is_more_than_learning(&policy))
        return complain(option, file,
                        "has rules that learning does not make, and would be lost");
    learned->base = policy.profile;
    if (!is_own)
        status = policy_complete(&policy);
    take_paths(learned, &policy.paths);
    take_network(learned, &policy.network);
    if (is_own)
        learned->has_daemons = policy.network.has_daemons;
    take_calls(learned, &policy.calls);
    return status;
}

static bool is_json(const char *file)
{
    size_t size = strlen(file);

    return size > 5 && strcmp(file + size - 5, ".json") == 0;
}

int form_read(struct learned *learned, const char *file, const char *option, bool is_own)
{
    learned->base = PROFILE_STRICT;
    if (is_json(file))
        return read_oci(learned, file, option, is_own);
    return read_profile(learned, file, option, is_own);
}
