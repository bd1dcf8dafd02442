/* SPDX-License-Identifier: GPL-2.0-or-later */
/* status.c - see status.h. */
#include "view/status.h"

#include "core/string.h"
#include "view/hidden.h"
#include "view/lines.h"
#include "view/other.h"
#include "view/procfs.h"

#define MASK_DIGITS 16
#define LINE_SIZE 1024
#define KB_PER_PAGE (PAGE_SIZE / 1024)

/* proc_pid_stat(5): of signals they have the 31 standard ones only. */
#define STAT_STATE 3
#define STAT_VSIZE 23
#define STAT_RSS 24
#define STAT_SIGNAL 31
#define STAT_BLOCKED 32
#define STAT_SIGIGNORE 33
#define STAT_SIGCATCH 34
#define STAT_SIGNALS 0x7fffffffU

/* proc_pid_statm(5). */
enum statm { STATM_SIZE, STATM_RESIDENT, STATM_SHARED, STATM_DATA = 5 };

enum form { FORM_STATUS, FORM_STAT, FORM_STATM };

struct copy {
    hostfd_t to;
    enum form form;
    bool has_other; /* a thread that has ended, or has not begun, has no signals */
    struct other other;
    struct hidden_sizes hidden;
};

bool status_is_name(const char *name)
{
    return string_equal(name, "status") || string_equal(name, "stat") ||
           string_equal(name, "statm");
}

static void put_mask(char *digits, uint64_t mask)
{
    for (int i = MASK_DIGITS - 1; i >= 0; i--, mask >>= 4)
        digits[i] = "0123456789abcdef"[mask & 0xf];
}

static bool is_mask(const char *line, size_t size, const char *label)
{
    const size_t label_size = strlen(label);

    return size == label_size + MASK_DIGITS + 1 && memcmp(line, label, label_size) == 0;
}

/* A line that is LABEL and a number; returns its new size. */
static size_t put_number(char *line, size_t size, const char *label, uint64_t number)
{
    const size_t label_size = strlen(label);
    char *end;

    if (size <= label_size || memcmp(line, label, label_size) != 0)
        return size;
    end = string_put_decimal(line + label_size, number);
    *end = '\n';
    return (size_t)(end + 1 - line);
}

static size_t edit_thread_line(const struct other *other, char *line, size_t size)
{
    const struct {
        const char *label;
        uint64_t keeps, adds;
    } masks[] = {
        { "SigPnd:\t", UINT64_MAX, other->pending },
        { "ShdPnd:\t", UINT64_MAX, other->shared_pending },
        { "SigBlk:\t", 0, other->blocked },
        { "SigIgn:\t", 0, other->ignored },
        { "SigCgt:\t", 0, other->caught },
    };

    for (size_t i = 0; i < ARRAY_LEN(masks); i++) {
        char *digits = line + size - 1 - MASK_DIGITS;
        uint64_t mask;

        if (!is_mask(line, size, masks[i].label))
            continue;
        string_get_hex(digits, MASK_DIGITS, &mask);
        put_mask(digits, (mask & masks[i].keeps) | masks[i].adds);
    }
    size = put_number(line, size, "NoNewPrivs:\t", other->has_no_new_privs);
    size = put_number(line, size, "Seccomp:\t", other->seccomp_mode);
    return put_number(line, size, "Seccomp_filters:\t", other->filter_count);
}

static void edit_size_line(const struct hidden_sizes *hidden, char *line, size_t size)
{
    const struct {
        const char *label;
        uint64_t pages;
    } sizes[] = {
        { "VmPeak:\t", hidden->mapped },
        { "VmSize:\t", hidden->mapped },
        { "VmHWM:\t", hidden->anon + hidden->file },
        { "VmRSS:\t", hidden->anon + hidden->file },
        { "RssAnon:\t", hidden->anon },
        { "RssShmem:\t", hidden->file },
        { "VmData:\t", hidden->writable },
        { "VmLib:\t", hidden->code },
    };

    for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
        lines_subtract_kb(line, size, sizes[i].label, sizes[i].pages * KB_PER_PAGE);
}

/* The name, in parentheses, may hold anything. */
static const char *behind_name(const char *line, size_t size)
{
    const char *at = line + size;

    while (at > line && at[-1] != ')')
        at--;
    return at + 1;
}

