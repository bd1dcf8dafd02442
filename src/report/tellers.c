/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tellers.c - see tellers.h. */
#include "report/tellers.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
    const struct teller *left = a, *right = b;

    return (left->tid > right->tid) - (left->tid < right->tid);
}

static void free_teller(void *node)
{
    struct teller *teller = node;

    free(teller->enter);
    free(teller);
}

static struct teller *make(struct tellers *tellers, int32_t tid)
{
    struct teller *teller = calloc(1, sizeof(*teller));

    if (teller == NULL)
        return NULL;
    teller->tid = tid;
    if (tsearch(teller, &tellers->tree, compare) == NULL) {
        free(teller);
        return NULL;
    }
    tellers->alive++;
    return teller;
}

struct teller *tellers_find(struct tellers *tellers, int32_t tid, int32_t pid)
{
    struct teller key = { .tid = tid }, **found;

    if (tellers->last == NULL || tellers->last->tid != tid) {
        found = tfind(&key, &tellers->tree, compare);
        tellers->last = found != NULL ? *found : make(tellers, tid);
    }
    if (tellers->last != NULL)
        tellers->last->pid = pid;
    return tellers->last;
}

void tellers_drop(struct tellers *tellers, struct teller *teller)
{
    tdelete(teller, &tellers->tree, compare);
    if (tellers->last == teller)
        tellers->last = NULL;
    tellers->alive--;
    free_teller(teller);
}

void tellers_free(struct tellers *tellers)
{
    tdestroy(tellers->tree, free_teller);
    *tellers = (struct tellers){ 0 };
}

bool teller_keep(struct teller *teller, const struct record_enter *enter)
{
    if (teller->room < enter->head.size) {
        struct record_enter *larger = realloc(teller->enter, enter->head.size);

        if (larger == NULL)
            return false;
        teller->enter = larger;
        teller->room = enter->head.size;
    }
    memcpy(teller->enter, enter, enter->head.size);
    teller->is_calling = true;
    teller->is_told = false;
    teller->is_cut = false;
    return true;
}
