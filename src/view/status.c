/* SPDX-License-Identifier: GPL-2.0-or-later */
/* status.c - see status.h. */
#include "view/status.h"

#include "abi/errno.h"
#include "core/string.h"
#include "view/lines.h"
#include "view/other.h"

#define MASK_DIGITS 16
#define LINE_SIZE 1024
/* proc_pid_stat(5): they have the 31 standard signals only. */
#define STAT_STATE 3
#define STAT_SIGNAL 31
#define STAT_BLOCKED 32
#define STAT_SIGIGNORE 33
#define STAT_SIGCATCH 34
#define STAT_SIGNALS 0x7fffffffU

struct copy {
    hostfd_t to;
    bool is_stat;
    struct other other;
};

bool status_is_name(const char *name)
{
    return string_equal(name, "status") || string_equal(name, "stat");
}

/* The number that ends before `end`, not before `start`; -1 if there is none.
 * *before is the slash in front of it. */
static int number_before(const char *start, const char *end, const char **before)
{
    int number = 0, scale = 1;
    const char *at = end;

    while (at > start && at[-1] >= '0' && at[-1] <= '9' && end - at < 9) {
        number += (at[-1] - '0') * scale;
        scale *= 10;
        at--;
    }
    if (at == end || at == start || at[-1] != '/')
        return -1;
    *before = at - 1;
    return number;
}

/* …/PID/NAME or …/PID/task/TID/NAME. */
static bool parse_path(const char *path, int *pid, int *tid)
{
    static const char task[] = "/task";
    const size_t task_size = sizeof(task) - 1;
    const char *end = path + strlen(path);

    while (end > path && *end != '/')
        end--;
    *pid = *tid = number_before(path, end, &end);
    if ((size_t)(end - path) > task_size && memcmp(end - task_size, task, task_size) == 0)
        *pid = number_before(path, end - task_size, &end);
    return *pid > 0 && *tid > 0;
}

bool status_is_guests(const char *path)
{
    int pid, tid;

    return parse_path(path, &pid, &tid) && other_is_guest(pid);
}

static uint64_t read_mask(const char *digits)
{
    uint64_t mask = 0;

    for (int i = 0; i < MASK_DIGITS; i++)
        mask = mask << 4 |
               (uint64_t)(digits[i] <= '9' ? digits[i] - '0' : digits[i] - 'a' + 10);
    return mask;
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

static size_t edit_status_line(const struct other *other, char *line, size_t size)
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

        if (is_mask(line, size, masks[i].label))
            put_mask(digits, (read_mask(digits) & masks[i].keeps) | masks[i].adds);
    }
    size = put_number(line, size, "NoNewPrivs:\t", other->has_no_new_privs);
    size = put_number(line, size, "Seccomp:\t", other->seccomp_mode);
    return put_number(line, size, "Seccomp_filters:\t", other->filter_count);
}

/* The name, in parentheses, may hold anything. */
static const char *behind_name(const char *line, size_t size)
{
    const char *at = line + size;

    while (at > line && at[-1] != ')')
        at--;
    return at + 1;
}

static uint64_t stat_field(const struct other *other, int field, uint64_t value)
{
    switch (field) {
    case STAT_SIGNAL:
        return value | (other->pending & STAT_SIGNALS);
    case STAT_BLOCKED:
        return other->blocked & STAT_SIGNALS;
    case STAT_SIGIGNORE:
        return other->ignored & STAT_SIGNALS;
    case STAT_SIGCATCH:
        return other->caught & STAT_SIGNALS;
    default:
        return value;
    }
}

static bool is_stat_of_signals(int field)
{
    return field >= STAT_SIGNAL && field <= STAT_SIGCATCH;
}

/* `to` has room for four fields that have become longer. */
static size_t edit_stat(const struct other *other, const char *line, size_t size,
                        char *to)
{
    const char *at = behind_name(line, size), *end = line + size;
    char *out = to + (at - line);
    int field = STAT_STATE;

    if (at > end)
        at = end, out = to + size;
    memcpy(to, line, (size_t)(at - line));
    while (at < end) {
        uint64_t value = 0;

        while (is_stat_of_signals(field) && at < end && *at >= '0' && *at <= '9')
            value = value * 10 + (uint64_t)(*at++ - '0');
        if (is_stat_of_signals(field))
            out = string_put_decimal(out, stat_field(other, field, value));
        while (at < end && *at != ' ')
            *out++ = *at++;
        if (at < end)
            *out++ = *at++;
        field++;
    }
    return (size_t)(out - to);
}

static long copy_line(void *context, const char *line, size_t size)
{
    const struct copy *copy = context;
    char edited[LINE_SIZE];

    if (size > LINE_SIZE / 2)
        return lines_write(copy->to, line, size);
    if (copy->is_stat) {
        size = edit_stat(&copy->other, line, size, edited);
    } else {
        memcpy(edited, line, size);
        size = edit_status_line(&copy->other, edited, size);
    }
    return lines_write(copy->to, edited, size);
}

static long copy_as_is(void *context, const char *line, size_t size)
{
    return lines_write(*(const hostfd_t *)context, line, size);
}

/* A thread that has ended, or has not begun, has no signals to tell of. */
long status_copy(hostfd_t from, hostfd_t to, const char *path)
{
    const size_t name_size = sizeof("stat") - 1;
    struct copy copy = {
        .to = to,
        .is_stat = string_equal(path + strlen(path) - name_size, "stat"),
    };
    int pid, tid;

    if (!parse_path(path, &pid, &tid))
        return -ESRCH;
    if (!other_look(pid, tid, &copy.other))
        return lines_each(from, copy_as_is, &to);
    return lines_each(from, copy_line, &copy);
}
