/* SPDX-License-Identifier: GPL-2.0-or-later */
/* account_options.c - whom the program may reach, and where lxrun tells what it did. */
#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

#include "broker/allow.h"
#include "cli/option_table.h"
#include "supervisor/say.h"

/* The guest gets a network of its own, whose connections lxrun makes. */
static int take_allow(struct options *options, char *value)
{
    struct policy_network *network = &options->run.policy.network;
    struct policy_peer peer = { .kind = PEER_ALLOW, .host = value };
    struct allow scratch = { 0 };
    const char *wrong = allow_add(&scratch, value);
    char *origin;

    if (wrong != NULL) {
        say("--allow %s: %s", value, wrong);
        return STATUS_LXRUN_FAILED;
    }
    if (asprintf(&origin, "--allow %s", value) < 0)
        origin = NULL;
    peer.origin = origin;
    network->mode = NETWORK_NONE;
    network->is_limited_connect = true;
    options->run.policy.mounts.is_needed = true;
    options->run.policy.mounts.spaces |= CLONE_NEWNS | CLONE_NEWNET;
    if (origin != NULL && policy_network_add(network, &peer) == 0)
        return 0;
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}

static int take_status_fd(struct options *options, char *value)
{
    char *end;
    long fd = strtol(value, &end, 10);

    if (*value < '0' || *value > '9' || *end != '\0' || fd > 1 << 20) {
        say("--json-status-fd %s: is not the number of a descriptor", value);
        return STATUS_LXRUN_FAILED;
    }
    options->run.status_fd = (int)fd;
    return 0;
}

static int take_sarif(struct options *options, char *file)
{
    options->run.sarif_file = file;
    return 0;
}

static int take_flight(struct options *options, char *file)
{
    options->run.crash.flight_file = file;
    return 0;
}

static int take_no_flight(struct options *options, char *value)
{
    (void)value;
    options->run.crash.is_off = true;
    return 0;
}

const struct option_row account_options[] = {
    { "flight", 0, required_argument, take_flight },
    { "no-flight", 0, no_argument, take_no_flight },
    { "allow", 0, required_argument, take_allow },
    { "json-status-fd", 0, required_argument, take_status_fd },
    { "sarif", 0, required_argument, take_sarif },
    { 0 },
};
