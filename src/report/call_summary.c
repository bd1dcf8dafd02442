/* SPDX-License-Identifier: GPL-2.0-or-later */
/* call_summary.c - see call_summary.h. */
#include "report/call_summary.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "report/sink.h"

#define NAME_SIZE 16

/* Times are nanoseconds. */
struct row {
    struct {
        int64_t nr;
        int32_t pid; /* 0: of all */
        int32_t tid; /* 0: of all of the process */
    } key;
    uint64_t calls;
    uint64_t errors;
    uint64_t wall, cpu;
    uint64_t time; /* whichever of them is asked for */
    uint64_t shortest;
    uint64_t longest;
    UT_hash_handle hh;
};

struct call_summary {
    const struct text_options *options;
    struct row *rows;
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

static void show_wall(struct text *out, const struct row *row, uint64_t all)
{
    (void)all;
    show_seconds(out, row->wall, 11);
}

static void show_cpu(struct text *out, const struct row *row, uint64_t all)
{
    (void)all;
    show_seconds(out, row->cpu, 11);
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
    if (row->key.nr == INT64_MIN)
        text_string(out, "total");
    else
        decode_name(out, row->key.nr);
}

static const struct column columns[] = {
    { " time-percent time_percent ", "% time", 6, show_percent },
    { " total-time total_time ", "seconds", 11, show_total },
    { " avg-time avg_time ", "usecs/call", 11, show_average },
    { " min-time min_time shortest ", "shortest", 8, show_shortest },
    { " max-time max_time longest ", "longest", 8, show_longest },
    { " wall-time wall_time ", "wall", 11, show_wall },
    { " cpu-time cpu_time ", "cpu", 11, show_cpu },
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
    struct row *row, *next;

    if (summary == NULL)
        return;
    HASH_ITER (hh, summary->rows, row, next) {
        HASH_DEL(summary->rows, row);
        free(row);
    }
    free(summary);
}

static struct row *row_of(struct call_summary *summary, int64_t nr, int32_t pid, int32_t tid)
{
    struct row *row, like = { .key = { .nr = nr, .pid = pid, .tid = tid } };

    HASH_FIND(hh, summary->rows, &like.key, sizeof(like.key), row);
    if (row != NULL)
        return row;
    row = calloc(1, sizeof(*row));
    if (row == NULL)
        return NULL;
    row->key = like.key;
    row->shortest = UINT64_MAX;
    HASH_ADD(hh, summary->rows, key, sizeof(row->key), row);
    return row;
}

struct spent {
    uint64_t wall, cpu, time;
    bool has_failed;
};

static void count(struct row *row, const struct spent *spent)
{
    if (row == NULL)
        return;
    row->calls++;
    row->errors += spent->has_failed;
    row->wall += spent->wall;
    row->cpu += spent->cpu;
    row->time += spent->time;
    row->shortest = spent->time < row->shortest ? spent->time : row->shortest;
    row->longest = spent->time > row->longest ? spent->time : row->longest;
}

static uint64_t cpu_time(const struct record_exit *exit)
{
    const struct record_chunk *chunk = record_next_chunk(&exit->head, NULL);

    while (chunk != NULL && chunk->kind != RECORD_CPU)
        chunk = record_next_chunk(&exit->head, chunk);
    return chunk == NULL ? 0 : chunk->address;
}

void call_summary_add(struct call_summary *summary, int32_t pid, const struct record_enter *enter,
                      const struct record_exit *exit)
{
    const enum text_each each = summary->options->summary_of_each;
    struct spent spent = {
        .wall = exit->head.time > enter->head.time ? exit->head.time - enter->head.time : 0,
        .cpu = cpu_time(exit),
        .has_failed = exit->result < 0 && exit->result >= -4095,
    };

    spent.time = summary->options->summary_is_wall ? spent.wall : spent.cpu;
    count(row_of(summary, enter->nr, 0, 0), &spent);
    if (each != EACH_NOTHING)
        count(row_of(summary, enter->nr, pid, 0), &spent);
    if (each == EACH_THREAD)
        count(row_of(summary, enter->nr, pid, exit->head.tid), &spent);
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
    if (is_among(" wall-time wall_time ", sort, strlen(sort)))
        return row->wall;
    if (is_among(" cpu-time cpu_time ", sort, strlen(sort)))
        return row->cpu;
    return row->time;
}

static int compare_names(int64_t left, int64_t right)
{
    bool is_known = left >= 0 && left < SYSCALL_SHAPES_SIZE && right >= 0 &&
                    right < SYSCALL_SHAPES_SIZE;
    const char *p = is_known ? syscall_shapes[left].name : NULL;
    const char *q = is_known ? syscall_shapes[right].name : NULL;

    return p != NULL && q != NULL ? strcmp(p, q) : (left > right) - (left < right);
}

static int compare(const void *a, const void *b, void *sort)
{
    const struct row *left = *(struct row *const *)a, *right = *(struct row *const *)b;
    uint64_t x, y;

    if (left->key.pid != right->key.pid)
        return left->key.pid < right->key.pid ? -1 : 1;
    if (left->key.tid != right->key.tid)
        return left->key.tid < right->key.tid ? -1 : 1;
    if (is_among(" nothing none ", sort, strlen(sort)))
        return (left->key.nr > right->key.nr) - (left->key.nr < right->key.nr);
    if (is_among(" name syscall syscall-name syscall_name ", sort, strlen(sort)))
        return compare_names(left->key.nr, right->key.nr);
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
    total->wall += row->wall;
    total->cpu += row->cpu;
    total->time += row->time;
    total->shortest = row->shortest < total->shortest ? row->shortest : total->shortest;
    total->longest = row->longest > total->longest ? row->longest : total->longest;
}

static void tell_table(const struct call_summary *summary, struct text *out, struct row **rows,
                       size_t count)
{
    struct row total = { .key = { .nr = INT64_MIN }, .shortest = UINT64_MAX };

    for (size_t i = 0; i < count; i++)
        add_to(&total, rows[i]);
    titles(summary, out);
    rule(summary, out);
    for (size_t i = 0; i < count; i++)
        show_row(summary, out, rows[i], total.time);
    rule(summary, out);
    show_row(summary, out, &total, total.time);
}

static bool is_of_one_table(const struct row *a, const struct row *b)
{
    return a->key.pid == b->key.pid && a->key.tid == b->key.tid;
}

static void tell_whose(struct text *out, const struct row *row)
{
    if (row->key.tid != 0)
        text_format(out, "\nthread %d of process %d:\n", row->key.tid, row->key.pid);
    else if (row->key.pid != 0)
        text_format(out, "\nprocess %d:\n", row->key.pid);
}

void call_summary_tell(const struct call_summary *summary, struct text *out)
{
    size_t count = 0, first = 0, all = HASH_COUNT(summary->rows);
    struct row **rows = all == 0 ? NULL : calloc(all, sizeof(struct row *));

    if (rows == NULL)
        return;
    for (struct row *row = summary->rows; row != NULL; row = row->hh.next)
        rows[count++] = row;
    qsort_r(rows, count, sizeof(*rows), compare, (void *)summary->options->summary_sort);
    for (size_t i = 1; i <= count; i++) {
        if (i < count && is_of_one_table(rows[i], rows[first]))
            continue;
        tell_whose(out, rows[first]);
        tell_table(summary, out, rows + first, i - first);
        first = i;
    }
    free(rows);
}
