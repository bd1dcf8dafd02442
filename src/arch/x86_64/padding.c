/* SPDX-License-Identifier: GPL-2.0-or-later */
/* padding.c - see padding.h. */
#include "arch/x86_64/padding.h"

#include "core/guest.h"
#include "core/string.h"

#define PADDINGS_MOST 64
#define RET 0xc3
#define JUMP_SHORT 0xeb
#define SYSCALL_SIZE 2
/* How far a jump of two bytes leads. */
#define SHORT_BACK 128
#define SHORT_AHEAD 127
/* No instruction has more bytes behind its first two than a SIB byte, a displacement
 * and a constant.  An `int3` with so many before it is an instruction. */
#define TAIL_MOST 9
#define RUN_SIZE (TAIL_MOST + PADDING_JUMP_SIZE)
#define CHUNK 4096

struct paddings paddings HOT_DATA;
static struct padding padding_table[PADDINGS_MOST];

unsigned padding_behind(const uint8_t code[5])
{
    unsigned kept = code[2] == RET ? 1 : code[2] == JUMP_SHORT ? 2 : 0;

    for (unsigned i = SYSCALL_SIZE + kept; i < 5; i++)
        if (code[i] != INT3)
            return 0;
    return 3 - kept;
}

/* The bytes around a site in which a jump of two bytes may lead, and a run begin. */
#define VICINITY_MOST \
    (TAIL_MOST + SHORT_BACK + SHORT_AHEAD + SYSCALL_SIZE + PADDING_JUMP_SIZE)

struct vicinity {
    gaddr_t start;
    size_t size;
    uint8_t code[VICINITY_MOST];
    bool is_led_to[VICINITY_MOST + 1];
};

static bool read_vicinity(struct vicinity *near, gaddr_t site, gaddr_t start, gaddr_t end)
{
    const gaddr_t last = site + SYSCALL_SIZE + SHORT_AHEAD + PADDING_JUMP_SIZE;
    const gaddr_t first = site + SYSCALL_SIZE - SHORT_BACK - TAIL_MOST;

    near->start = first > start ? first : start;
    near->size = (last < end ? last : end) - near->start;
    memset(near->is_led_to, 0, sizeof(near->is_led_to));
    return guest_copy_in(near->code, near->start, near->size) == 0;
}

/* The first place where a run of `int3` is long enough, and to whose first two bytes
 * nothing leads: the third and on fault.  0 if there is none. */
static gaddr_t find_landing(const struct vicinity *near)
{
    size_t length = 0;

    for (size_t i = 0; i < near->size; i++) {
        const size_t landing = i + 1 - PADDING_JUMP_SIZE;

        length = near->code[i] == INT3 ? length + 1 : 0;
        if (length >= RUN_SIZE && !near->is_led_to[landing] &&
            !near->is_led_to[landing + 1])
            return near->start + landing;
    }
    return 0;
}

bool padding_is_near(gaddr_t site, gaddr_t start, gaddr_t end)
{
    struct vicinity near;

    return read_vicinity(&near, site, start, end) && find_landing(&near) != 0;
}

static inline void note_target(struct vicinity *near, gaddr_t target)
{
    if (unlikely(target - near->start < near->size))
        near->is_led_to[target - near->start] = true;
}

/* Whatever of `code`, which is at `at`, is an instruction: where could it lead with a
 * distance of four bytes?  Three bytes more than `size` are there. */
static void note_distances(struct vicinity *near, const uint8_t *code, gaddr_t at,
                           size_t size)
{
    for (size_t i = 0; i < size; i++) {
        int32_t distance;

        memcpy(&distance, code + i, sizeof(distance));
        note_target(near, at + i + sizeof(distance) + (uint64_t)(int64_t)distance);
    }
}

static bool is_short_jump(uint8_t opcode)
{
    return opcode == JUMP_SHORT || (opcode & 0xf0) == 0x70 || (opcode & 0xfc) == 0xe0;
}

/* Likewise, with one byte.  It takes a jump's opcode: any byte would be too many. */
static bool note_short_jumps(struct vicinity *near, gaddr_t start, gaddr_t end)
{
    uint8_t code[VICINITY_MOST + SHORT_BACK + SHORT_AHEAD + 3];
    gaddr_t first = near->start - SHORT_AHEAD - 2;
    gaddr_t last = near->start + near->size + SHORT_BACK;

    first = first > start ? first : start;
    last = last < end ? last : end;
    if (guest_copy_in(code, first, last - first) != 0)
        return false;
    for (size_t i = 0; i + 1 < last - first; i++)
        if (is_short_jump(code[i]))
            note_target(near, first + i + 2 + (uint64_t)(int64_t)(int8_t)code[i + 1]);
    return true;
}

static bool note_all_that_leads_there(struct vicinity *near, gaddr_t start, gaddr_t end)
{
    uint8_t code[CHUNK + 3];

    for (gaddr_t at = start; at + 3 < end; at += CHUNK) {
        size_t size = end - at < sizeof(code) ? end - at : sizeof(code);

        if (guest_copy_in(code, at, size) != 0)
            return false;
        note_distances(near, code, at, size - 3);
    }
    return note_short_jumps(near, start, end);
}

gaddr_t padding_find(gaddr_t site, gaddr_t start, gaddr_t end)
{
    struct vicinity near;

    if (!read_vicinity(&near, site, start, end) ||
        !note_all_that_leads_there(&near, start, end))
        return 0;
    return find_landing(&near);
}

struct padding *padding_of(gaddr_t site)
{
    for (uint32_t i = 0; i < paddings.count; i++)
        if (padding_table[i].site == site)
            return &padding_table[i];
    return NULL;
}

struct padding *padding_among(gaddr_t address)
{
    uint32_t count = __atomic_load_n(&paddings.count, __ATOMIC_ACQUIRE);

    for (uint32_t i = 0; i < count; i++)
        if (address - padding_table[i].at < padding_table[i].size)
            return &padding_table[i];
    return NULL;
}

void padding_end(void)
{
    __atomic_store_n(&paddings.has_ended, true, __ATOMIC_RELAXED);
}

static bool is_another_sites(gaddr_t at, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++)
        if (padding_at(at + i) != NULL)
            return true;
    return false;
}

/* An entry stays its site's: a thread may be where it says. */
struct padding *padding_lend_locked(gaddr_t site, gaddr_t at, uint32_t size)
{
    struct padding *padding = padding_of(site);

    if (__atomic_load_n(&paddings.has_ended, __ATOMIC_RELAXED))
        return NULL;
    if (padding != NULL)
        return padding->at == at && padding->size == size &&
                       padding->state != PADDING_RUN ?
                   padding :
                   NULL;
    if (paddings.count == PADDINGS_MOST || is_another_sites(at, size))
        return NULL;
    padding = &padding_table[paddings.count];
    *padding = (struct padding){ .site = site, .at = at, .size = size };
    if (paddings.count == 0 || at < paddings.lowest)
        paddings.lowest = at;
    if (at + size > paddings.highest)
        paddings.highest = at + size;
    __atomic_store_n(&paddings.count, paddings.count + 1, __ATOMIC_RELEASE);
    return padding;
}
