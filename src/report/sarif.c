/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sarif.c - one result a denial; the rule is the system call. */
#include "report/sarif.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/denial_json.h"
#include "report/denials.h"

#define SARIF_SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static char *message_of(const struct denial *denial)
{
    char *text = NULL;
    int size = asprintf(&text, "%s%s%s was denied by %s%s%s%s%s", denial->call,
                        denial->what[0] != '\0' ? " " : "", denial->what, denial->rule,
                        denial->remedy[0] != '\0' ? "; to allow it: " : "", denial->remedy,
                        denial->site[0] != '\0' ? "; called from " : "", denial->site);

    return size < 0 ? NULL : text;
}

/* SARIF wants a place; what was run is the only one that every denial has. */
static json_t *result_of(const struct denial *denial, const char *program)
{
    char *text = message_of(denial);
    json_t *result;

    if (text == NULL)
        return NULL;
    result = json_pack("{s:s+, s:s, s:{s:o}, s:[{s:{s:{s:o}}}], s:I, s:o}", "ruleId",
                       "denied/", denial->call, "level", "warning", "message", "text",
                       json_text(text), "locations", "physicalLocation",
                       "artifactLocation", "uri", json_text(program), "occurrenceCount",
                       (json_int_t)denial->count, "properties", denial_json(denial));
    free(text);
    return result;
}

static json_t *rule_of(const struct denial *denial)
{
    return json_pack("{s:s+, s:{s:s++}}", "id", "denied/", denial->call,
                     "shortDescription", "text", "The system call ", denial->call,
                     " was denied");
}

static bool has_rule(json_t *rules, const json_t *rule)
{
    size_t index;
    json_t *other;

    json_array_foreach (rules, index, other)
        if (json_equal(json_object_get(other, "id"), json_object_get(rule, "id")))
            return true;
    return false;
}

static void add(const struct denial *denial, const char *program, json_t *rules,
                json_t *results)
{
    json_t *rule = rule_of(denial);

    json_array_append_new(results, result_of(denial, program));
    if (!has_rule(rules, rule))
        json_array_append(rules, rule);
    json_decref(rule);
}

long sarif_write(const char *file, const char *program)
{
    json_t *rules = json_array(), *results = json_array(), *document;
    int result;

    for (size_t i = 0; denials_get(i) != NULL; i++)
        add(denials_get(i), program, rules, results);
    document = json_pack(
        "{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:o}]}", "$schema", SARIF_SCHEMA, "version",
        "2.1.0", "runs", "tool", "driver", "name", "lxrun", "version", LXRUN_VERSION,
        "rules", rules, "results", results);
    if (document == NULL)
        return -ENOMEM;
    errno = 0;
    result = json_dump_file(document, file, JSON_INDENT(2));
    json_decref(document);
    return result == 0 ? 0 : errno != 0 ? -errno : -EIO;
}
