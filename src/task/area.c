/* SPDX-License-Identifier: GPL-2.0-or-later */
/* area.c - taking and giving back thread areas. */
#include "task/area.h"

#include "abi/errno.h"
#include "abi/mman.h"
#include "core/host.h"
#include "core/span.h"
#include "core/string.h"
#include "trace/flight.h"

/* A slot that is given back keeps its memory, for the next to take it. */
static uint32_t area_state[LX_AREA_COUNT];
/* The lowest slot that may be free.  Starting there keeps few areas in use, and
 * so few resident.  A hint: a lost update costs a longer search or a new area. */
static uint32_t area_hint HOT_DATA;
/* Slots from here on were never mapped; only grows. */
static uint32_t area_unused_from HOT_DATA;

/* Slot 0 is part of the image, so that a program's first thread costs neither
 * a mapping nor a page table of its own; no other thread gets it. */
static uint64_t area_address(uint32_t slot)
{
    if (slot == 0)
        return HOST_POINTER(lx_first_area);
    return span_start() + LX_AREAS + (uint64_t)slot * LX_AREA_SIZE;
}

/* Of the task or sighand `in_it`. */
static uint32_t area_slot(const void *in_it)
{
    if (HOST_POINTER(in_it) < span_start() + LX_AREAS)
        return 0;
    return (uint32_t)((HOST_POINTER(in_it) - span_start() - LX_AREAS) / LX_AREA_SIZE);
}

