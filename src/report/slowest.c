/* SPDX-License-Identifier: GPL-2.0-or-later */
/* slowest.c - see slowest.h. */
#include "report/slowest.h"

#include <stdlib.h>

#include "report/table.h"

void slowest_begin(struct slowest *slowest, size_t most)
{
    *slowest = (struct slowest){ .most = most };
}

static void swap(struct slow_call *a, struct slow_call *b)
{
    struct slow_call kept = *a;

    *a = *b;
    *b = kept;
}

static void sift_up(struct slow_call *calls, size_t at)
{
    for (; at > 0; at = (at - 1) / 2) {
        if (calls[at].duration >= calls[(at - 1) / 2].duration)
            return;
        swap(&calls[at], &calls[(at - 1) / 2]);
    }
}

static void sift_down(struct slow_call *calls, size_t count)
{
    for (size_t at = 0, child = 1; child < count; at = child, child = 2 * at + 1) {
        if (child + 1 < count && calls[child + 1].duration < calls[child].duration)
            child++;
        if (calls[at].duration <= calls[child].duration)
            return;
        swap(&calls[at], &calls[child]);
    }
}

void slowest_add(struct slowest *slowest, const struct slow_call *call)
{
    if (slowest->count == slowest->most) {
        slowest->left_out++;
        if (slowest->most == 0 || call->duration <= slowest->calls[0].duration)
            return;
        slowest->calls[0] = *call;
        sift_down(slowest->calls, slowest->count);
        return;
    }
    if (slowest->count == slowest->room) {
        slowest->room = slowest->room == 0 ? 64 : slowest->room * 2;
        slowest->calls =
            table_grow(slowest->calls, slowest->room, sizeof(*slowest->calls));
    }
    slowest->calls[slowest->count] = *call;
    sift_up(slowest->calls, slowest->count++);
}

static int compare(const void *left, const void *right)
{
    const struct slow_call *a = left, *b = right;

    if (a->duration != b->duration)
        return a->duration < b->duration ? 1 : -1;
    return a->start < b->start ? -1 : a->start > b->start;
}

void slowest_sort(struct slowest *slowest)
{
    if (slowest->count > 0)
        qsort(slowest->calls, slowest->count, sizeof(*slowest->calls), compare);
}

void slowest_free(struct slowest *slowest)
{
    free(slowest->calls);
}
