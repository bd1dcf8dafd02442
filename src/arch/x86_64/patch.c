/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch.c - see patch.h. */
#include "arch/x86_64/patch.h"

#include "arch/x86_64/gate.h"
#include "arch/x86_64/padding.h"
#include "arch/x86_64/rewrite.h"
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
#define JUMP_SIZE REWRITE_JUMP_SIZE
/* To be sure of what lies near, all of the text is read, which takes about as long
 * as one trap for each so many bytes of it.  After this many traps it is thought of. */
#define TEXT_PER_TRAP 1024
#define TRAPS_PER_THOUGHT 64

/* A site: its address, and below it how many traps there were, or a state. */
#define STATE_BITS 16
#define STATE_MASK 0xffffUL
#define STATE_PATCHED 0xfffeUL
#define STATE_LEFT 0xffffUL
#define TRAPS_MOST 0xff00UL

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

/* The byte before the site, and five from there on. */
static bool read_site(gaddr_t site, uint8_t code[1 + JUMP_SIZE])
{
    return text_holds_locked(site - 1, 1 + JUMP_SIZE) &&
           guest_copy_in(code, site - 1, 1 + JUMP_SIZE) == 0 &&
           !is_risky_before(code[0]) &&
           memcmp(code + 1, syscall_bytes, SYSCALL_SIZE) == 0;
}

/* The quick ways.  If there is a slow one, how many traps are not too few for it is
 * known later. */
static uint64_t rewrite(struct task *task, gaddr_t site)
{
    struct text_writer writer;
    uint8_t code[1 + JUMP_SIZE];
    gaddr_t start = site, end = site + 1;
    bool is_done;

    if (!read_site(site, code))
        return STATE_LEFT;
    text_writer_open(&writer, task);
    is_done = rewrite_quickly(&writer, site, code + 1);
    text_writer_close(&writer);
    if (is_done)
        return STATE_PATCHED;
    text_widen_locked(&start, &end);
    return padding_is_near(site, start, end) ? TRAPS_BEFORE_PATCH + 1 : STATE_LEFT;
}

