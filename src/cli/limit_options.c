/* SPDX-License-Identifier: GPL-2.0-or-later */
/* limit_options.c - how much the program may use, and how long. */
#include <getopt.h>
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

const struct option_row limit_options[] = {
    { "timeout", 0, required_argument, take_timeout },
    { "kill-after", 0, required_argument, take_kill_after },
    { 0 },
};
