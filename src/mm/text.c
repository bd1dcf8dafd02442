/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.c - see text.h. */
#include "mm/text.h"

#include "arch/x86_64/patch.h"
#include "core/lock.h"

#define RANGE_COUNT 256
#define FIRST_RANGES 4

struct range {
    gaddr_t start, end;
};

static struct {
    struct lock lock;
    uint32_t count;
    /* All ranges lie between; only grows.  Read without the lock. */
    gaddr_t lowest, highest;
    struct range first[FIRST_RANGES]; /* a program's, and its interpreter's */
} text HOT_DATA;
static struct range others[RANGE_COUNT - FIRST_RANGES];

static struct range *range_at(uint32_t index)
{
    return index < FIRST_RANGES ? &text.first[index] : &others[index - FIRST_RANGES];
}

void text_lock(struct task *task)
{
    lock_take(&text.lock, task);
}

void text_unlock(struct task *task)
{
    lock_drop(&text.lock, task);
}

gaddr_t text_highest(void)
{
    return __atomic_load_n(&text.highest, __ATOMIC_RELAXED);
}

/* What does not fit is not known. */
static void add(gaddr_t start, gaddr_t end)
{
    if (text.count == RANGE_COUNT || start >= end)
        return;
    *range_at(text.count++) = (struct range){ start, end };
    if (text.highest == 0 || start < text.lowest)
        __atomic_store_n(&text.lowest, start, __ATOMIC_RELAXED);
    if (end > text.highest)
        __atomic_store_n(&text.highest, end, __ATOMIC_RELAXED);
}

void text_note(struct task *task, gaddr_t start, size_t size)
{
    if (task != NULL)
        text_lock(task);
    add(start, page_up(start + size));
    if (task != NULL)
        text_unlock(task);
}

static void cut(gaddr_t start, gaddr_t end)
{
    uint32_t count = text.count;

    for (uint32_t i = 0; i < count; i++) {
        struct range *range = range_at(i);
        struct range whole = *range;

        if (end <= whole.start || whole.end <= start)
            continue;
        range->end = start > whole.start ? start : whole.start;
        if (end < whole.end && range->end == whole.start)
            *range = (struct range){ end, whole.end };
        else if (end < whole.end)
            add(end, whole.end);
    }
}

static bool overlaps_any(gaddr_t start, gaddr_t end)
{
    for (uint32_t i = 0; i < text.count; i++)
        if (range_at(i)->start < end && start < range_at(i)->end)
            return true;
    return patch_may_reach(start, end);
}

static void drop_empty(void)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < text.count; i++)
        if (range_at(i)->start < range_at(i)->end)
            *range_at(kept++) = *range_at(i);
    text.count = kept;
}

void text_withdraw(struct task *task, gaddr_t start, size_t size)
{
    gaddr_t end;

    if (__builtin_add_overflow(start, size, &end))
        end = UINT64_MAX;
    if (likely((end <= __atomic_load_n(&text.lowest, __ATOMIC_RELAXED) ||
                start >= __atomic_load_n(&text.highest, __ATOMIC_RELAXED)) &&
               !patch_may_reach(start, end)))
        return;
    text_lock(task);
    if (overlaps_any(start, end)) {
        patch_undo_locked(task, start, end);
        cut(start, end);
        drop_empty();
    }
    text_unlock(task);
}

static const struct range *range_of(gaddr_t start, gaddr_t end)
{
    lock_assert_held(&text.lock);
    for (uint32_t i = 0; i < text.count; i++)
        if (range_at(i)->start <= start && end <= range_at(i)->end)
            return range_at(i);
    return NULL;
}

bool text_holds_locked(gaddr_t start, size_t size)
{
    return range_of(start, start + size) != NULL;
}

void text_widen_locked(gaddr_t *start, gaddr_t *end)
{
    const struct range *range = range_of(*start, *end);

    if (range == NULL)
        return;
    *start = range->start;
    *end = range->end;
}
