/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tellers.c - see tellers.h. */
#include "report/tellers.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "report/sink.h"

static int compare(const void *a, const void *b)
{
    const struct teller *left = a, *right = b;

    return (left->tid > right->tid) - (left->tid < right->tid);
}

static void free_teller(void *node)
{
    struct teller *teller = node;

    free(teller->enter);
    free(teller->code);
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

void teller_keep_code(struct teller *teller, const struct record_enter *enter)
{
    const struct record_chunk *chunk = NULL;
    char *copy;

    while ((chunk = record_next_chunk(&enter->head, chunk)) != NULL) {
        if (chunk->kind != RECORD_CODE)
            continue;
        copy = realloc(teller->code, chunk->size + 1);
        if (copy == NULL)
            return;
        memcpy(copy, record_chunk_bytes(chunk), chunk->size);
        teller->code = copy;
        teller->code_size = chunk->size;
    }
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