static uint64_t without(uint64_t number, uint64_t hidden)
{
    return number > hidden ? number - hidden : 0;
}

static uint64_t signals_field(const struct other *other, int field, uint64_t value)
{
    switch (field) {
    case STAT_SIGNAL:
        return value | (other->pending & STAT_SIGNALS);
    case STAT_BLOCKED:
        return other->blocked & STAT_SIGNALS;
    case STAT_SIGIGNORE:
        return other->ignored & STAT_SIGNALS;
    default:
        return other->caught & STAT_SIGNALS;
    }
}

static uint64_t stat_field(const struct copy *copy, int field, uint64_t value)
{
    const struct hidden_sizes *hidden = &copy->hidden;

    if (field == STAT_VSIZE)
        return without(value, hidden->mapped * PAGE_SIZE);
    if (field == STAT_RSS)
        return without(value, hidden->anon + hidden->file);
    if (field >= STAT_SIGNAL && field <= STAT_SIGCATCH && copy->has_other)
        return signals_field(&copy->other, field, value);
    return value;
}

static uint64_t statm_field(const struct copy *copy, int field, uint64_t value)
{
    const struct hidden_sizes *hidden = &copy->hidden;

    switch (field) {
    case STATM_SIZE:
        return without(value, hidden->mapped);
    case STATM_RESIDENT:
        return without(value, hidden->anon + hidden->file);
    case STATM_SHARED:
        return without(value, hidden->file);
    case STATM_DATA:
        return without(value, hidden->writable);
    default:
        return value;
    }
}

static uint64_t edited(const struct copy *copy, int field, uint64_t value)
{
    return copy->form == FORM_STAT ? stat_field(copy, field, value) :
                                     statm_field(copy, field, value);
}

/* Words from `at` to `end`, the first of which is number `field`, to `out`, which
 * has room for some that have become longer. */
static char *edit_words(const struct copy *copy, const char *at, const char *end,
                        int field, char *out)
{
    for (; at < end; field++) {
        uint64_t value;
        size_t digits = string_get_decimal(at, (size_t)(end - at), &value);

        if (digits > 0)
            out = string_put_decimal(out, edited(copy, field, value));
        at += digits;
        while (at < end && *at != ' ')
            *out++ = *at++;
        if (at < end)
            *out++ = *at++;
    }
    return out;
}

static size_t edit_stat(const struct copy *copy, const char *line, size_t size, char *to)
{
    const char *at = behind_name(line, size);
    size_t head = (size_t)(at - line);

    if (head > size)
        head = size;
    memcpy(to, line, head);
    return (size_t)(edit_words(copy, line + head, line + size, STAT_STATE, to + head) -
                    to);
}

static size_t edit_status(const struct copy *copy, const char *line, size_t size,
                          char *to)
{
    memcpy(to, line, size);
    edit_size_line(&copy->hidden, to, size);
    return copy->has_other ? edit_thread_line(&copy->other, to, size) : size;
}

static size_t edit(const struct copy *copy, const char *line, size_t size, char *to)
{
    switch (copy->form) {
    case FORM_STAT:
        return edit_stat(copy, line, size, to);
    case FORM_STATM:
        return (size_t)(edit_words(copy, line, line + size, STATM_SIZE, to) - to);
    case FORM_STATUS:
    default:
        return edit_status(copy, line, size, to);
    }
}

static long copy_line(void *context, const char *line, size_t size)
{
    const struct copy *copy = context;
    char edited_line[LINE_SIZE];

    if (size > LINE_SIZE / 2)
        return lines_write(copy->to, line, size);
    size = edit(copy, line, size, edited_line);
    return lines_write(copy->to, edited_line, size);
}

static enum form form_of(const char *path)
{
    const size_t size = strlen(path);

    if (procfs_ends_with(path, size, "/statm"))
        return FORM_STATM;
    return procfs_ends_with(path, size, "/stat") ? FORM_STAT : FORM_STATUS;
}

long status_copy(hostfd_t from, hostfd_t to, const char *path, int pid, int tid)
{
    struct copy copy = { .to = to, .form = form_of(path) };

    if (copy.form != FORM_STATM)
        copy.has_other = other_look(pid, tid, &copy.other);
    hidden_measure(pid, &copy.hidden);
    return lines_each(from, copy_line, &copy);
}
