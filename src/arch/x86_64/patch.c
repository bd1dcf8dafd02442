/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch.c - see patch.h.
 *
 * A site is rewritten by the punned jump: its two bytes become the opcode and
 * the lowest byte of a `jmp rel32`, whose upper three bytes are those that
 * follow the site, whatever they are.  Nothing else changes: what jumps behind
 * the site finds its instruction, no instruction has to be understood, and no
 * thread can be inside what is changed.  The three bytes say where the
 * trampoline has to be, within 255 bytes; if that place is not free, the site
 * goes on trapping.
 */
#include "arch/x86_64/patch.h"

#include "arch/x86_64/gate.h"
#include "arch/x86_64/text_write.h"
#include "arch/x86_64/trampoline.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/string.h"
#include "mm/text.h"
#include "ptrace/traceme.h"
#include "task/task.h"

#define SITES_MOST 1024
#define PROBES 16
/* Programs that end soon are not worth the writing. */
#define TRAPS_BEFORE_PATCH 10
/* …nor worth a page for counting them. */
#define TRAPS_BEFORE_COUNTING 30
#define SYSCALL_SIZE 2
#define JUMP_SIZE 5
#define JUMP_OPCODE 0xe9

/* A site: its address, and below it how many traps there were, or a state. */
#define STATE_BITS 8
#define STATE_MASK 0xffUL
#define STATE_PATCHED 0xfeUL
#define STATE_LEFT 0xffUL

static uint64_t sites[SITES_MOST];
static bool is_on HOT_DATA;
/* Of the whole process, until they are counted by site; a lost one is no loss. */
static uint32_t first_traps HOT_DATA;

static const uint8_t syscall_bytes[SYSCALL_SIZE] = { 0x0f, 0x05 };

void patch_begin(void)
{
    is_on = true;
}

bool patch_is_on(void)
{
    return is_on;
}

/* The entry of `site`, or a free one made its own; NULL if there is no room. */
static uint64_t *find(gaddr_t site, bool is_to_be_added)
{
    uint64_t slot = (site ^ site >> 10 ^ site >> 20) % SITES_MOST;

    for (int i = 0; i < PROBES; i++, slot = (slot + 1) % SITES_MOST) {
        uint64_t entry = __atomic_load_n(&sites[slot], __ATOMIC_RELAXED);

        if (entry == 0 && is_to_be_added &&
            __atomic_compare_exchange_n(&sites[slot], &entry, site << STATE_BITS, false,
                                        __ATOMIC_RELAXED, __ATOMIC_RELAXED))
            return &sites[slot];
        if (entry >> STATE_BITS == site)
            return &sites[slot];
        if (entry == 0)
            return NULL;
    }
    return NULL;
}

/* Prefixes that the jump would have and the `syscall` did without.  It may as
 * well be the end of another instruction; then a site is lost. */
static bool is_risky_before(uint8_t byte)
{
    return byte == 0x66 || byte == 0x67 || byte == 0xf0 || byte == 0xf2 || byte == 0xf3;
}

static gaddr_t jump_target(gaddr_t site, const uint8_t code[JUMP_SIZE])
{
    int32_t distance;

    memcpy(&distance, code + 1, sizeof(distance));
    return site + JUMP_SIZE + (uint64_t)(int64_t)distance;
}

static bool rewrite_with(struct text_writer *writer, gaddr_t site,
                         uint8_t code[JUMP_SIZE])
{
    gaddr_t first, at;

    code[0] = JUMP_OPCODE;
    code[1] = 0;
    first = jump_target(site, code);
    at = trampoline_make(writer, first, site + SYSCALL_SIZE);
    if (at == 0)
        return false;
    code[1] = (uint8_t)(at - first);
    return text_replace_two(writer, site, code) == 0;
}

static bool rewrite(struct task *task, gaddr_t site)
{
    struct text_writer writer;
    uint8_t code[1 + JUMP_SIZE];
    bool is_done;

    if (!text_holds_locked(site - 1, sizeof(code)) ||
        guest_copy_in(code, site - 1, sizeof(code)) != 0 || is_risky_before(code[0]) ||
        memcmp(code + 1, syscall_bytes, SYSCALL_SIZE) != 0)
        return false;
    text_writer_open(&writer, task);
    is_done = rewrite_with(&writer, site, code + 1);
    text_writer_close(&writer);
    return is_done;
}

/* Rewritten already: then this trap was on its way meanwhile, or the old text
 * has come back (madvise(2)). */
static uint64_t state_after(struct task *task, gaddr_t site, uint64_t state)
{
    uint8_t code[SYSCALL_SIZE];

    if (state == STATE_LEFT || !is_on || lx_is_traced)
        return state;
    if (state == STATE_PATCHED)
        return guest_copy_in(code, site, sizeof(code)) == 0 &&
                       memcmp(code, syscall_bytes, sizeof(code)) == 0 ?
                   0 :
                   state;
    return rewrite(task, site) ? STATE_PATCHED : STATE_LEFT;
}

