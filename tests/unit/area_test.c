/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Thread areas, mapped where lxcore's span is said to be. */
#include <criterion/criterion.h>

#include <pthread.h>
#include <time.h>

#include "abi/errno.h"
#include "core/span.h"
#include "fake_host.h"
#include "task/area.h"

#define THREADS 4
#define COUNT 8
#define STRESS_SECONDS 0.4

static struct task *taken[THREADS][COUNT];
static clock_t end;

static uint64_t start_of(const struct task *task)
{
    return gaddr_of(task) + LX_AREA_TOP_SIZE - LX_AREA_SIZE;
}

Test(area, lies_in_the_span_and_names_its_task)
{
    struct task *task = area_take();
    uint64_t start = start_of(task);

    cr_assert_eq((start - span_start() - LX_AREAS) % LX_AREA_SIZE, 0);
    cr_assert(span_overlaps(start, LX_AREA_SIZE));
    /* What entry.S does with a stack pointer of the area. */
    for (uint64_t sp = start + LX_STACK_OFFSET; sp < gaddr_of(task); sp += 4096)
        cr_assert_eq((sp | (LX_AREA_SIZE - 1)) - (LX_AREA_TOP_SIZE - 1), gaddr_of(task));
    ((char *)pointer_of(start + LX_FLIGHT_OFFSET))[0] = 1;
    ((char *)pointer_of(task_host_stack(task).sp))[0] = 1;
    area_of(task)->sighand.users = 1;
}

Test(area, begins_with_a_guard)
{
    uint64_t guard = start_of(area_take());
    unsigned char is_resident;
    const uint64_t arg[6] = { guard + LX_FLIGHT_OFFSET - PAGE_SIZE, PAGE_SIZE, gaddr_of(&is_resident) };

    cr_assert_eq(fake_real_syscall(SYS_mincore, arg), -ENOMEM);
}

Test(area, given_back_is_taken_again_and_is_clean)
{
    struct task *task = area_take();
    unsigned long before;

    task->tid = 5;
    task->sigmask = 7;
    area_release(task);
    before = fake_host_calls();
    cr_assert_eq(area_take(), task);
    cr_assert_eq(fake_host_calls(), before, "its memory is still there");
    cr_assert(task->tid == 0 && task->sigmask == 0);
}

Test(area, lowest_free_one_is_taken_first)
{
    struct task *first = area_take(), *second = area_take(), *third = area_take();

    area_release(third);
    area_release(first);
    cr_assert_eq(area_take(), first);
    cr_assert_eq(area_take(), third);
    area_release(second);
    cr_assert_eq(area_take(), second);
}

Test(area, state_word_of_an_exiting_thread_frees_it)
{
    struct task *first = area_take(), *second = area_take();

    cr_assert_neq(first, second);
    cr_assert_eq(*area_state_to_clear(first), 1);
    *area_state_to_clear(first) = 0;
    area_release(second);
    cr_assert(area_take() != NULL && area_take() != NULL);
}

static long no_memory(long nr, const uint64_t arg[6])
{
    return nr == SYS_mmap ? -ENOMEM : fake_real_syscall(nr, arg);
}

Test(area, without_memory_is_none_and_stays_free)
{
    struct task *task = area_take();

    fake_host = no_memory;
    cr_assert_null(area_take());
    fake_host = NULL;
    cr_assert_eq(area_state_to_clear(task)[1], 0);
    cr_assert_not_null(area_take());
}

Test(area, after_fork_only_the_survivors_is_taken)
{
    struct task *others[10], *survivor;

    for (int i = 0; i < 5; i++)
        others[i] = area_take();
    survivor = area_take();
    for (int i = 5; i < 10; i++)
        others[i] = area_take();
    area_reset_in_child(survivor);
    cr_assert_eq(*area_state_to_clear(survivor), 1);
    for (int i = 0; i < 10; i++)
        cr_assert_eq(*area_state_to_clear(others[i]), 0);
}

Test(area, after_fork_a_sighand_keeps_its_area)
{
    struct task *host = area_take(), *survivor = area_take();

    survivor->sighand = &area_of(host)->sighand;
    area_reset_in_child(survivor);
    cr_assert_neq(area_take(), host);
}

static void *take_many(void *argument)
{
    struct task **mine = argument;

    while (clock() < end) {
        for (int i = 0; i < COUNT; i++) {
            mine[i] = area_take();
            mine[i]->tgid = i;
            mine[i]->tid = (int32_t)(uintptr_t)argument;
        }
        for (int i = 0; i < COUNT; i++)
            if (mine[i]->tgid != i || mine[i]->tid != (int32_t)(uintptr_t)argument)
                return argument;
        for (int i = 0; i < COUNT; i++)
            area_release(mine[i]);
    }
    return NULL;
}

/* Its area is not taken like the others. */
Test(area, first_thread_is_counted_until_it_is_gone)
{
    struct task *second = area_take();

    second->sighand = &area_of(second)->sighand;
    cr_assert(!area_is_only(second));
    area_reset_in_child(second);
    cr_assert(area_is_only(second), "after a fork by the second, there is no first");
}

Test(area, is_never_given_to_two, .timeout = 60)
{
    pthread_t threads[THREADS];
    void *failed;

    end = clock() + (clock_t)(STRESS_SECONDS * CLOCKS_PER_SEC);
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, take_many, taken[i]);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], &failed);
        cr_assert_null(failed);
    }
}
