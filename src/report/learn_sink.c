/* SPDX-License-Identifier: GPL-2.0-or-later */
/* learn_sink.c - a set of numbers, and jansson. */
#include "report/learn_sink.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/usage.h"
#include "supervisor/say.h"

#include "syscall_nr.h"

struct learn_sink {
    struct trace_sink sink;
    const char *file;
    uint64_t calls[TRACE_CALL_WORDS];
};

static void add_name(uint64_t calls[TRACE_CALL_WORDS], const char *name)
{
    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++)
        if (syscall_notes[nr].name != NULL && strcmp(syscall_notes[nr].name, name) == 0)
            trace_call_add(calls, nr);
}

static bool add_names(uint64_t calls[TRACE_CALL_WORDS], json_t *names)
{
    size_t index;
    json_t *name;

    json_array_foreach (names, index, name)
        if (json_is_string(name))
            add_name(calls, json_string_value(name));
    return json_is_array(names);
}

/* Only what learning has written is read: rules with conditions would be lost. */
const char *learn_read(uint64_t calls[TRACE_CALL_WORDS], const char *file)
{
    json_error_t error;
    json_t *profile = json_load_file(file, 0, &error), *rule;
    const char *wrong = profile == NULL ? "is not to be read, or is no JSON" : NULL;
    size_t index;

    json_array_foreach (json_object_get(profile, "syscalls"), index, rule) {
        const char *action = json_string_value(json_object_get(rule, "action"));

        if (json_object_get(rule, "args") != NULL || action == NULL ||
            strcmp(action, "SCMP_ACT_ALLOW") != 0 ||
            !add_names(calls, json_object_get(rule, "names")))
            wrong = "has rules that learning does not make, and would be lost";
    }
    json_decref(profile);
    return wrong;
}

static void note(struct trace_sink *sink, const struct record_head *record)
{
    struct learn_sink *self = (struct learn_sink *)sink;
    const struct record_enter *enter = (const struct record_enter *)record;

    if (record->type == RECORD_ENTER && (uint64_t)enter->nr < SYSCALL_TABLE_SIZE)
        trace_call_add(self->calls, (unsigned)enter->nr);
}

static json_t *names_of(const uint64_t calls[TRACE_CALL_WORDS])
{
    json_t *names = json_array();

    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++)
        if (trace_call_has(calls, nr) && syscall_notes[nr].name != NULL)
            json_array_append_new(names, json_string(syscall_notes[nr].name));
    return names;
}

static long write_whole(const json_t *profile, const char *file)
{
    char *scratch;
    long err = 0;

    if (asprintf(&scratch, "%s.new", file) < 0)
        return -ENOMEM;
    errno = EIO;
    if (json_dump_file(profile, scratch, JSON_INDENT(2)) != 0 || rename(scratch, file) != 0)
        err = -errno;
    if (err != 0)
        remove(scratch);
    free(scratch);
    return err;
}

static void finish(struct trace_sink *sink)
{
    struct learn_sink *self = (struct learn_sink *)sink;
    json_t *profile = json_pack("{s:s, s:i, s:[s], s:[{s:o, s:s}]}", "defaultAction",
                                "SCMP_ACT_ERRNO", "defaultErrnoRet", EPERM,
                                "architectures", "SCMP_ARCH_X86_64", "syscalls", "names",
                                names_of(self->calls), "action", "SCMP_ACT_ALLOW");
    long err = profile == NULL ? -ENOMEM : write_whole(profile, self->file);

    if (err != 0)
        say("learn: cannot write %s: %s", self->file, strerror((int)-err));
    json_decref(profile);
    free(self);
}

struct trace_sink *learn_sink_make(const struct trace_options *options)
{
    struct learn_sink *self = calloc(1, sizeof(*self));

    if (self == NULL)
        return NULL;
    self->sink = (struct trace_sink){ .record = note, .end = finish };
    self->file = options->learn_file;
    memcpy(self->calls, options->learned, sizeof(self->calls));
    /* By which lxcore tells of denials. */
    trace_call_add(self->calls, SYS_sendto);
    return &self->sink;
}
