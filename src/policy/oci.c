/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * oci.c - a seccomp profile in docker's format (the OCI runtime specification's, with
 * docker's includes and excludes), as a part of the floor.
 *
 * Limits  KILL is one for the process.  TRAP kills, too: a SIGSYS of the gate's own cannot
 *         be told from lxcore's.  LOG lets through without a log, TRACE answers ENOSYS as
 *         without a tracer, NOTIFY is refused.  No capability counts as there.
 */
#include <errno.h>
#include <jansson.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "policy/call_filter.h"
#include "policy/compile.h"
#include "supervisor/say.h"

#define ARGUMENTS_MOST 6
#define THIS_ARCH "amd64"
#define THIS_SCMP_ARCH "SCMP_ARCH_X86_64"

struct profile_reader {
    const char *file;
    scmp_filter_ctx filter;
    uint32_t otherwise; /* the default action */
    int highest;        /* the highest number that the profile names */
    bool names_clone;   /* it has rules on clone, which then hold for fork, too */
};

static const struct {
    const char *name;
    uint32_t action;
} actions[] = {
    { "SCMP_ACT_ALLOW", SCMP_ACT_ALLOW },
    { "SCMP_ACT_LOG", SCMP_ACT_ALLOW },
    { "SCMP_ACT_ERRNO", SCMP_ACT_ERRNO(EPERM) },
    { "SCMP_ACT_TRACE", SCMP_ACT_ERRNO(ENOSYS) },
    { "SCMP_ACT_TRAP", SCMP_ACT_KILL_PROCESS },
    { "SCMP_ACT_KILL", SCMP_ACT_KILL_PROCESS },
    { "SCMP_ACT_KILL_THREAD", SCMP_ACT_KILL_PROCESS },
    { "SCMP_ACT_KILL_PROCESS", SCMP_ACT_KILL_PROCESS },
};

static const struct {
    const char *name;
    enum scmp_compare compare;
} operators[] = {
    { "SCMP_CMP_NE", SCMP_CMP_NE },
    { "SCMP_CMP_LT", SCMP_CMP_LT },
    { "SCMP_CMP_LE", SCMP_CMP_LE },
    { "SCMP_CMP_EQ", SCMP_CMP_EQ },
    { "SCMP_CMP_GE", SCMP_CMP_GE },
    { "SCMP_CMP_GT", SCMP_CMP_GT },
    { "SCMP_CMP_MASKED_EQ", SCMP_CMP_MASKED_EQ },
};

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

static int complain(const struct profile_reader *reader, const char *what,
                    const char *value)
{
    say("--seccomp=%s: %s%s%s", reader->file, what, value != NULL ? ": " : "",
        value != NULL ? value : "");
    return STATUS_LXRUN_FAILED;
}

static int read_action(const struct profile_reader *reader, const char *name,
                       const json_t *error, uint32_t *action)
{
    for (size_t i = 0; name != NULL && i < ARRAY_LEN(actions); i++) {
        if (strcmp(name, actions[i].name) != 0)
            continue;
        *action = actions[i].action;
        if (strcmp(name, "SCMP_ACT_ERRNO") == 0 && json_is_integer(error))
            *action = SCMP_ACT_ERRNO((uint32_t)json_integer_value(error) & 0xffff);
        return 0;
    }
    if (name != NULL && strcmp(name, "SCMP_ACT_NOTIFY") == 0)
        return complain(reader, "SCMP_ACT_NOTIFY needs a container runtime to answer",
                        NULL);
    return complain(reader, "no such action", name != NULL ? name : "(none)");
}

static bool has_string(const json_t *list, const char *string)
{
    size_t index;
    json_t *item;

    json_array_foreach(list, index, item) if (json_is_string(item) &&
                                              strcmp(json_string_value(item), string) ==
                                                  0) return true;
    return false;
}

static bool is_kernel_at_least(const char *wanted)
{
    unsigned major = 0, minor = 0, want_major = 0, want_minor = 0;
    struct utsname name;

    uname(&name);
    if (sscanf(name.release, "%u.%u", &major, &minor) < 1 ||
        sscanf(wanted, "%u.%u", &want_major, &want_minor) < 1)
        return false;
    return major > want_major || (major == want_major && minor >= want_minor);
}

