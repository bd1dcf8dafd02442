/* SPDX-License-Identifier: GPL-2.0-or-later */
/* call_summary.c - see call_summary.h. */
#include "report/call_summary.h"

#include <stdlib.h>
#include <string.h>

#define NAME_SIZE 16

struct row {
    int64_t nr;
    int32_t pid; /* 0: of all */
    uint64_t calls;
    uint64_t errors;
    uint64_t time; /* nanoseconds */
    uint64_t shortest;
    uint64_t longest;
};

struct call_summary {
    const struct text_options *options;
    struct row *rows;
    size_t count, room;
};

struct column {
    const char *names; /* any of them, with spaces around */
    const char *title;
    unsigned width;
    void (*show)(struct text *out, const struct row *row, uint64_t all);
};

static void show_seconds(struct text *out, uint64_t nanoseconds, int width)
{
    text_format(out, "%*llu.%06llu", width - 7, (unsigned long long)(nanoseconds / 1000000000),
                (unsigned long long)(nanoseconds % 1000000000 / 1000));
}

static void show_percent(struct text *out, const struct row *row, uint64_t all)
{
    text_format(out, "%6.2f", all == 0 ? 0.0 : 100.0 * (double)row->time / (double)all);
}

static void show_total(struct text *out, const struct row *row, uint64_t all)
{
    (void)all;
    show_seconds(out, row->time, 11);
}

static void show_average(struct text *out, const struct row *row, uint64_t all)
{
    (void)all;
    text_format(out, "%11llu",
                (unsigned long long)(row->calls == 0 ? 0 : row->time / row->calls / 1000));
}

static void show_shortest(struct text *out, const struct row *row, uint64_t all)
{
    (void)all;
    show_seconds(out, row->shortest, 8);
}

static void show_longest(struct text *out, const struct row *row, uint64_t all)
{
    (void)all;
    show_seconds(out, row->longest, 8);
}

static void show_calls(struct text *out, const struct row *row, uint64_t all)
{
    (void)all;
    text_format(out, "%9llu", (unsigned long long)row->calls);
}

static void show_errors(struct text *out, const struct row *row, uint64_t all)
{
    (void)all;
    if (row->errors == 0)
        text_string(out, "         ");
    else
        text_format(out, "%9llu", (unsigned long long)row->errors);
}

static void show_name(struct text *out, const struct row *row, uint64_t all)
{
    (void)all;
    if (row->nr == INT64_MIN)
        text_string(out, "total");
    else
        decode_name(out, row->nr);
}

static const struct column columns[] = {
    { " time-percent time_percent ", "% time", 6, show_percent },
    { " total-time total_time ", "seconds", 11, show_total },
    { " avg-time avg_time ", "usecs/call", 11, show_average },
    { " min-time min_time shortest ", "shortest", 8, show_shortest },
    { " max-time max_time longest ", "longest", 8, show_longest },
    { " calls count ", "calls", 9, show_calls },
    { " errors error ", "errors", 9, show_errors },
    { " name syscall syscall-name syscall_name ", "syscall", NAME_SIZE, show_name },
};

/* Is the word, of `length`, one of the names? */
static bool is_among(const char *names, const char *word, size_t length)
{
    char key[40];

    if (length + 3 > sizeof(key))
        return false;
    key[0] = ' ';
    memcpy(key + 1, word, length);
    strcpy(key + 1 + length, " ");
    return strstr(names, key) != NULL;
}

static const struct column *find_column(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
        if (is_among(columns[i].names, word, length))
            return &columns[i];
    return NULL;
}

/* The column that the list names next; NULL at the end, or if there is none. */
static const struct column *next_column(const char **list)
{
    size_t length = strcspn(*list, ",");
    const struct column *column = find_column(*list, length);

    *list += length;
    *list += **list == ',' ? 1 : 0;
    return column;
}

bool call_summary_knows_columns(const char *list)
{
    if (*list == '\0')
        return false;
    while (*list != '\0')
        if (next_column(&list) == NULL)
            return false;
    return true;
}

bool call_summary_knows_sort(const char *sort)
{
    return is_among(" time nothing none ", sort, strlen(sort)) ||
           find_column(sort, strlen(sort)) != NULL;
}

struct call_summary *call_summary_make(const struct text_options *options)
{
    struct call_summary *summary = calloc(1, sizeof(*summary));

    if (summary != NULL)
        summary->options = options;
    return summary;
}

void call_summary_free(struct call_summary *summary)
{
    if (summary != NULL)
        free(summary->rows);
    free(summary);
}

static struct row *row_of(struct call_summary *summary, int64_t nr, int32_t pid)
{
    size_t room = summary->room != 0 ? 2 * summary->room : 64;
    struct row *rows;

    for (size_t i = 0; i < summary->count; i++)
        if (summary->rows[i].nr == nr && summary->rows[i].pid == pid)
            return &summary->rows[i];
    if (summary->count == summary->room) {
        rows = realloc(summary->rows, room * sizeof(*rows));
        if (rows == NULL)
            return NULL;
        summary->rows = rows;
        summary->room = room;
    }
    summary->rows[summary->count] = (struct row){ .nr = nr, .pid = pid, .shortest = UINT64_MAX };
    return &summary->rows[summary->count++];
}