void patch_begin_in_child(void)
{
    first_traps = 0;
}

static bool is_to_be_counted(void)
{
    uint32_t count = __atomic_load_n(&first_traps, __ATOMIC_RELAXED);

    if (likely(count == TRAPS_BEFORE_COUNTING))
        return true;
    __atomic_store_n(&first_traps, count + 1, __ATOMIC_RELAXED);
    return false;
}

static void decide(struct task *task, gaddr_t site, uint64_t *entry)
{
    uint64_t state;

    text_lock(task);
    state = state_after(task, site, *entry & STATE_MASK);
    __atomic_store_n(entry, site << STATE_BITS | state, __ATOMIC_RELAXED);
    text_unlock(task);
}

enum usage_path patch_count_trap(struct task *task, gaddr_t site)
{
    uint64_t *entry, state;

    if (!is_on || lx_is_traced)
        return USAGE_OFF;
    if (!is_to_be_counted())
        return USAGE_UNDECIDED;
    entry = find(site, true);
    if (entry == NULL)
        return USAGE_LEFT;
    state = __atomic_load_n(entry, __ATOMIC_RELAXED) & STATE_MASK;
    if (state == STATE_LEFT)
        return USAGE_LEFT;
    if (state < TRAPS_BEFORE_PATCH)
        __atomic_compare_exchange_n(entry, &(uint64_t){ site << STATE_BITS | state },
                                    site << STATE_BITS | (state + 1), false,
                                    __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    else
        decide(task, site, entry);
    return USAGE_UNDECIDED;
}

/* Where the site jumps to; 0 if it does not look rewritten. */
static gaddr_t trampoline_of(gaddr_t site)
{
    uint8_t code[JUMP_SIZE];

    if (guest_copy_in(code, site, sizeof(code)) != 0 || code[0] != JUMP_OPCODE)
        return 0;
    return trampoline_at(jump_target(site, code));
}

/* Is the site in [start, end), or its trampoline? */
static bool is_rewritten_in(uint64_t entry, gaddr_t start, gaddr_t end)
{
    gaddr_t site = entry >> STATE_BITS, at;

    if ((entry & STATE_MASK) != STATE_PATCHED)
        return false;
    if (site < end && site + JUMP_SIZE > start)
        return true;
    at = trampoline_of(site);
    return at < end && at + TRAMPOLINE_SIZE > start;
}

static uint64_t *next_rewritten(uint64_t *entry, gaddr_t start, gaddr_t end)
{
    while (entry < sites + SITES_MOST && !is_rewritten_in(*entry, start, end))
        entry++;
    return entry;
}

static void restore_all(struct task *task, gaddr_t start, gaddr_t end)
{
    uint64_t *entry = next_rewritten(sites, start, end);
    struct text_writer writer;

    if (entry == sites + SITES_MOST)
        return;
    text_writer_open(&writer, task);
    for (; entry < sites + SITES_MOST; entry = next_rewritten(entry, start, end)) {
        gaddr_t site = *entry >> STATE_BITS;

        if (trampoline_of(site) != 0)
            text_replace_two(&writer, site, syscall_bytes);
        __atomic_store_n(entry, site << STATE_BITS, __ATOMIC_RELAXED);
    }
    text_writer_close(&writer);
}

bool patch_may_reach(gaddr_t start, gaddr_t end)
{
    return trampoline_is_between(start, end);
}

void patch_undo_locked(struct task *task, gaddr_t start, gaddr_t end)
{
    restore_all(task, start, end);
    trampoline_forget_between(start, end);
}

void patch_end(struct task *task)
{
    if (!is_on)
        return;
    text_lock(task);
    is_on = false;
    restore_all(task, 0, UINT64_MAX);
    text_unlock(task);
}

static bool is_behind_trap(gaddr_t at, uint64_t rip)
{
    return rip - at >= offsetof(struct trampoline, leave);
}

bool patch_settle(uint64_t *rip, uint64_t *rcx)
{
    gaddr_t at = trampoline_at(*rip);
    uint64_t back;

    if (likely(at == 0) ||
        guest_load64(at + offsetof(struct trampoline, back), &back) != 0 || back == 0)
        return false;
    *rip = is_behind_trap(at, *rip) ? back : back - SYSCALL_SIZE;
    *rcx = back;
    return true;
}

uint64_t patch_trap_of(uint64_t rip)
{
    gaddr_t at = trampoline_at(rip);

    return at == 0 ? 0 : at + offsetof(struct trampoline, trap);
}

bool patch_is_transient(const struct siginfo *info, uint64_t rip)
{
    uint8_t byte;

    if (info->signo != SIGSEGV || info->code != SI_KERNEL || find(rip, false) == NULL ||
        guest_copy_in(&byte, rip, 1) != 0)
        return false;
    return byte != TEXT_HLT || text_being_replaced() == rip;
}
