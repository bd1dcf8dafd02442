/* SPDX-License-Identifier: GPL-2.0-or-later */
/* profile_file.c - see profile_file.h; libconfuse reads the file. */
#include "policy/profile_file.h"

#include <confuse.h>
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "policy/call_filter.h"
#include "policy/pledge.h"
#include "policy/policy.h"
#include "supervisor/say.h"

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))
#define READ_EXECUTE (RIGHT_READ | RIGHT_EXECUTE)
#define CHANGE (RIGHT_READ | RIGHT_WRITE | RIGHT_CREATE)

static const struct {
    const char *key;
    unsigned rights;
    bool is_optional;
} path_lists[] = {
    { "look", RIGHT_LOOK, false },
    { "list", RIGHT_LIST, false },
    { "ro", RIGHT_READ, false },
    { "rox", READ_EXECUTE, false },
    { "rw", CHANGE, false },
    { "rwx", CHANGE | RIGHT_EXECUTE, false },
    { "list-try", RIGHT_LIST, true },
    { "ro-try", RIGHT_READ, true },
    { "rox-try", READ_EXECUTE, true },
    { "rw-try", CHANGE, true },
    { "rwx-try", CHANGE | RIGHT_EXECUTE, true },
    { "hide", 0, true },
};

static void tell_error(cfg_t *cfg, const char *format, va_list words)
{
    char text[512];

    vsnprintf(text, sizeof(text), format, words);
    say("--profile=%s: line %d: %s",
        cfg != NULL && cfg->filename != NULL ? cfg->filename : "?",
        cfg != NULL ? cfg->line : 0, text);
}

static int complain(const char *file, const char *key, const char *value, const char *why)
{
    say("--profile=%s: %s: %s %s", file, key, value, why);
    return STATUS_LXRUN_FAILED;
}

static int out_of_memory(void)
{
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}

/* libconfuse has put variables in; one that is not set leaves nothing behind, and a
 * profile must not mean another path then. */
static int add_path(struct policy *policy, cfg_t *cfg, const char *file, size_t list,
                    unsigned index)
{
    const char *path = cfg_getnstr(cfg, path_lists[list].key, index);
    char *origin, *kept = strdup(path);

    if (path[0] != '/')
        return complain(file, path_lists[list].key, path,
                        "is no absolute path (is a variable in it not set?)");
    if (kept == NULL ||
        asprintf(&origin, "%s: %s %s", file, path_lists[list].key, path) < 0)
        return out_of_memory();
    policy->paths.is_limited |= path_lists[list].rights != 0;
    return policy_paths_add(&policy->paths, kept, path_lists[list].rights,
                            path_lists[list].is_optional, origin) == 0 ?
               0 :
               out_of_memory();
}

static int take_paths(struct policy *policy, cfg_t *cfg, const char *file)
{
    int status = 0;

    for (size_t list = 0; list < ARRAY_LEN(path_lists); list++)
        for (unsigned i = 0; status == 0 && i < cfg_size(cfg, path_lists[list].key); i++)
            status = add_path(policy, cfg, file, list, i);
    return status;
}

static int take_ports(struct policy *policy, cfg_t *cfg, const char *file,
                      const char *key, enum policy_peer_kind kind)
{
    for (unsigned i = 0; i < cfg_size(cfg, key); i++) {
        long port = cfg_getnint(cfg, key, i);
        const struct policy_peer peer = { .kind = kind,
                                          .port = (uint16_t)port,
                                          .origin = file };

        if (port < 0 || port > UINT16_MAX)
            return complain(file, key, "a number", "is no TCP port");
        if (policy_network_add(&policy->network, &peer) != 0)
            return out_of_memory();
        policy->network.mode = NETWORK_HOST;
        if (kind == PEER_BIND_TCP)
            policy->network.is_limited_bind = true;
        else
            policy->network.is_limited_connect = true;
    }
    return 0;
}

static int take_network(struct policy *policy, cfg_t *cfg, const char *file)
{
    const char *mode = cfg_getstr(cfg, "network");
    int status = take_ports(policy, cfg, file, "connect-tcp", PEER_CONNECT_TCP);

    if (status == 0)
        status = take_ports(policy, cfg, file, "bind-tcp", PEER_BIND_TCP);
    policy->network.has_daemons = cfg_getbool(cfg, "daemons");
    if (status != 0 || mode == NULL)
        return status;
    if (strcmp(mode, "none") != 0 && strcmp(mode, "host") != 0)
        return complain(file, "network", mode, "is neither `none` nor `host`");
    policy->network.mode = mode[0] == 'n' ? NETWORK_NONE : NETWORK_HOST;
    return 0;
}

static int take_only(struct policy *policy, cfg_t *cfg, const char *file)
{
    for (unsigned i = 0; i < cfg_size(cfg, "calls"); i++) {
        const char *name = cfg_getnstr(cfg, "calls", i);
        int number = call_filter_number(name);

        if (number < 0)
            return complain(file, "calls", name, "is no system call");
        if (policy_calls_add_only(&policy->calls, number) != 0)
            return out_of_memory();
    }
    return 0;
}

