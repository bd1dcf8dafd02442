/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ranking.c - see ranking.h. */
#include "report/ranking.h"

#include <stdlib.h>
#include <string.h>

/* What qsort(3) compares by; the others are of one thread. */
static const struct model *ranked;

static int descending(uint64_t a, uint64_t b)
{
    return a < b ? 1 : a > b ? -1 : 0;
}

static int compare_calls(const void *left, const void *right)
{
    const struct call_stats *a = &ranked->stats[*(const unsigned *)left];
    const struct call_stats *b = &ranked->stats[*(const unsigned *)right];

    if (a->time != b->time)
        return descending(a->time, b->time);
    return descending(a->calls, b->calls);
}

unsigned *ranking_calls(const struct model *model, size_t *count)
{
    unsigned *indices = table_new(MODEL_CALLS * sizeof(*indices));

    *count = 0;
    for (unsigned i = 0; i < MODEL_CALLS; i++)
        if (model->stats[i].calls > 0)
            indices[(*count)++] = i;
    ranked = model;
    qsort(indices, *count, sizeof(*indices), compare_calls);
    return indices;
}

static int compare_errors(const void *left, const void *right)
{
    const struct error_count *a = *(const struct error_count *const *)left;
    const struct error_count *b = *(const struct error_count *const *)right;

    if (a->count != b->count)
        return descending(a->count, b->count);
    return a->key.nr != b->key.nr ? a->key.nr - b->key.nr : a->key.number - b->key.number;
}

const struct error_count **ranking_errors(const struct model *model, size_t *count)
{
    const struct error_count **errors =
        table_new((HASH_COUNT(model->errors) + 1) * sizeof(*errors));

    *count = 0;
    for (struct error_count *error = model->errors; error != NULL; error = error->hh.next)
        errors[(*count)++] = error;
    qsort(errors, *count, sizeof(*errors), compare_errors);
    return errors;
}

static int compare_objects(const void *left, const void *right)
{
    const struct object *a = *(const struct object *const *)left;
    const struct object *b = *(const struct object *const *)right;
    uint64_t a_bytes = a->read_bytes + a->written_bytes;
    uint64_t b_bytes = b->read_bytes + b->written_bytes;

    if (a_bytes != b_bytes)
        return descending(a_bytes, b_bytes);
    return a->time != b->time ? descending(a->time, b->time) : strcmp(a->name, b->name);
}

static int is_used(const struct object *object)
{
    return object->opens + object->reads + object->writes + object->other_calls > 0;
}

const struct object **ranking_objects(const struct model *model, enum object_kind kind,
                                      size_t *count)
{
    struct object *all = model->follow.objects;
    const struct object **objects = table_new((HASH_COUNT(all) + 1) * sizeof(*objects));

    *count = 0;
    for (struct object *object = all; object != NULL; object = object->hh.next)
        if (object->kind == kind && is_used(object))
            objects[(*count)++] = object;
    qsort(objects, *count, sizeof(*objects), compare_objects);
    return objects;
}

static int compare_locks(const void *left, const void *right)
{
    const struct lock *a = *(const struct lock *const *)left;
    const struct lock *b = *(const struct lock *const *)right;

    return a->time != b->time ? descending(a->time, b->time) :
                                descending(a->waits, b->waits);
}

const struct lock **ranking_locks(const struct model *model, size_t *count)
{
    const struct lock **locks =
        table_new((HASH_COUNT(model->locks) + 1) * sizeof(*locks));

    *count = 0;
    for (struct lock *lock = model->locks; lock != NULL; lock = lock->hh.next)
        if (lock->waits > 0)
            locks[(*count)++] = lock;
    qsort(locks, *count, sizeof(*locks), compare_locks);
    return locks;
}
