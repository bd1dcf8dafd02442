/* SPDX-License-Identifier: GPL-2.0-or-later */
/* containment_options.c - how the program is contained, but for mounts and limits. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/option_table.h"
#include "policy/pledge.h"
#include "policy/profile_file.h"
#include "supervisor/say.h"

static int out_of_memory(void)
{
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}

static int take_profile(struct options *options, char *name)
{
    if (profile_find(name, &options->run.policy.profile))
        return 0;
    return profile_file_read(&options->run.policy, name);
}

/* `--ro=/etc`, to be shown as the rule that it is. */
static char *origin_of(const char *option, const char *value)
{
    char *origin;

    return asprintf(&origin, "%s=%s", option, value) < 0 ? NULL : origin;
}

static int grant(struct policy_paths *paths, const char *option, const char *path,
                 unsigned rights)
{
    char *origin = origin_of(option, path);

    paths->is_limited = true;
    if (path[0] == '\0') {
        say("%s: a path in the list is empty", option);
        return STATUS_LXRUN_FAILED;
    }
    if (origin == NULL || policy_paths_add(paths, path, rights, false, origin) != 0)
        return out_of_memory();
    return 0;
}

/* A list, as in --ro=/etc,/usr. */
static int grant_each(struct options *options, const char *option, const char *list,
                      unsigned rights)
{
    char *words = strdup(list), *rest = words;
    const char *path;
    int status = words == NULL ? out_of_memory() : 0;

    while (status == 0 && (path = strsep(&rest, ",")) != NULL)
        status = grant(&options->run.policy.paths, option, path, rights);
    free(words);
    return status;
}

static int take_ro(struct options *options, char *value)
{
    return grant_each(options, "--ro", value, RIGHT_READ);
}

static int take_rox(struct options *options, char *value)
{
    return grant_each(options, "--rox", value, RIGHT_READ | RIGHT_EXECUTE);
}

static int take_rw(struct options *options, char *value)
{
    return grant_each(options, "--rw", value, RIGHT_READ | RIGHT_WRITE | RIGHT_CREATE);
}

static int take_rwx(struct options *options, char *value)
{
    return grant_each(options, "--rwx", value,
                      RIGHT_READ | RIGHT_WRITE | RIGHT_CREATE | RIGHT_EXECUTE);
}

static int take_port(struct options *options, const char *option, const char *list,
                     enum policy_peer_kind kind)
{
    struct policy_network *network = &options->run.policy.network;

    for (const char *at = list;;) {
        char *end;
        unsigned long port = strtoul(at, &end, 10);
        const struct policy_peer peer = { .kind = kind,
                                          .port = (uint16_t)port,
                                          .origin = option };

        if (*at < '0' || *at > '9' || port > UINT16_MAX ||
            (*end != '\0' && *end != ',')) {
            say("%s=%s: is no list of TCP ports (0 to 65535)", option, list);
            return STATUS_LXRUN_FAILED;
        }
        if (policy_network_add(network, &peer) != 0)
            return out_of_memory();
        if (*end == '\0')
            return 0;
        at = end + 1;
    }
}

static int take_connect_tcp(struct options *options, char *value)
{
    options->run.policy.network.is_limited_connect = true;
    options->run.policy.network.mode = NETWORK_HOST;
    return take_port(options, "--connect-tcp", value, PEER_CONNECT_TCP);
}

static int take_bind_tcp(struct options *options, char *value)
{
    options->run.policy.network.is_limited_bind = true;
    options->run.policy.network.mode = NETWORK_HOST;
    return take_port(options, "--bind-tcp", value, PEER_BIND_TCP);
}

static int take_pledge(struct options *options, char *value)
{
    options->run.policy.calls.has_promises = true;
    return pledge_parse(&options->run.policy.calls.promises, value);
}

/* PERMISSIONS:PATH, the letters of unveil(2). */
static int take_unveil(struct options *options, char *value)
{
    static const char letters[] = "rwcx";
    unsigned rights = 0;
    const char *at = value;

    for (; *at != '\0' && *at != ':'; at++) {
        const char *letter = strchr(letters, *at);
        static const unsigned of_letter[] = { RIGHT_READ, RIGHT_WRITE, RIGHT_CREATE,
                                              RIGHT_READ | RIGHT_EXECUTE };

        if (letter == NULL)
            break;
        rights |= of_letter[letter - letters];
    }
    if (*at != ':' || at == value || at[1] == '\0') {
        say("--unveil=%s: is not of the form PERMISSIONS:PATH, with permissions of r, w, c "
            "and x",
            value);
        return STATUS_LXRUN_FAILED;
    }
    options->run.policy.paths.is_veiled = true;
    return grant(&options->run.policy.paths, "--unveil", at + 1, rights);
}

static int take_seccomp(struct options *options, char *value)
{
    options->run.policy.calls.oci_file = value;
    return 0;
}

static int take_strict(struct options *options, char *value)
{
    (void)value;
    options->run.policy.is_best_effort = false;
    return 0;
}

static int take_best_effort(struct options *options, char *value)
{
    (void)value;
    options->run.policy.is_best_effort = true;
    return 0;
}

const struct option_row containment_options[] = {
    { "profile", 0, required_argument, take_profile },
    { "ro", 0, required_argument, take_ro },
    { "rox", 0, required_argument, take_rox },
    { "rw", 0, required_argument, take_rw },
    { "rwx", 0, required_argument, take_rwx },
    { "connect-tcp", 0, required_argument, take_connect_tcp },
    { "bind-tcp", 0, required_argument, take_bind_tcp },
    { "pledge", 0, required_argument, take_pledge },
    { "unveil", 0, required_argument, take_unveil },
    { "seccomp", 0, required_argument, take_seccomp },
    { "strict", 0, no_argument, take_strict },
    { "best-effort", 0, no_argument, take_best_effort },
    { 0 },
};
