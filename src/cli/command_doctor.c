/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_doctor.c - lxrun doctor [--json]: what can be enforced here. */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "policy/host.h"
#include "policy/tier.h"
#include "supervisor/say.h"

static const struct host_fact *find(const struct host *host, const char *name)
{
    for (size_t i = 0; i < host->count; i++)
        if (strcmp(host->facts[i].name, name) == 0)
            return &host->facts[i];
    return NULL;
}

static bool has(const struct host *host, const char *name)
{
    return find(host, name)->is_there;
}

static bool has_all_needed(const struct host *host)
{
    for (size_t i = 0; i < host->count; i++)
        if (host->facts[i].is_needed && !host->facts[i].is_there)
            return false;
    return true;
}

static const char *tier_without(const struct host *host)
{
    return has_all_needed(host) && find(host, "landlock")->version >= 6 ?
               tier_name(false, true, true) :
               "nothing";
}

/* By what --profile=default is enforced. */
static const char *tier_of(const struct host *host)
{
    bool has_spaces = has(host, "mount-namespace") && has(host, "pid-namespace") &&
                      has(host, "net-namespace") && has(host, "ipc-namespace") &&
                      has(host, "uts-namespace");

    if (!has_all_needed(host) || !has_spaces)
        return tier_without(host);
    return tier_name(true, has(host, "landlock"), true);
}

static int show_text(const struct host *host)
{
    for (size_t i = 0; i < host->count; i++) {
        const struct host_fact *fact = &host->facts[i];

        printf("%-8s%-18s%s",
               fact->is_there  ? "yes" :
               fact->is_needed ? "NO" :
                                 "no",
               fact->name, fact->title);
        printf(fact->detail[0] != '\0' ? " (%s)\n" : "%s\n", fact->detail);
        if (fact->remedy[0] != '\0')
            printf("%8s%-18s%s\n", "", "remedy:", fact->remedy);
    }
    return printf("\n--profile=default is enforced here by: %s\n"
                  "where a container around lxrun forbids namespaces, by: %s\n",
                  tier_of(host), tier_without(host));
}

static json_t *make_fact(const struct host_fact *fact)
{
    json_t *object =
        json_pack("{s:s, s:s, s:b, s:b, s:s, s:s}", "name", fact->name, "for",
                  fact->title, "available", fact->is_there, "required", fact->is_needed,
                  "detail", fact->detail, "remedy", fact->remedy);

    if (object != NULL && fact->version != 0)
        json_object_set_new(object, "version", json_integer(fact->version));
    return object;
}

static int show_json(const struct host *host)
{
    json_t *facts = json_array();
    json_t *all;
    int result;

    for (size_t i = 0; i < host->count; i++)
        json_array_append_new(facts, make_fact(&host->facts[i]));
    all = json_pack("{s:s, s:s, s:o}", "default-profile", tier_of(host),
                    "without-namespaces", tier_without(host), "facts", facts);
    result = json_dumpf(all, stdout, JSON_INDENT(2));
    json_decref(all);
    return result == 0 ? printf("\n") : -1;
}

int command_doctor(int argc, char **argv)
{
    static struct host host;
    bool is_json = argc == 2 && strcmp(argv[1], "--json") == 0;
    int result;

    if (argc > 1 && !is_json) {
        say("doctor: takes no option but --json; to run a program of that name: "
            "lxrun -- doctor");
        return STATUS_LXRUN_FAILED;
    }
    host_probe(&host);
    result = is_json ? show_json(&host) : show_text(&host);
    if (result < 0 || fflush(stdout) != 0) {
        say("doctor: cannot write to standard output");
        return STATUS_LXRUN_FAILED;
    }
    return strcmp(tier_of(&host), "nothing") == 0;
}
