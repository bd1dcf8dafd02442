/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lists themselves: what a dead vfork child, or a fork, leaves in them. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "futex_support.h"

static uint32_t word, other;

/* Thread areas as lxcore lays them out: side by side, the task near the end. */
struct area {
    char *start;
    struct task *task;
};

static struct area make_area(char *start)
{
    struct area area = { .start = start };

    area.task = (struct task *)(area.start + LX_AREA_SIZE - LX_AREA_TOP_SIZE);
    *area.task = fake_task();
    area.task->is_borrowing_memory = true;
    return area;
}

/* A waiter of that area, `offset` bytes above its start. */
static struct dummy *area_dummy(const struct area *area, size_t offset, uint32_t *at)
{
    struct dummy *dummy = (struct dummy *)(area->start + offset);

    dummy_queue(area->task, dummy, at, FUTEX_MASK_ANY);
    return dummy;
}

Test(futex_bucket, forgets_what_a_dead_child_has_queued)
{
    char *areas = aligned_alloc(LX_AREA_SIZE, 3 * LX_AREA_SIZE);
    struct area before = make_area(areas), child = make_area(areas + LX_AREA_SIZE);
    struct area after = make_area(areas + 2 * LX_AREA_SIZE);
    struct task task = fake_task();
    struct dummy first, last;
    struct dummy *low, *high, *kept[2];

    dummy_queue(&task, &first, &word, FUTEX_MASK_ANY);
    low = area_dummy(&child, 0, &word);
    kept[0] = area_dummy(&before, LX_AREA_SIZE - sizeof(struct dummy), &word);
    kept[1] = area_dummy(&after, 0, &word);
    high = area_dummy(&child, LX_AREA_SIZE - LX_AREA_TOP_SIZE - sizeof(*high), &word);
    area_dummy(&child, 4096, &other);
    dummy_queue(&task, &last, &word, FUTEX_MASK_ANY);

    futex_forget_task(&task, child.task);
    cr_assert_eq(count_on(&word), 4);
    cr_assert_eq(count_on(&other), 0);
    cr_assert_eq(futex_wake(&task, gaddr_of(&word), FUTEX_MASK_ANY, 9), 4);
    cr_assert(dummy_is_woken(&first) && dummy_is_woken(&last));
    cr_assert(dummy_is_woken(kept[0]) && dummy_is_woken(kept[1]));
    cr_assert(!dummy_is_woken(low) && !dummy_is_woken(high));
    free(areas);
}

/* What a locker finds when the last one was killed between two stores. */
Test(futex_bucket, derives_its_list_anew_after_an_unfinished_change)
{
    struct task task = fake_task();
    struct futex_bucket *bucket;
    struct dummy d[4];

    for (int i = 0; i < 3; i++)
        dummy_queue(&task, &d[i], &word, FUTEX_MASK_ANY);
    bucket = futex_bucket_lock(&task, gaddr_of(&word));
    bucket->is_changing = 1;
    bucket->last = &d[3].waiter;
    d[1].waiter.prev = &d[3].waiter;
    d[2].waiter.prev = NULL;
    futex_bucket_unlock(&task, bucket);

    dummy_queue(&task, &d[3], &word, FUTEX_MASK_ANY);
    cr_assert_eq(bucket->is_changing, 0);
    cr_assert_eq(count_on(&word), 4);
    dummy_leave(&task, &d[1]);
    dummy_leave(&task, &d[2]);
    cr_assert_eq(futex_wake(&task, gaddr_of(&word), FUTEX_MASK_ANY, 9), 2);
    cr_assert(dummy_is_woken(&d[0]) && dummy_is_woken(&d[3]));
}

Test(futex_bucket, is_empty_and_unlocked_after_fork)
{
    struct task task = fake_task(), child = fake_task();
    struct dummy d;

    dummy_queue(&task, &d, &word, FUTEX_MASK_ANY);
    futex_bucket_lock(&task, gaddr_of(&word));
    child.tid++;
    futex_reset_in_child();
    cr_assert(futex_bucket_is_quiet(gaddr_of(&word)));
    cr_assert_eq(futex_wake(&child, gaddr_of(&word), FUTEX_MASK_ANY, 9), 0);
    dummy_queue(&child, &d, &word, FUTEX_MASK_ANY);
    cr_assert_eq(futex_wake(&child, gaddr_of(&word), FUTEX_MASK_ANY, 9), 1);
}

Test(futex_bucket, spreads_neighbours_and_equal_offsets)
{
    struct futex_bucket *of_line[16], *of_page[16];
    struct task task = fake_task();
    unsigned same = 0;

    for (unsigned i = 0; i < 16; i++) {
        of_line[i] = futex_bucket_lock(&task, 0x7f0000001000 + i * 4);
        futex_bucket_unlock(&task, of_line[i]);
        of_page[i] = futex_bucket_lock(&task, 0x7f0000001000 + i * 4096);
        futex_bucket_unlock(&task, of_page[i]);
        for (unsigned j = 0; j < i; j++)
            if (of_line[i] == of_line[j] || of_page[i] == of_page[j])
                same++;
    }
    cr_assert_leq(same, 8, "%u of 120 pairs share a bucket", same);
}

Test(futex_bucket, unqueue_tells_who_came_first)
{
    struct task task = fake_task();
    struct dummy d;

    dummy_queue(&task, &d, &word, FUTEX_MASK_ANY);
    cr_assert(futex_unqueue(&task, &d.waiter));
    cr_assert_not(futex_unqueue(&task, &d.waiter));
    dummy_queue(&task, &d, &word, FUTEX_MASK_ANY);
    futex_wake(&task, gaddr_of(&word), FUTEX_MASK_ANY, 1);
    cr_assert_not(futex_unqueue(&task, &d.waiter));
}
