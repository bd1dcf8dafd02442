/* SPDX-License-Identifier: GPL-2.0-or-later */
/* status_fd.c - by jansson. */
#include "report/status_fd.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdbool.h>
#include <sys/wait.h>

#include "policy/policy.h"
#include "report/denial_json.h"
#include "report/denials.h"

static int status_fd = -1;

long status_fd_begin(int fd)
{
    if (fd < 0)
        return 0;
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
        return -errno;
    status_fd = fd;
    return 0;
}

/* Takes the object over. */
static void write_line(json_t *object)
{
    if (status_fd >= 0 && object != NULL &&
        (json_dumpfd(object, status_fd, JSON_COMPACT | JSON_ENSURE_ASCII) != 0 ||
         dprintf(status_fd, "\n") < 0))
        status_fd = -1;
    json_decref(object);
}

void status_fd_child(pid_t pid)
{
    if (status_fd >= 0)
        write_line(json_pack("{s:i}", "child-pid", (int)pid));
}

static json_t *rule_object(const struct policy_rule *rule)
{
    return json_pack("{s:s, s:s, s:b, s:s?}", "what", rule->what, "by",
                     policy_enforcer_name(rule->by), "enforced",
                     (int)policy_enforcer_is_kernel(rule->by), "why", rule->why);
}

void status_fd_policy(const struct policy *policy)
{
    json_t *rules;

    if (status_fd < 0)
        return;
    rules = json_array();
    for (size_t i = 0; i < policy->rules.count; i++)
        json_array_append_new(rules, rule_object(&policy->rules.items[i]));
    write_line(json_pack("{s:{s:s, s:s, s:o}}", "policy", "profile", policy->profile_name,
                         "tier", policy->tier, "rules", rules));
}

void status_fd_layer(const char *directory)
{
    if (status_fd >= 0)
        write_line(json_pack("{s:o}", "layer", json_text(directory)));
}

void status_fd_limits(uint64_t killed, uint64_t refused)
{
    if (status_fd >= 0 && killed != 0)
        write_line(json_pack("{s:I}", "out-of-memory", (json_int_t)killed));
    if (status_fd >= 0 && refused != 0)
        write_line(json_pack("{s:I}", "pids-limit", (json_int_t)refused));
}

void status_fd_denials(void)
{
    for (size_t i = 0; status_fd >= 0 && denials_get(i) != NULL; i++)
        write_line(json_pack("{s:o}", "denial", denial_json(denials_get(i))));
}

void status_fd_used(unsigned nr, const char *name, const char *lacks)
{
    if (status_fd >= 0)
        write_line(json_pack("{s:{s:i, s:s?, s:s}}", "used", "number", (int)nr, "call", name,
                             "lacks", lacks));
}

void status_fd_end(int status, int exit_code)
{
    if (status_fd < 0)
        return;
    if (WIFSIGNALED(status))
        write_line(json_pack("{s:i, s:i}", "signal", WTERMSIG(status), "exit-code",
                             exit_code));
    else
        write_line(json_pack("{s:i}", "exit-code", exit_code));
}

void status_fd_timeout(int exit_code)
{
    if (status_fd >= 0)
        write_line(json_pack("{s:b, s:i}", "timeout", 1, "exit-code", exit_code));
}