static void count(struct row *row, uint64_t time, bool has_failed)
{
    if (row == NULL)
        return;
    row->calls++;
    row->errors += has_failed;
    row->time += time;
    row->shortest = time < row->shortest ? time : row->shortest;
    row->longest = time > row->longest ? time : row->longest;
}

void call_summary_add(struct call_summary *summary, int32_t pid, const struct record_enter *enter,
                 const struct record_exit *exit)
{
    uint64_t time = exit->head.time > enter->head.time ?
                        exit->head.time - enter->head.time :
                        0;
    bool has_failed = exit->result < 0 && exit->result >= -4095;

    count(row_of(summary, enter->nr, 0), time, has_failed);
    if (summary->options->summary_of_each)
        count(row_of(summary, enter->nr, pid), time, has_failed);
}

static uint64_t key_of(const struct row *row, const char *sort)
{
    if (is_among(" calls count ", sort, strlen(sort)))
        return row->calls;
    if (is_among(" errors error ", sort, strlen(sort)))
        return row->errors;
    if (is_among(" avg-time avg_time ", sort, strlen(sort)))
        return row->time / row->calls;
    if (is_among(" min-time min_time shortest ", sort, strlen(sort)))
        return row->shortest;
    if (is_among(" max-time max_time longest ", sort, strlen(sort)))
        return row->longest;
    return row->time;
}

static int compare(const void *a, const void *b, void *sort)
{
    const struct row *left = a, *right = b;
    uint64_t x, y;

    if (left->pid != right->pid)
        return left->pid < right->pid ? -1 : 1;
    if (is_among(" nothing none ", sort, strlen(sort)))
        return (left->nr > right->nr) - (left->nr < right->nr);
    if (is_among(columns[7].names, sort, strlen(sort))) {
        bool is_known = left->nr >= 0 && left->nr < SYSCALL_SHAPES_SIZE && right->nr >= 0 &&
                        right->nr < SYSCALL_SHAPES_SIZE;
        const char *p = is_known ? syscall_shapes[left->nr].name : NULL;
        const char *q = is_known ? syscall_shapes[right->nr].name : NULL;

        return p != NULL && q != NULL ? strcmp(p, q) : left->nr < right->nr ? -1 : 1;
    }
    x = key_of(left, sort);
    y = key_of(right, sort);
    return (x < y) - (x > y);
}

static void rule(const struct call_summary *summary, struct text *out)
{
    const char *list = summary->options->summary_columns, *between = "";

    while (*list != '\0') {
        const struct column *column = next_column(&list);

        text_string(out, between);
        for (unsigned i = 0; i < column->width; i++)
            text_char(out, '-');
        between = " ";
    }
    text_char(out, '\n');
}

static void titles(const struct call_summary *summary, struct text *out)
{
    const char *list = summary->options->summary_columns, *between = "";

    while (*list != '\0') {
        const struct column *column = next_column(&list);
        bool is_name = column->show == show_name;

        text_string(out, between);
        text_format(out, is_name ? "%-*s" : "%*s",
                    is_name && *list == '\0' ? 0 : (int)column->width, column->title);
        between = " ";
    }
    text_char(out, '\n');
}

static void show_row(const struct call_summary *summary, struct text *out, const struct row *row,
                     uint64_t all)
{
    const char *list = summary->options->summary_columns, *between = "";

    while (*list != '\0') {
        const struct column *column = next_column(&list);
        size_t before;

        text_string(out, between);
        before = out->size;
        column->show(out, row, all);
        while (*list != '\0' && out->size - before < column->width)
            text_char(out, ' ');
        between = " ";
    }
    text_char(out, '\n');
}

static void add_to(struct row *total, const struct row *row)
{
    total->calls += row->calls;
    total->errors += row->errors;
    total->time += row->time;
    total->shortest = row->shortest < total->shortest ? row->shortest : total->shortest;
    total->longest = row->longest > total->longest ? row->longest : total->longest;
}

static void tell_table(const struct call_summary *summary, struct text *out, size_t first,
                       size_t behind)
{
    struct row total = { .nr = INT64_MIN, .shortest = UINT64_MAX };

    for (size_t i = first; i < behind; i++)
        add_to(&total, &summary->rows[i]);
    titles(summary, out);
    rule(summary, out);
    for (size_t i = first; i < behind; i++)
        show_row(summary, out, &summary->rows[i], total.time);
    rule(summary, out);
    show_row(summary, out, &total, total.time);
}

void call_summary_tell(const struct call_summary *summary, struct text *out)
{
    size_t first = 0;

    if (summary->count == 0)
        return;
    qsort_r(summary->rows, summary->count, sizeof(*summary->rows), compare,
            (void *)summary->options->summary_sort);
    for (size_t i = 1; i <= summary->count; i++) {
        if (i < summary->count && summary->rows[i].pid == summary->rows[first].pid)
            continue;
        if (first != 0)
            text_format(out, "\nprocess %d:\n", summary->rows[first].pid);
        tell_table(summary, out, first, i);
        first = i;
    }
}