/* Returns the state that the slot had: AREA_TAKEN if it could not be taken. */
static uint32_t area_try_take(uint32_t slot)
{
    uint32_t state = __atomic_load_n(&area_state[slot], __ATOMIC_RELAXED);
    uint32_t next = state == AREA_UNUSED ? AREA_MAPPING : AREA_TAKEN;

    if (state != AREA_UNUSED && state != AREA_FREE)
        return AREA_TAKEN;
    if (!__atomic_compare_exchange_n(&area_state[slot], &state, next, false,
                                     __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
        return AREA_TAKEN;
    return state;
}

static long map_free(uint64_t address, uint64_t size, int prot)
{
    long at = host_mmap(address, size, prot,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE,
                        -1, 0);

    return at < 0 ? at : 0;
}

/* All but the guard.  What is there already is area_fill_span()'s, or in a
 * child of fork that of a thread that has mapped this slot before it vanished. */
static long area_map(uint32_t slot)
{
    const uint64_t start = area_address(slot) + LX_FLIGHT_OFFSET,
                   size = LX_AREA_SIZE - LX_FLIGHT_OFFSET;
    uint32_t limit;
    long err = map_free(start, size, PROT_READ | PROT_WRITE);

    if (err == -EEXIST)
        err = host_mprotect(start, size, PROT_READ | PROT_WRITE);
    if (err != 0)
        return err;
    while ((limit = __atomic_load_n(&area_unused_from, __ATOMIC_RELAXED)) <= slot)
        __atomic_compare_exchange_n(&area_unused_from, &limit, slot + 1, false,
                                    __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    return 0;
}

static struct task *area_task(uint32_t slot)
{
    return (struct task *)(uintptr_t)(area_address(slot) + LX_AREA_SIZE -
                                      LX_AREA_TOP_SIZE);
}

const struct task *area_task_address(uint32_t slot)
{
    return area_task(slot);
}

const uint32_t *area_state_address(uint32_t slot)
{
    return &area_state[slot];
}

const uint32_t *area_count_address(void)
{
    return &area_unused_from;
}

uint32_t area_count(void)
{
    return __atomic_load_n(&area_unused_from, __ATOMIC_RELAXED);
}

static struct task *area_prepare(uint32_t slot, uint32_t state)
{
    struct task *task = area_task(slot);

    if (state == AREA_UNUSED && area_map(slot) != 0) {
        __atomic_store_n(&area_state[slot], AREA_UNUSED, __ATOMIC_RELEASE);
        return NULL;
    }
    memset(task, 0, sizeof(*task));
    flight_begin(task);
    if (state != AREA_UNUSED)
        flight_note_begin(task);
    __atomic_store_n(&area_state[slot], AREA_TAKEN, __ATOMIC_RELEASE);
    return task;
}

struct task *area_take(void)
{
    uint32_t start = __atomic_load_n(&area_hint, __ATOMIC_RELAXED);

    for (uint32_t i = 0; i < LX_AREA_COUNT; i++) {
        uint32_t slot = (start + i) % LX_AREA_COUNT;
        uint32_t state = slot == 0 ? AREA_TAKEN : area_try_take(slot);

        if (state == AREA_TAKEN)
            continue;
        __atomic_store_n(&area_hint, slot + 1, __ATOMIC_RELAXED);
        return area_prepare(slot, state);
    }
    return NULL;
}

uint32_t *area_state_to_clear(struct task *task)
{
    uint32_t slot = area_slot(task);

    if (slot < __atomic_load_n(&area_hint, __ATOMIC_RELAXED))
        __atomic_store_n(&area_hint, slot, __ATOMIC_RELAXED);
    return &area_state[slot];
}

void area_release(struct task *task)
{
    __atomic_store_n(area_state_to_clear(task), AREA_FREE, __ATOMIC_RELEASE);
}

/* Another thread may map a slot at the same time: then there is less to fill. */
void area_fill_span(void)
{
    const uint64_t image_end = page_up(HOST_POINTER(lx_image_end));
    uint64_t from;
    uint32_t first;

    map_free(span_guard(), LX_GUARD_SIZE, PROT_NONE);
    map_free(image_end, area_address(1) - image_end, PROT_NONE);
    do {
        first = __atomic_load_n(&area_unused_from, __ATOMIC_RELAXED);
        from = area_address(first == 0 ? 1 : first);
    } while (map_free(from, area_address(LX_AREA_COUNT) - from, PROT_NONE) == -EEXIST &&
             __atomic_load_n(&area_unused_from, __ATOMIC_RELAXED) != first);
    /* The place of rings, if there are none (trace/ring.h). */
    map_free(span_start() + LX_TRACE, LX_SPAN_SIZE - LX_TRACE, PROT_NONE);
}

/* The first thread's slot is not noted as taken, only as given back. */
static bool is_in_use(uint32_t slot)
{
    uint32_t state = __atomic_load_n(&area_state[slot], __ATOMIC_RELAXED);

    return slot == 0 ? state != AREA_FREE : state == AREA_TAKEN || state == AREA_MAPPING;
}

bool area_is_only(const struct task *task)
{
    uint32_t mine = area_slot(task);
    uint32_t count = __atomic_load_n(&area_unused_from, __ATOMIC_RELAXED);

    for (uint32_t slot = 0; slot < count; slot++)
        if (slot != mine && is_in_use(slot))
            return false;
    return true;
}

/* The survivor's sighand may lie in the area of a thread that is not there. */
void area_reset_in_child(struct task *survivor)
{
    uint32_t mine = area_slot(survivor), kept = area_slot(survivor->sighand);

    for (uint32_t slot = 0; slot < area_unused_from; slot++)
        if (slot != mine && slot != kept && area_state[slot] != AREA_FREE)
            area_state[slot] = slot == 0 ? AREA_FREE : AREA_UNUSED;
}

/* As is_in_use(), but whole. */
static bool area_has_task(uint32_t slot)
{
    uint32_t state = __atomic_load_n(&area_state[slot], __ATOMIC_ACQUIRE);

    return slot == 0 ? state != AREA_FREE : state == AREA_TAKEN;
}

struct task *area_next_task(uint32_t *slot)
{
    while (*slot == 0 || *slot < __atomic_load_n(&area_unused_from, __ATOMIC_RELAXED)) {
        uint32_t this = (*slot)++;

        if (area_has_task(this))
            return area_task(this);
    }
    return NULL;
}