/* Docker's rule: all that includes say must hold, and nothing that excludes say. */
static bool applies(const json_t *rule)
{
    const json_t *includes = json_object_get(rule, "includes");
    const json_t *excludes = json_object_get(rule, "excludes");
    const json_t *arches = json_object_get(includes, "arches");
    const json_t *kernel = json_object_get(includes, "minKernel");
    const json_t *kernel_out = json_object_get(excludes, "minKernel");

    if (json_array_size(json_object_get(includes, "caps")) > 0)
        return false;
    if (json_array_size(arches) > 0 && !has_string(arches, THIS_ARCH))
        return false;
    if (json_is_string(kernel) && !is_kernel_at_least(json_string_value(kernel)))
        return false;
    if (has_string(json_object_get(excludes, "arches"), THIS_ARCH))
        return false;
    return !json_is_string(kernel_out) ||
           !is_kernel_at_least(json_string_value(kernel_out));
}

static int read_argument(const struct profile_reader *reader, const json_t *argument,
                         struct scmp_arg_cmp *out)
{
    const char *name = json_string_value(json_object_get(argument, "op"));
    json_int_t index = json_integer_value(json_object_get(argument, "index"));
    json_int_t value = json_integer_value(json_object_get(argument, "value"));
    json_int_t second = json_integer_value(json_object_get(argument, "valueTwo"));

    for (size_t i = 0; name != NULL && i < ARRAY_LEN(operators); i++)
        if (strcmp(name, operators[i].name) == 0 && index >= 0 &&
            index < ARGUMENTS_MOST) {
            *out = (struct scmp_arg_cmp){ (unsigned)index, operators[i].compare,
                                          (scmp_datum_t)value, (scmp_datum_t)second };
            return 0;
        }
    return complain(reader, "an argument has no such operator or index",
                    name != NULL ? name : "(none)");
}

/* -EACCES from libseccomp: the action is the default one anyway. */
static int add_rule(const struct profile_reader *reader, uint32_t action, int number,
                    unsigned count, const struct scmp_arg_cmp *arguments)
{
    int err =
        action == reader->otherwise ?
            0 :
            seccomp_rule_add_array(reader->filter, action, number, count, arguments);

    return err == 0 || err == -EEXIST ?
               0 :
               complain(reader, "a rule cannot be compiled", strerror(-err));
}

/* Tests of the same argument are alternatives, as for runc; others hold together. */
static int add_with_arguments(const struct profile_reader *reader, uint32_t action,
                              int number, const json_t *list)
{
    struct scmp_arg_cmp arguments[ARGUMENTS_MOST];
    unsigned seen = 0, count = (unsigned)json_array_size(list);
    bool are_alternatives = false;
    int status = 0;

    if (count > ARGUMENTS_MOST)
        return complain(reader, "a rule has more than six arguments", NULL);
    for (unsigned i = 0; status == 0 && i < count; i++) {
        status = read_argument(reader, json_array_get(list, i), &arguments[i]);
        if (status != 0)
            return status;
        are_alternatives |= (seen >> arguments[i].arg & 1) != 0;
        seen |= 1U << arguments[i].arg;
    }
    if (!are_alternatives)
        return add_rule(reader, action, number, count, arguments);
    for (unsigned i = 0; status == 0 && i < count; i++)
        status = add_rule(reader, action, number, 1, &arguments[i]);
    return status;
}

static int add_call(struct profile_reader *reader, const char *name, uint32_t action,
                    const json_t *arguments)
{
    int number = call_filter_number(name), stand_in;
    int status = 0;

    /* A profile is written for all architectures and kernels. */
    if (number < 0)
        return 0;
    if (number > reader->highest)
        reader->highest = number;
    stand_in = call_filter_stand_in(number);
    if (stand_in >= 0 && action == SCMP_ACT_ALLOW && !call_filter_is_vital(stand_in) &&
        !reader->names_clone)
        status = add_rule(reader, action, stand_in, 0, NULL);
    if (status != 0 || call_filter_is_vital(number))
        return status;
    return add_with_arguments(reader, action, number, arguments);
}

static int read_rule(struct profile_reader *reader, const json_t *rule)
{
    const json_t *names = json_object_get(rule, "names");
    const json_t *arguments = json_object_get(rule, "args");
    const char *single = json_string_value(json_object_get(rule, "name"));
    uint32_t action;
    int status = read_action(reader, json_string_value(json_object_get(rule, "action")),
                             json_object_get(rule, "errnoRet"), &action);
    size_t index;
    json_t *name;

    if (status != 0 || !applies(rule))
        return status;
    if (single != NULL)
        status = add_call(reader, single, action, arguments);
    json_array_foreach(names, index, name)
    {
        if (!json_is_string(name))
            return complain(reader, "a name of a call is no string", NULL);
        if (status == 0)
            status = add_call(reader, json_string_value(name), action, arguments);
    }
    return status;
}