static int take_refused(struct policy *policy, cfg_t *cfg, const char *file)
{
    for (unsigned i = 0; i < cfg_size(cfg, "refuse"); i++) {
        const struct policy_call call = { .name = strdup(cfg_getnstr(cfg, "refuse", i)),
                                          .refused_with = EPERM,
                                          .origin = file };
        int number = call.name == NULL ? -1 : call_filter_number(call.name);

        if (number < 0)
            return complain(file, "refuse", cfg_getnstr(cfg, "refuse", i),
                            "is no system call");
        if (call_filter_stand_in(number) >= 0)
            return complain(
                file, "refuse", call.name,
                "reaches the kernel as another call; pledge has words for it");
        if (call_filter_is_vital(number))
            return complain(file, "refuse", call.name,
                            "is a call that lxrun cannot do without");
        if (policy_calls_add(&policy->calls, &call) != 0)
            return out_of_memory();
    }
    return 0;
}

static int take_calls(struct policy *policy, cfg_t *cfg, const char *file)
{
    const char *promises = cfg_getstr(cfg, "pledge");
    const char *seccomp = cfg_getstr(cfg, "seccomp");
    int status = take_only(policy, cfg, file);

    if (status == 0)
        status = take_refused(policy, cfg, file);
    if (status != 0)
        return status;
    if (seccomp != NULL && (policy->calls.oci_file = strdup(seccomp)) == NULL)
        return out_of_memory();
    if (promises == NULL)
        return 0;
    policy->calls.has_promises = true;
    return pledge_parse(&policy->calls.promises, promises);
}

static int take_all(struct policy *policy, cfg_t *cfg, const char *file)
{
    const char *base = cfg_getstr(cfg, "base");
    int status;

    if (!profile_find(base, &policy->profile))
        return complain(file, "base", base, "is none of none, default and strict");
    policy->profile_name = file;
    status = take_paths(policy, cfg, file);
    if (status == 0)
        status = take_network(policy, cfg, file);
    return status != 0 ? status : take_calls(policy, cfg, file);
}

/* libconfuse takes a variable that is not set for an empty one: `${CACHE}/` would be the
 * root directory.  The name of the first such, or NULL. */
static const char *unset_in(char *line)
{
    char *at = line;

    if (line[strspn(line, " \t")] == '#')
        return NULL;
    while ((at = strstr(at, "${")) != NULL) {
        char *name = at + 2, *end = name + strcspn(name, "}:\"\n");
        char behind = *end;

        *end = '\0';
        if (behind == '}' && getenv(name) == NULL)
            return name;
        *end = behind;
        at = end;
    }
    return NULL;
}

static bool has_all_variables(const char *file)
{
    FILE *stream = fopen(file, "re");
    const char *name = NULL;
    char line[4096];

    while (stream != NULL && name == NULL && fgets(line, sizeof(line), stream) != NULL)
        name = unset_in(line);
    if (name != NULL)
        say("--profile=%s: the variable %s is not set; ${%s:-…} gives it a default", file,
            name, name);
    if (stream != NULL)
        fclose(stream);
    return name == NULL;
}

static int include(cfg_t *cfg, cfg_opt_t *option, int argc, const char **argv)
{
    char *path = argc == 1 ? cfg_searchpath(cfg->path, argv[0]) : NULL;
    bool is_good = path == NULL || has_all_variables(path);

    free(path);
    return is_good ? cfg_include(cfg, option, argc, argv) : -1;
}

/* Files that are included lie beside the one that includes them. */
static int parse(cfg_t *cfg, const char *file)
{
    char *copy = strdup(file);
    FILE *stream = fopen(file, "re");
    int result = CFG_FILE_ERROR;

    cfg->filename = strdup(file);
    if (copy != NULL && stream != NULL && cfg->filename != NULL &&
        cfg_add_searchpath(cfg, dirname(copy)) == 0)
        result = cfg_parse_fp(cfg, stream);
    if (stream != NULL)
        fclose(stream);
    free(copy);
    return result;
}

int profile_file_read(struct policy *policy, const char *file)
{
    cfg_opt_t options[] = {
        CFG_STR("base", "strict", CFGF_NONE),
        CFG_STR_LIST("look", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("list", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("ro", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("rox", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("rw", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("rwx", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("list-try", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("ro-try", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("rox-try", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("rw-try", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("rwx-try", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("hide", NULL, CFGF_NODEFAULT),
        CFG_STR("network", NULL, CFGF_NODEFAULT),
        CFG_INT_LIST("connect-tcp", NULL, CFGF_NODEFAULT),
        CFG_INT_LIST("bind-tcp", NULL, CFGF_NODEFAULT),
        CFG_BOOL("daemons", cfg_false, CFGF_NONE),
        CFG_STR_LIST("calls", NULL, CFGF_NODEFAULT),
        CFG_STR_LIST("refuse", NULL, CFGF_NODEFAULT),
        CFG_STR("pledge", NULL, CFGF_NODEFAULT),
        CFG_STR("seccomp", NULL, CFGF_NODEFAULT),
        CFG_FUNC("include", &include),
        CFG_END(),
    };
    cfg_t *cfg = cfg_init(options, CFGF_NONE);
    int result, status = STATUS_LXRUN_FAILED;

    if (cfg == NULL)
        return out_of_memory();
    cfg_set_error_function(cfg, tell_error);
    result = has_all_variables(file) ? parse(cfg, file) : CFG_PARSE_ERROR;
    if (result == CFG_FILE_ERROR)
        say("--profile=%s: is none of none, default and strict, and as a file: %s", file,
            strerror(errno));
    if (result == CFG_SUCCESS)
        status = take_all(policy, cfg, file);
    cfg_free(cfg);
    return status;
}