static uint64_t rewrite_slowly(struct task *task, gaddr_t site, uint64_t traps)
{
    gaddr_t start = site, end = site + 1, at;
    uint8_t code[1 + JUMP_SIZE];
    struct text_writer writer;
    bool is_done = false;

    if (!read_site(site, code))
        return STATE_LEFT;
    text_widen_locked(&start, &end);
    if (traps < (end - start) / TEXT_PER_TRAP && traps < TRAPS_MOST)
        return traps + 1;
    at = padding_find(site, start, end);
    if (at != 0) {
        text_writer_open(&writer, task);
        is_done = rewrite_near(&writer, site, at);
        text_writer_close(&writer);
    }
    return is_done ? STATE_PATCHED : STATE_LEFT;
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
    return state <= TRAPS_BEFORE_PATCH ? rewrite(task, site) :
                                         rewrite_slowly(task, site, state);
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

static bool is_too_early(uint64_t state)
{
    return state < TRAPS_BEFORE_PATCH ||
           (state > TRAPS_BEFORE_PATCH && state < STATE_PATCHED &&
            state % TRAPS_PER_THOUGHT != 0);
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
    if (is_too_early(state))
        __atomic_compare_exchange_n(entry, &(uint64_t){ site << STATE_BITS | state },
                                    site << STATE_BITS | (state + 1), false,
                                    __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    else
        decide(task, site, entry);
    return USAGE_UNDECIDED;
}

static bool is_lent_from(gaddr_t site, gaddr_t start, gaddr_t end)
{
    const struct padding *padding = padding_of(site);

    return padding != NULL && padding->at < end && padding->at + padding->size > start;
}

/* Is the site in [start, end), or what it has borrowed, or its trampoline? */
static bool is_rewritten_in(uint64_t entry, gaddr_t start, gaddr_t end)
{
    gaddr_t site = entry >> STATE_BITS, at;

    if ((entry & STATE_MASK) != STATE_PATCHED)
        return false;
    if ((site < end && site + JUMP_SIZE > start) || is_lent_from(site, start, end))
        return true;
    at = rewrite_trampoline_of(site);
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

        rewrite_restore(&writer, site);
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

/* At the jump that was made of `int3`: this is what its site has led to. */
static bool settle_at_landing(uint64_t *rip)
{
    const struct padding *padding = padding_at(*rip);

    if (likely(padding == NULL) || !padding_is_landing(padding) || padding->at != *rip ||
        padding->state == PADDING_RUN)
        return false;
    *rip = padding->site;
    return true;
}

bool patch_settle(uint64_t *rip, uint64_t *rcx)
{
    gaddr_t at = trampoline_at(*rip);
    uint64_t back;

    if (unlikely(settle_at_landing(rip)))
        return true;
    if (likely(at == 0) ||
        guest_load64(at + offsetof(struct trampoline, back), &back) != 0 || back == 0)
        return false;
    *rip = is_behind_trap(at, *rip) ? back : back - SYSCALL_SIZE;
    *rcx = back;
    return true;
}

uint64_t patch_trap_of(uint64_t rip)
{
    const struct padding *padding = padding_at(rip);
    gaddr_t at = padding != NULL && padding_is_landing(padding) && padding->at == rip ?
                     rewrite_trampoline_of_jump(rip) :
                     trampoline_at(rip);

    return at == 0 ? 0 : at + offsetof(struct trampoline, trap);
}

/*
 * The site is asked for before the byte, since the writer ends in the other order:
 *
 *     this thread, after its fault             the writer
 *     ----------------------------             ----------
 *     is the site being replaced?              first byte = new
 *     is its first byte `hlt`?                 no site is being replaced
 *
 * If it no longer is, the byte is the new one.  The second look is for a writer
 * that has begun anew between the two.
 */
bool patch_is_transient(const struct siginfo *info, uint64_t rip)
{
    bool is_being_replaced = text_being_replaced() == rip;
    uint8_t byte;

    if (info->signo != SIGSEGV || info->code != SI_KERNEL || find(rip, false) == NULL ||
        guest_copy_in(&byte, rip, 1) != 0)
        return false;
    return is_being_replaced || byte != TEXT_HLT || text_being_replaced() == rip;
}

static bool is_int3(const struct siginfo *info)
{
    return info->signo == SIGTRAP && info->code == SI_KERNEL;
}

/* `int3` was run, right before or at the first byte of what is or was a jump. */
static bool is_through_int3(const struct siginfo *info, const struct padding *padding,
                            uint64_t rip)
{
    return is_int3(info) && padding_is_landing(padding) && padding->at == rip;
}

static bool is_by_straggler(const struct siginfo *info, const struct padding *padding,
                            uint64_t rip)
{
    return is_int3(info) && padding_is_landing(padding) &&
           padding->state == PADDING_RETURNED && padding->at + 1 == rip;
}

/* Somebody runs what nobody should.  The site is not rewritten again. */
static void give_back(struct task *task, struct padding *padding)
{
    uint64_t *entry = find(padding->site, true);
    struct text_writer writer;

    text_lock(task);
    if (padding->state == PADDING_LENT) {
        text_writer_open(&writer, task);
        rewrite_restore(&writer, padding->site);
        text_writer_close(&writer);
    }
    padding_set_state(padding, PADDING_RUN);
    if (entry != NULL)
        __atomic_store_n(entry, padding->site << STATE_BITS | STATE_LEFT,
                         __ATOMIC_RELAXED);
    text_unlock(task);
}

/*
 * What a thread finds that runs into borrowed bytes:
 *
 *   a byte that faults             it is `int3` from now on: run that
 *   `int3` before a jump           the jump, next, is `int3` from now on
 *   `int3` that has been a jump    its site has led there before: to the site
 */
bool patch_is_of_padding(struct task *task, const struct siginfo *info, uint64_t *rip)
{
    struct padding *padding = padding_at(*rip);
    uint8_t byte;

    if (is_int3(info))
        padding_end();
    if (likely(padding == NULL))
        return false;
    if (is_by_straggler(info, padding, *rip)) {
        *rip = padding->site;
        return true;
    }
    if (is_through_int3(info, padding, *rip)) {
        give_back(task, padding);
        return false;
    }
    if (info->signo != SIGSEGV || info->code != SI_KERNEL)
        return false;
    give_back(task, padding);
    return guest_copy_in(&byte, *rip, 1) == 0 && byte == INT3;
}
