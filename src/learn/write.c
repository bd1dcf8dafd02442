/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write.c - the forms in which a profile is written. */
#include <ctype.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "learn/form.h"
#include "policy/landlock.h"
#include "policy/paths.h"
#include "policy/pledge.h"
#include "report/usage.h"

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))
#define WRITES (RIGHT_WRITE | RIGHT_CREATE)

/* Of the rights that keys stand for, in order: the first that gives them all. */
static const struct {
    const char *key;
    unsigned rights;
} keys[] = {
    { "list-try", RIGHT_LIST },
    { "ro-try", RIGHT_READ | RIGHT_LIST },
    { "rox-try", RIGHT_READ | RIGHT_LIST | RIGHT_EXECUTE },
    { "rw-try", RIGHT_READ | RIGHT_LIST | WRITES },
    { "rwx-try", RIGHT_READ | RIGHT_LIST | WRITES | RIGHT_EXECUTE },
};

static size_t key_for(unsigned rights)
{
    size_t i = 0;

    while (i + 1 < ARRAY_LEN(keys) && (rights & ~keys[i].rights) != 0)
        i++;
    return i;
}

/* libconfuse's strings know \xNN, and ${NAME} is a variable. */
static void write_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text != '\0'; text++)
        if (isalnum((unsigned char)*text) || strchr("/._-+=:@,~%#()[] ", *text) != NULL)
            fputc(*text, out);
        else
            fprintf(out, "\\x%02x", (unsigned char)*text);
    fputc('"', out);
}

struct list {
    FILE *out;
    const char *key;
    bool is_open;
};

static void add_item(struct list *list)
{
    if (list->is_open)
        fputs(",\n    ", list->out);
    else
        fprintf(list->out, "%s = {\n    ", list->key);
    list->is_open = true;
}

static void end_list(struct list *list)
{
    if (list->is_open)
        fputs("\n}\n", list->out);
}

static void write_calls(FILE *out, const uint64_t calls[TRACE_CALL_WORDS])
{
    struct list list = { .out = out, .key = "calls" };

    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++) {
        if (!trace_call_has(calls, nr) || syscall_notes[nr].name == NULL)
            continue;
        add_item(&list);
        write_string(out, syscall_notes[nr].name);
    }
    end_list(&list);
}

static void write_promises(FILE *out, const struct learned *learned)
{
    char *lacking, *words = pledge_words(form_promises(learned, &lacking));

    if (lacking != NULL)
        fprintf(out, "# Refused all the same, since no promise is about them: %s\n", lacking);
    fprintf(out, "pledge = \"%s\"\n", words != NULL ? words : "");
    free(lacking);
    free(words);
}

static void write_paths(FILE *out, const struct learned *learned)
{
    size_t count;
    struct learned_path **paths = learned_sorted(learned, &count);

    fputs("look = { \"/\" }\n", out);
    for (size_t key = 0; key < ARRAY_LEN(keys); key++) {
        struct list list = { .out = out, .key = keys[key].key };

        for (size_t i = 0; i < count; i++) {
            if (key_for(paths[i]->rights) != key)
                continue;
            add_item(&list);
            write_string(out, paths[i]->path);
        }
        end_list(&list);
    }
    free(paths);
}

static void write_ports(FILE *out, const char *key, const uint64_t ports[LEARNED_PORT_WORDS])
{
    struct list list = { .out = out, .key = key };

    for (unsigned port = 0; port < 65536; port++)
        if (learned_has_port(ports, port)) {
            add_item(&list);
            fprintf(out, "%u", port);
        }
    end_list(&list);
}

/* A port that another run will not use is no rule; nor is one that nobody here can keep. */
static void write_network(FILE *out, const struct learned *learned)
{
    fprintf(out, "network = \"%s\"\n", learned->has_network ? "host" : "none");
    if (!learned->has_network)
        return;
    if (learned->has_chosen_ports || !landlock_knows_ports()) {
        fprintf(out, "# Not limited by ports: %s.\n",
                learned->has_chosen_ports ? "the run connects to some that the kernel chooses" :
                                            "this kernel's Landlock knows nothing of them");
        return;
    }
    write_ports(out, "connect-tcp", learned->connect_ports);
    write_ports(out, "bind-tcp", learned->bind_ports);
}

static void write_head(FILE *out, char *const *program)
{
    fputs("# What a run needed, by lxrun learn:", out);
    for (; program != NULL && *program != NULL; program++) {
        fputc(' ', out);
        for (const char *at = *program; *at != '\0'; at++)
            fputc(isprint((unsigned char)*at) ? *at : '?', out);
    }
    fputs("\n", out);
}

void form_write_profile(FILE *out, const struct learned *learned, bool has_promises,
                        char *const *program)
{
    write_head(out, program);
    if (learned->is_incomplete)
        fputs("# Some names could not be followed: files may be lacking.\n", out);
    fprintf(out, "base = \"%s\"\n", profile_name(learned->base));
    if (has_promises)
        write_promises(out, learned);
    else
        write_calls(out, learned->calls);
    write_network(out, learned);
    if (learned->has_daemons)
        fputs("daemons = true\n", out);
    write_paths(out, learned);
}

static json_t *names_of(const uint64_t calls[TRACE_CALL_WORDS])
{
    json_t *names = json_array();

    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++)
        if (trace_call_has(calls, nr) && syscall_notes[nr].name != NULL)
            json_array_append_new(names, json_string(syscall_notes[nr].name));
    return names;
}

void form_write_oci(FILE *out, const struct learned *learned)
{
    json_t *profile = json_pack("{s:s, s:i, s:[s], s:[{s:o, s:s}]}", "defaultAction",
                                "SCMP_ACT_ERRNO", "defaultErrnoRet", EPERM,
                                "architectures", "SCMP_ARCH_X86_64", "syscalls", "names",
                                names_of(learned->calls), "action", "SCMP_ACT_ALLOW");

    if (profile == NULL)
        table_no_memory();
    json_dumpf(profile, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(profile);
}
