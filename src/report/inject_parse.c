/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inject_parse.c - see inject_parse.h. */
#include "report/inject_parse.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "report/call_set.h"
#include "supervisor/say.h"

#define ERRNO_MOST 4095
#define SIGNALS 64

int signal_parse(const char *name)
{
    char *end;
    long number = strtol(name, &end, 10);

    if (end != name && *end == '\0')
        return number > 0 && number <= SIGNALS ? (int)number : 0;
    if (strncasecmp(name, "SIG", 3) == 0)
        name += 3;
    if (strcasecmp(name, "RTMIN") == 0)
        return 32;
    if (strncasecmp(name, "RT_", 3) == 0)
        return 32 + atoi(name + 3) <= SIGNALS ? 32 + atoi(name + 3) : 0;
    if (strcasecmp(name, "IO") == 0)
        return SIGIO;
    for (int signo = 1; signo < 32; signo++)
        if (sigabbrev_np(signo) != NULL && strcasecmp(sigabbrev_np(signo), name) == 0)
            return signo;
    return 0;
}

static int error_parse(const char *name)
{
    char *end;
    long number = strtol(name, &end, 10);

    if (end != name && *end == '\0')
        return number > 0 && number <= ERRNO_MOST ? (int)number : 0;
    for (int error = 1; error < 200; error++)
        if (strerrorname_np(error) != NULL && strcasecmp(strerrorname_np(error), name) == 0)
            return error;
    if (strcasecmp(name, "EWOULDBLOCK") == 0)
        return EWOULDBLOCK;
    return strcasecmp(name, "EDEADLOCK") == 0 ? EDEADLOCK : 0;
}

/* In nanoseconds; microseconds where nothing is said.  False: it is no time. */
static bool delay_parse(const char *text, uint64_t *delay)
{
    static const struct {
        const char *unit;
        uint64_t nanoseconds;
    } units[] = { { "", 1000 }, { "ns", 1 }, { "us", 1000 }, { "ms", 1000000 },
                  { "s", 1000000000 } };
    char *end;
    unsigned long long number = strtoull(text, &end, 10);

    if (end == text || text[0] == '-')
        return false;
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (strcmp(end, units[i].unit) == 0)
            return !__builtin_mul_overflow(number, units[i].nanoseconds, delay);
    return false;
}

static bool count_parse(const char **text, uint32_t *count)
{
    char *end;
    unsigned long number = strtoul(*text, &end, 10);

    if (end == *text || **text == '-' || number == 0 || number > 65535)
        return false;
    *text = end;
    *count = (uint32_t)number;
    return true;
}

/* F, F+, F+S, F..L, F..L+, F..L+S */
static bool when_parse(const char *text, struct inject_rule *rule)
{
    if (!count_parse(&text, &rule->first))
        return false;
    rule->step = 0;
    rule->last = UINT32_MAX;
    if (strncmp(text, "..", 2) == 0) {
        text += 2;
        if (!count_parse(&text, &rule->last) || rule->last < rule->first)
            return false;
        rule->step = 1;
    }
    if (*text == '\0')
        return true;
    if (*text++ != '+')
        return false;
    rule->step = 1;
    return *text == '\0' || (count_parse(&text, &rule->step) && *text == '\0');
}

static bool take_result(struct inject_rule *rule, int64_t result)
{
    rule->what |= INJECT_RESULT;
    rule->result = result;
    return true;
}

static bool take_error(struct inject_rule *rule, const char *value)
{
    int error = error_parse(value);

    return error != 0 && take_result(rule, -error);
}

static bool take_value(struct inject_rule *rule, const char *value)
{
    char *end;
    long long number = strtoll(value, &end, 0);

    return end != value && *end == '\0' && number >= 0 && take_result(rule, number);
}

static bool take_signal(struct inject_rule *rule, const char *value)
{
    rule->what |= INJECT_SIGNAL;
    rule->signo = signal_parse(value);
    return rule->signo != 0;
}

static bool take_token(struct inject_rule *rule, const char *token)
{
    const char *value = strchr(token, '=');
    size_t length = value != NULL ? (size_t)(value++ - token) : 0;

    if (length == 5 && strncmp(token, "error", length) == 0)
        return take_error(rule, value);
    if (length == 6 && strncmp(token, "retval", length) == 0)
        return take_value(rule, value);
    if (length == 6 && strncmp(token, "signal", length) == 0)
        return take_signal(rule, value);
    if (length == 4 && strncmp(token, "when", length) == 0)
        return when_parse(value, rule);
    if (length == 11 && strncmp(token, "delay_enter", length) == 0) {
        rule->what |= INJECT_DELAY_ENTER;
        return delay_parse(value, &rule->delay_enter);
    }
    if (length == 10 && strncmp(token, "delay_exit", length) == 0) {
        rule->what |= INJECT_DELAY_EXIT;
        return delay_parse(value, &rule->delay_exit);
    }
    return false;
}

static bool parse_rule(struct inject_rule *rule, char *tokens, bool is_fault)
{
    char *place, *token;

    *rule = (struct inject_rule){ .first = 1, .last = UINT32_MAX, .step = 1 };
    for (token = tokens != NULL ? strtok_r(tokens, ":", &place) : NULL; token != NULL;
         token = strtok_r(NULL, ":", &place))
        if (!take_token(rule, token)) {
            say("-e inject=: '%s' is not understood; there are error=, retval=, signal=, "
                "delay_enter=, delay_exit= and when=FIRST..LAST+STEP",
                token);
            return false;
        }
    if (is_fault && !(rule->what & INJECT_RESULT))
        take_result(rule, -ENOSYS);
    if (rule->what == 0)
        say("-e inject=: what shall become of the calls is missing, as in :error=ENOENT");
    return rule->what != 0;
}

/* Of the rules for a call the last one counts. */
static bool install(struct trace_options *options, const struct inject_rule *rule,
                    const uint64_t calls[TRACE_CALL_WORDS])
{
    unsigned i = 0;

    while (i < INJECT_RULES_MOST && options->inject.rules[i].what != 0)
        i++;
    if (i == INJECT_RULES_MOST) {
        say("-e inject=: there are more than %d of them", INJECT_RULES_MOST);
        return false;
    }
    options->inject.rules[i] = *rule;
    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++)
        if (trace_call_has(calls, nr))
            options->inject.rule_of[nr] = (uint8_t)(i + 1);
    options->injects = true;
    return true;
}

bool inject_parse(struct trace_options *options, const char *text, bool is_fault)
{
    uint64_t calls[TRACE_CALL_WORDS];
    char *copy = strdup(text), *tokens = copy != NULL ? strchr(copy, ':') : NULL;
    struct inject_rule rule;
    bool is_good;

    if (copy == NULL)
        return false;
    if (tokens != NULL)
        *tokens++ = '\0';
    is_good = call_set_parse(calls, copy, is_fault ? "-e fault=" : "-e inject=") &&
              parse_rule(&rule, tokens, is_fault) && install(options, &rule, calls);
    free(copy);
    return is_good;
}