static bool is_for_this_machine(const json_t *profile)
{
    const json_t *list = json_object_get(profile, "architectures");
    const json_t *map = json_object_get(profile, "archMap");
    size_t index;
    json_t *entry;

    if (json_array_size(list) == 0 && json_array_size(map) == 0)
        return true;
    if (has_string(list, THIS_SCMP_ARCH))
        return true;
    json_array_foreach(map, index, entry)
    {
        const char *name = json_string_value(json_object_get(entry, "architecture"));

        if (name != NULL && strcmp(name, THIS_SCMP_ARCH) == 0)
            return true;
    }
    return false;
}

static int allow_vital(const struct profile_reader *reader)
{
    int status = 0;

    for (int number = 0; status == 0 && number < 512; number++)
        if (call_filter_is_vital(number))
            status = add_rule(reader, SCMP_ACT_ALLOW, number, 0, NULL);
    return status;
}

/* Calls that are newer than the profile: a libc does without what is not there, but takes
 * EPERM for an answer (as runc sees it, too). */
static long add_unknown(struct floor *floor, const struct profile_reader *reader)
{
    const struct sock_filter unknown[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, (uint32_t)reader->highest, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    };

    if ((reader->otherwise & SECCOMP_RET_ACTION_FULL) != SECCOMP_RET_ERRNO)
        return 0;
    return floor_add(floor, unknown, ARRAY_LEN(unknown));
}

static int compile(struct floor *floor, struct profile_reader *reader,
                   const json_t *profile)
{
    static struct sock_filter code[BPF_MAXINSNS];
    size_t index;
    json_t *rule;
    int status = allow_vital(reader);
    long count;

    json_array_foreach(json_object_get(profile, "syscalls"), index, rule) if (status == 0)
        status = read_rule(reader, rule);
    if (status != 0) {
        seccomp_release(reader->filter);
        return status;
    }
    count = compile_end(reader->filter, code, BPF_MAXINSNS);
    if (count >= 0 && add_unknown(floor, reader) == 0)
        count = floor_add(floor, code, (size_t)count);
    return count == 0 ? 0 : complain(reader, "cannot be compiled", strerror((int)-count));
}

static bool names_call(const json_t *profile, const char *name)
{
    size_t index;
    json_t *rule;

    json_array_foreach(json_object_get(profile, "syscalls"), index, rule)
    {
        const char *single = json_string_value(json_object_get(rule, "name"));

        if (applies(rule) && (has_string(json_object_get(rule, "names"), name) ||
                              (single != NULL && strcmp(single, name) == 0)))
            return true;
    }
    return false;
}

static int read_profile(struct floor *floor, struct profile_reader *reader,
                        const json_t *profile)
{
    const char *name = json_string_value(json_object_get(profile, "defaultAction"));
    int status;

    if (!json_is_object(profile) || name == NULL)
        return complain(reader, "is no seccomp profile: it has no defaultAction", NULL);
    if (!is_for_this_machine(profile))
        return complain(reader, "is for other machines than this (" THIS_SCMP_ARCH ")",
                        NULL);
    status = read_action(reader, name, json_object_get(profile, "defaultErrnoRet"),
                         &reader->otherwise);
    if (status != 0)
        return status;
    reader->names_clone = names_call(profile, "clone");
    reader->filter = compile_begin(reader->otherwise);
    if (reader->filter == NULL)
        return complain(reader, "out of memory", NULL);
    return compile(floor, reader, profile);
}

int oci_add(struct floor *floor, const char *file)
{
    struct profile_reader reader = { .file = file };
    json_error_t error;
    json_t *profile = json_load_file(file, JSON_REJECT_DUPLICATES, &error);
    int status;

    if (profile == NULL && error.line <= 0)
        return complain(&reader, error.text, NULL);
    if (profile == NULL) {
        say("--seccomp=%s: line %d: %s", file, error.line, error.text);
        return STATUS_LXRUN_FAILED;
    }
    status = read_profile(floor, &reader, profile);
    json_decref(profile);
    return status;
}
