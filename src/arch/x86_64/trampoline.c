/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trampoline.c - see trampoline.h. */
#include "arch/x86_64/trampoline.h"

#include "abi/mman.h"
#include "arch/x86_64/gate.h"
#include "arch/x86_64/text_write.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/span.h"
#include "core/string.h"

#define CHOICES 256
/* Below lies what no program may map (vm.mmap_min_addr), above what none can. */
#define ADDRESS_FIRST 0x10000UL
#define ADDRESS_LIMIT 0x7fffffff0000UL

_Static_assert(sizeof(struct trampoline) == TRAMPOLINE_SIZE, "one slot");

/* Pages are added behind, and become 0 when they are lost: handlers read. */
static struct {
    uint32_t count;
    gaddr_t lowest, highest;
} pages HOT_DATA;
static gaddr_t page_at[TRAMPOLINE_PAGES_MOST];

static bool is_ours(gaddr_t page)
{
    uint32_t count = __atomic_load_n(&pages.count, __ATOMIC_ACQUIRE);

    if (page < pages.lowest || page > pages.highest) /* also if there is none */
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (__atomic_load_n(&page_at[i], __ATOMIC_RELAXED) == page)
            return true;
    return false;
}

const uint32_t *trampoline_count_address(void)
{
    return &pages.count;
}

const gaddr_t *trampoline_pages_address(void)
{
    return page_at;
}

/* No guest's mapping is taken: if there is one, this place is not for us. */
static bool take_page(gaddr_t page)
{
    long at;

    if (is_ours(page))
        return true;
    if (page < ADDRESS_FIRST || page >= ADDRESS_LIMIT ||
        pages.count == TRAMPOLINE_PAGES_MOST || span_overlaps(page, PAGE_SIZE))
        return false;
    at = host_mmap(page, PAGE_SIZE, PROT_READ | PROT_EXEC,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (at != (long)page)
        return false;
    if (pages.count == 0 || page < pages.lowest)
        pages.lowest = page;
    if (page > pages.highest)
        pages.highest = page;
    page_at[pages.count] = page;
    __atomic_store_n(&pages.count, pages.count + 1, __ATOMIC_RELEASE);
    return true;
}

static void put_distance(uint8_t *field, gaddr_t from_end, gaddr_t to)
{
    const int32_t distance = (int32_t)(to - from_end);

    memcpy(field, &distance, sizeof(distance));
}

/* The site is within reach of `at`, since a jump of its leads here. */
static struct trampoline compose(gaddr_t at, gaddr_t back)
{
    struct trampoline slot = {
        .enter = { 0x4c, 0x8d, 0x1d, 0, 0, 0, 0, 0xff, 0x25, 0, 0, 0, 0, 0x90 },
        .trap = { 0x0f, 0x05 },
        .leave = { 0xe9 },
        .back = back,
        .entry = HOST_POINTER(lx_fast_entry),
    };

    put_distance(slot.enter + 3, at + 7, at + offsetof(struct trampoline, back));
    put_distance(slot.enter + 9, at + 13, at + offsetof(struct trampoline, entry));
    put_distance(slot.leave + 1, at + offsetof(struct trampoline, unused), back);
    return slot;
}

/* A site that was restored and is rewritten finds its trampoline as it was. */
static bool try_slot(struct text_writer *writer, gaddr_t at, gaddr_t back)
{
    struct trampoline slot;
    uint64_t owner;

    if (!take_page(page_down(at)) ||
        guest_load64(at + offsetof(struct trampoline, back), &owner) != 0)
        return false;
    if (owner != 0)
        return owner == back;
    slot = compose(at, back);
    return text_write(writer, at, &slot, sizeof(slot)) == 0;
}

gaddr_t trampoline_make(struct text_writer *writer, gaddr_t first, gaddr_t back)
{
    gaddr_t at = (first + TRAMPOLINE_SIZE - 1) & ~(gaddr_t)(TRAMPOLINE_SIZE - 1);

    for (; at - first < CHOICES; at += TRAMPOLINE_SIZE)
        if (try_slot(writer, at, back))
            return at;
    return 0;
}

gaddr_t trampoline_at(gaddr_t address)
{
    return is_ours(page_down(address)) ? address & ~(gaddr_t)(TRAMPOLINE_SIZE - 1) : 0;
}

bool trampoline_is_between(gaddr_t start, gaddr_t end)
{
    if (pages.count == 0 || end <= pages.lowest || start >= pages.highest + PAGE_SIZE)
        return false;
    for (uint32_t i = 0; i < pages.count; i++)
        if (page_at[i] >= page_down(start) && page_at[i] < end)
            return true;
    return false;
}

void trampoline_forget_between(gaddr_t start, gaddr_t end)
{
    for (uint32_t i = 0; i < pages.count; i++)
        if (page_at[i] >= page_down(start) && page_at[i] < end)
            __atomic_store_n(&page_at[i], 0, __ATOMIC_RELAXED);
}
