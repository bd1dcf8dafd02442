/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rewrite.c - see rewrite.h.
 *
 * A site is rewritten by the punned jump: its two bytes become the opcode and
 * the lowest byte of a `jmp rel32`, whose upper three bytes are those that
 * follow the site, whatever they are.  Nothing else changes: what jumps behind
 * the site finds its instruction, no instruction has to be understood, and no
 * thread can be inside what is changed.  The three bytes say where the
 * trampoline has to be, within 255 bytes.
 *
 * If that place is not free, `int3` bytes are borrowed (padding.h):
 *
 *   - right behind the site, where it is followed by `ret`, a short jump or nothing:
 *     they become the upper bytes of the distance, and are chosen so that each faults
 *     if somebody runs it;
 *   - anywhere within reach of a `jmp rel8`: five of them become a `jmp rel32`, to
 *     whose first byte nothing but the site leads, and of which the last three fault.
 *
 * Whoever runs what was borrowed gets it back, and runs `int3` (patch_is_of_padding());
 * the site then goes on trapping, as does one for which none of this can be had.
 */
#include "arch/x86_64/rewrite.h"

#include "arch/x86_64/padding.h"
#include "arch/x86_64/text_write.h"
#include "arch/x86_64/trampoline.h"
#include "core/guest.h"
#include "core/string.h"

#define SYSCALL_SIZE 2
#define JUMP_SIZE REWRITE_JUMP_SIZE
#define JUMP_OPCODE 0xe9
#define JUMP_SHORT_OPCODE 0xeb

static const uint8_t syscall_bytes[SYSCALL_SIZE] = { 0x0f, 0x05 };
static const uint8_t int3_bytes[PADDING_JUMP_SIZE] = { INT3, INT3, INT3, INT3, INT3 };
/* Instructions of one byte that are for the kernel only: `hlt`, and input and output of
 * strings.  As the highest byte of a distance they lead back and ahead. */
static const uint8_t faulting[] = { TEXT_HLT, 0x6c, 0x6d, 0x6e, 0x6f };

static gaddr_t jump_target(gaddr_t site, const uint8_t code[JUMP_SIZE])
{
    int32_t distance;

    memcpy(&distance, code + 1, sizeof(distance));
    return site + JUMP_SIZE + (uint64_t)(int64_t)distance;
}

static bool rewrite_alone(struct text_writer *writer, gaddr_t site,
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

/* A trampoline for the jump at `at`, the last `count` bytes of whose distance may be any
 * that fault.  They, and the lowest one, are set. */
static bool choose_distance(struct text_writer *writer, gaddr_t site, gaddr_t at,
                            uint8_t code[JUMP_SIZE], unsigned count)
{
    const unsigned kinds = ARRAY_LEN(faulting),
                   choices = count < 2 ? kinds : kinds * kinds;

    code[0] = JUMP_OPCODE;
    code[1] = 0;
    for (unsigned choice = 0; choice < choices; choice++) {
        gaddr_t first, slot;

        code[JUMP_SIZE - 1] = faulting[choice % kinds];
        memset(code + JUMP_SIZE - count, faulting[choice / kinds], count - 1);
        first = jump_target(at, code);
        slot = trampoline_make(writer, first, site + SYSCALL_SIZE);
        if (slot != 0) {
            code[1] = (uint8_t)(slot - first);
            return true;
        }
    }
    return false;
}

/* What is borrowed comes first, from its end: before a jump leads to it, each of its
 * bytes is `int3`, or faults, or nothing leads to it. */
static bool write_way(struct text_writer *writer, struct padding *padding,
                      const uint8_t *borrowed, const uint8_t at_site[SYSCALL_SIZE])
{
    const uint32_t rest = padding->size - 1;

    padding_set_state(padding, PADDING_LENT);
    if ((rest == 0 || text_write(writer, padding->at + 1, borrowed + 1, rest) == 0) &&
        text_write(writer, padding->at, borrowed, 1) == 0 &&
        text_replace_two(writer, padding->site, at_site) == 0)
        return true;
    rewrite_restore(writer, padding->site);
    return false;
}

static bool rewrite_behind(struct text_writer *writer, gaddr_t site,
                           uint8_t code[JUMP_SIZE])
{
    const unsigned count = padding_behind(code);
    const gaddr_t at = site + JUMP_SIZE - count;
    struct padding *padding;

    if (count == 0 || !choose_distance(writer, site, site, code, count))
        return false;
    padding = padding_lend_locked(site, at, count);
    return padding != NULL && write_way(writer, padding, code + JUMP_SIZE - count, code);
}

bool rewrite_quickly(struct text_writer *writer, gaddr_t site, uint8_t code[JUMP_SIZE])
{
    return rewrite_alone(writer, site, code) || rewrite_behind(writer, site, code);
}

bool rewrite_near(struct text_writer *writer, gaddr_t site, gaddr_t at)
{
    uint8_t code[JUMP_SIZE];
    const uint8_t to_it[SYSCALL_SIZE] = { JUMP_SHORT_OPCODE,
                                          (uint8_t)(at - site - SYSCALL_SIZE) };
    struct padding *padding;

    if (!choose_distance(writer, site, at, code, JUMP_SIZE - 2))
        return false;
    padding = padding_lend_locked(site, at, JUMP_SIZE);
    return padding != NULL && write_way(writer, padding, code, to_it);
}

gaddr_t rewrite_trampoline_of_jump(gaddr_t at)
{
    uint8_t code[JUMP_SIZE];

    if (guest_copy_in(code, at, sizeof(code)) != 0 || code[0] != JUMP_OPCODE)
        return 0;
    return trampoline_at(jump_target(at, code));
}

gaddr_t rewrite_trampoline_of(gaddr_t site)
{
    uint8_t code[SYSCALL_SIZE];

    if (guest_copy_in(code, site, sizeof(code)) == 0 && code[0] == JUMP_SHORT_OPCODE)
        site += SYSCALL_SIZE + (uint64_t)(int64_t)(int8_t)code[1];
    return rewrite_trampoline_of_jump(site);
}

/* The site first: then nothing leads to what it has borrowed.  A thread that was led
 * there before finds its way (patch_settle()). */
void rewrite_restore(struct text_writer *writer, gaddr_t site)
{
    struct padding *padding = padding_of(site);

    if (rewrite_trampoline_of(site) != 0)
        text_replace_two(writer, site, syscall_bytes);
    if (padding == NULL || padding->state != PADDING_LENT)
        return;
    text_write(writer, padding->at, int3_bytes, padding->size);
    padding_set_state(padding, PADDING_RETURNED);
}
