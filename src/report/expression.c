/* SPDX-License-Identifier: GPL-2.0-or-later */
/* expression.c - see expression.h. */
#include "report/expression.h"

#include <stdlib.h>
#include <string.h>

#include "report/call_set.h"
#include "report/inject_parse.h"
#include "report/trace_options.h"
#include "supervisor/say.h"

/* Words with commas between, after a `!` perhaps, each of which is a bit of a set. */
typedef bool bit_function(const char *word, uint64_t *bits);

static bool parse_bits(const char *text, bit_function *bit_of, const char *what,
                       uint64_t *bits)
{
    bool is_inverse = text[0] == '!', is_good = true;
    char *words = strdup(text + is_inverse), *place, *word;

    *bits = 0;
    if (words == NULL)
        return false;
    for (word = strtok_r(words, ",", &place); word != NULL && is_good;
         word = strtok_r(NULL, ",", &place)) {
        if (strcmp(word, "all") == 0)
            *bits = UINT64_MAX;
        else if (strcmp(word, "none") != 0)
            is_good = bit_of(word, bits);
        if (!is_good)
            say("-e %s=: '%s' is not understood", what, word);
    }
    free(words);
    *bits = is_inverse ? ~*bits : *bits;
    return is_good;
}

static bool signal_bit(const char *word, uint64_t *bits)
{
    int signo = signal_parse(word);

    if (signo != 0)
        *bits |= (uint64_t)1 << (signo - 1);
    return signo != 0;
}

struct word_bit {
    const char *word;
    uint64_t bit;
};

static bool word_bit(const struct word_bit *words, size_t count, const char *word,
                     uint64_t *bits)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i].word, word) == 0) {
            *bits |= words[i].bit;
            return true;
        }
    return false;
}

static bool status_bit(const char *word, uint64_t *bits)
{
    static const struct word_bit words[] = {
        { "successful", STATUS_SUCCESSFUL }, { "failed", STATUS_FAILED },
        { "unfinished", STATUS_UNFINISHED }, { "unavailable", 0 }, { "detached", 0 },
    };

    return word_bit(words, sizeof(words) / sizeof(words[0]), word, bits);
}

static bool quiet_bit(const char *word, uint64_t *bits)
{
    static const struct word_bit words[] = {
        { "attach", QUIET_ATTACH },         { "exit", QUIET_EXIT },
        { "exits", QUIET_EXIT },            { "personality", 0 },
        { "path-resolution", 0 },           { "path-resolve", 0 },
        { "superseded", QUIET_SUPERSEDED }, { "thread-execve", QUIET_SUPERSEDED },
    };

    return word_bit(words, sizeof(words) / sizeof(words[0]), word, bits);
}

static bool take_trace(struct trace_options *options, const char *value)
{
    if (!call_set_parse(options->calls, value, "-e trace="))
        return false;
    options->all_calls = false;
    return true;
}

static bool take_signal(struct trace_options *options, const char *value)
{
    return parse_bits(value, signal_bit, "signal", &options->text.signals);
}

static bool take_status(struct trace_options *options, const char *value)
{
    uint64_t bits;

    if (!parse_bits(value, status_bit, "status", &bits))
        return false;
    options->text.statuses = (unsigned)bits & STATUS_ALL;
    return true;
}

static bool take_quiet(struct trace_options *options, const char *value)
{
    uint64_t bits;

    if (!parse_bits(value, quiet_bit, "quiet", &bits))
        return false;
    options->text.quiet = (unsigned)bits;
    return true;
}

static bool take_inject(struct trace_options *options, const char *value)
{
    return inject_parse(options, value, false);
}

static bool take_fault(struct trace_options *options, const char *value)
{
    return inject_parse(options, value, true);
}

/* More than a line shows has to be recorded: whole buffers. */
static bool take_fds(struct trace_options *options, uint64_t set[TEXT_FDS_MOST / 64],
                     const char *value)
{
    options->records_data = true;
    if (strcmp(value, "all") == 0) {
        memset(set, 0xff, TEXT_FDS_MOST / 8);
        return true;
    }
    while (*value != '\0') {
        char *end;
        unsigned long fd = strtoul(value, &end, 10);

        if (end == value || fd >= TEXT_FDS_MOST || (*end != ',' && *end != '\0')) {
            say("-e read= and -e write=: '%s' is no list of descriptors below %d", value,
                TEXT_FDS_MOST);
            return false;
        }
        set[fd / 64] |= (uint64_t)1 << (fd % 64);
        value = *end == ',' ? end + 1 : end;
    }
    return true;
}

static bool take_read(struct trace_options *options, const char *value)
{
    return take_fds(options, options->text.reads, value);
}

static bool take_write(struct trace_options *options, const char *value)
{
    return take_fds(options, options->text.writes, value);
}

static bool take_abbrev(struct trace_options *options, const char *value)
{
    if (strcmp(value, "none") != 0 && strcmp(value, "all") != 0 &&
        strcmp(value, "!all") != 0) {
        say("-e abbrev=%s: lxrun abbreviates the structures of all calls or of none", value);
        return false;
    }
    options->text.style.is_whole = strcmp(value, "all") != 0;
    options->whole = options->text.style.is_whole;
    return true;
}

static bool take_raw(struct trace_options *options, const char *value)
{
    return call_set_parse(options->text.raw_calls, value, "-e raw=");
}

/* What is behind pointers is shown in any case. */
static bool take_verbose(struct trace_options *options, const char *value)
{
    uint64_t ignored[TRACE_CALL_WORDS];

    (void)options;
    return call_set_parse(ignored, value, "-e verbose=");
}

static bool take_decode_fds(struct trace_options *options, const char *value)
{
    options->fd_paths = strcmp(value, "none") == 0 ? 0 : strcmp(value, "path") == 0 ? 1 : 2;
    options->text.style.fd_paths = options->fd_paths;
    return true;
}

static const struct qualifier {
    const char *names; /* with spaces around each */
    bool (*take)(struct trace_options *options, const char *value);
} qualifiers[] = {
    { " trace t ", take_trace },
    { " signal signals s ", take_signal },
    { " status ", take_status },
    { " quiet silent silence q ", take_quiet },
    { " inject ", take_inject },
    { " fault ", take_fault },
    { " read reads r ", take_read },
    { " write writes w ", take_write },
    { " abbrev a ", take_abbrev },
    { " raw x ", take_raw },
    { " verbose v ", take_verbose },
    { " decode-fds decode-fd ", take_decode_fds },
};

bool expression_take_as(struct trace_options *options, const char *qualifier,
                        const char *value)
{
    char word[32];

    if (strlen(qualifier) + 3 > sizeof(word))
        return false;
    word[0] = ' ';
    strcpy(word + 1, qualifier);
    strcat(word, " ");
    for (size_t i = 0; i < sizeof(qualifiers) / sizeof(qualifiers[0]); i++)
        if (strstr(qualifiers[i].names, word) != NULL)
            return qualifiers[i].take(options, value);
    say("-e %s=: there are trace, signal, status, quiet, inject, fault, read, write, abbrev, "
        "raw, verbose and decode-fds",
        qualifier);
    return false;
}

bool expression_take(struct trace_options *options, const char *text)
{
    const char *equals = strchr(text, '=');
    char qualifier[24];

    if (equals == NULL || strcspn(text, ",/%!:?") < (size_t)(equals - text) ||
        (size_t)(equals - text) >= sizeof(qualifier))
        return expression_take_as(options, "trace", text);
    memcpy(qualifier, text, (size_t)(equals - text));
    qualifier[equals - text] = '\0';
    return expression_take_as(options, qualifier, equals + 1);
}
