/* SPDX-License-Identifier: GPL-2.0-or-later */
/* limit_options.c - how much the program may use, and how long. */
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cli/option_table.h"
#include "supervisor/say.h"

#define NS_PER_S 1e9
#define SECONDS_MOST 1e9 /* some thirty years */

static double unit_of(const char *suffix)
{
    static const char letters[] = "smhd";
    static const double seconds[] = { 1, 60, 3600, 86400 };
    const char *letter = strchr(letters, *suffix);

    if (*suffix == '\0')
        return 1;
    return letter == NULL || suffix[1] != '\0' ? 0 : seconds[letter - letters];
}

/* As timeout(1) has it: 30, 1.5, 2m. */
static int take_duration(const char *option, const char *value, uint64_t *ns)
{
    char *end;
    double seconds = strtod(value, &end);

    if (end != value && value[strspn(value, "0123456789.smhd")] == '\0')
        seconds *= unit_of(end);
    else
        end = NULL;
    if (end == NULL || unit_of(end) == 0) {
        say("%s=%s: is no duration; give a number, and s, m, h or d behind it for seconds "
            "(the default), minutes, hours or days: 30, 1.5m",
            option, value);
        return STATUS_LXRUN_FAILED;
    }
    if (seconds > SECONDS_MOST)
        seconds = SECONDS_MOST;
    *ns = (uint64_t)(seconds * NS_PER_S);
    return 0;
}

static int take_timeout(struct options *options, char *value)
{
    return take_duration("--timeout", value, &options->run.policy.limits.timeout_ns);
}

static int take_kill_after(struct options *options, char *value)
{
    return take_duration("--kill-after", value, &options->run.policy.limits.kill_after_ns);
}

/* A number, `unlimited`, or -1 as docker has it; *end is behind it. */
static bool parse_limit(const char *text, char **end, rlim_t *limit)
{
    const char *const words[] = { "unlimited", "-1" };

    for (size_t i = 0; i < 2; i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0) {
            *limit = RLIM_INFINITY;
            *end = (char *)(uintptr_t)text + strlen(words[i]);
            return true;
        }
    errno = 0;
    *limit = strtoull(text, end, 10);
    return *text >= '0' && *text <= '9' && errno == 0;
}

/* SOFT, which is the hard limit as well, or SOFT:HARD. */
static bool parse_limits(const char *text, struct rlimit *limit)
{
    char *end;

    if (!parse_limit(text, &end, &limit->rlim_cur))
        return false;
    limit->rlim_max = limit->rlim_cur;
    if (*end == ':' && !parse_limit(end + 1, &end, &limit->rlim_max))
        return false;
    return *end == '\0';
}

static int take_ulimit(struct options *options, char *value)
{
    struct policy_limits *limits = &options->run.policy.limits;
    size_t size = strcspn(value, "=");
    char name[16] = "";
    struct rlimit limit;
    int which;

    if (size < sizeof(name))
        memcpy(name, value, size);
    which = limit_find(name);
    if (which < 0 || value[size] != '=' || !parse_limits(value + size + 1, &limit)) {
        say("--ulimit %s: is not NAME=SOFT or NAME=SOFT:HARD, with a name of setrlimit(2) in "
            "small letters (nofile, nproc, core, stack) and numbers or `unlimited`",
            value);
        return STATUS_LXRUN_FAILED;
    }
    if (limit.rlim_cur > limit.rlim_max) {
        say("--ulimit %s: the soft limit is above the hard one", value);
        return STATUS_LXRUN_FAILED;
    }
    limits->ulimits_set |= UINT64_C(1) << which;
    limits->ulimits[which] = limit;
    return 0;
}

static int refuse_amount(const char *option, const char *value, const char *what)
{
    say("%s=%s: is no %s", option, value, what);
    return STATUS_LXRUN_FAILED;
}

static int take_memory(struct options *options, char *value)
{
    static const char units[] = "bkmg";
    char *end;
    uint64_t size = strtoull(value, &end, 10);
    const char *unit = *end != '\0' ? strchr(units, *end) : units;
    unsigned shift = unit != NULL ? 10 * (unsigned)(unit - units) : 0;

    if (*value < '0' || *value > '9' || size == 0 || unit == NULL ||
        (*end != '\0' && end[1] != '\0') || size > UINT64_MAX >> shift)
        return refuse_amount("--memory", value, "size (a number, and k, m or g behind it)");
    options->run.policy.limits.memory = size << shift;
    return 0;
}

static int take_cpus(struct options *options, char *value)
{
    char *end;
    double cpus = strtod(value, &end);

    if (value[strspn(value, "0123456789.")] != '\0' || *end != '\0' || !(cpus >= 0.001) ||
        cpus > 1e6)
        return refuse_amount("--cpus", value, "number of processors (2, 0.5)");
    options->run.policy.limits.cpus_milli = (uint64_t)(cpus * 1000 + 0.5);
    return 0;
}

static int take_pids_limit(struct options *options, char *value)
{
    char *end;
    uint64_t pids = strtoull(value, &end, 10);

    if (*value < '0' || *value > '9' || *end != '\0' || pids == 0)
        return refuse_amount("--pids-limit", value, "number of processes");
    options->run.policy.limits.pids = pids;
    return 0;
}

const struct option_row limit_options[] = {
    { "timeout", 0, required_argument, take_timeout },
    { "kill-after", 0, required_argument, take_kill_after },
    { "ulimit", 0, required_argument, take_ulimit },
    { "memory", 0, required_argument, take_memory },
    { "cpus", 0, required_argument, take_cpus },
    { "pids-limit", 0, required_argument, take_pids_limit },
    { 0 },
};
