/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * floor.c - the prefix by hand, since libseccomp cannot test the instruction
 * pointer, and the parts behind it, linked into one program.  A part's ALLOW becomes a
 * jump to the next one: a second filter would cost each call more.
 */
#include "policy/floor.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <string.h>
#include <sys/personality.h>

#include "abi/control.h"
#include "core/layout.h"

/* x86 is little-endian: the low word of the 64-bit field comes first. */
#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

#define AT_NUMBER offsetof(struct seccomp_data, nr)
#define AT_ARCH offsetof(struct seccomp_data, arch)
#define AT_IP_LOW offsetof(struct seccomp_data, instruction_pointer)
#define AT_IP_HIGH (AT_IP_LOW + sizeof(uint32_t))

#define AT_ARGUMENT_LOW(index) \
    (offsetof(struct seccomp_data, args) + (index) * sizeof(uint64_t))

#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offset))
#define JUMP_IF(value, jt, jf) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), jt, jf)
/* Jump over `skip` instructions unless the accumulator is `value`. */
#define UNLESS(value, skip) JUMP_IF(value, 0, skip)
#define UNLESS_AT_LEAST(value, skip) \
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)(value), 0, skip)

/* Numbers of x32 begin here; -1 is what a tracer makes of a call that is not to be. */
#define X32_FIRST 0x40000000
#define NO_CALL UINT32_MAX
#define UNKNOWN (SECCOMP_RET_ERRNO | ENOSYS)

/* Of personality(2), which asks if all bits are set: no mapping is to become executable
 * because it is readable.  The answers are places relative to the block. */
static const struct sock_filter persona[] = {
    LOAD(AT_ARGUMENT_LOW(0)),
    JUMP_IF(0xffffffff, 2, 0),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, READ_IMPLIES_EXEC, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
};

void floor_begin(struct floor *floor, uint64_t gate)
{
    const uint32_t page_mask = ~(uint32_t)(LX_GATE_SIZE - 1);
    const struct sock_filter prefix[FLOOR_PREFIX_SIZE] = {
        LOAD(AT_IP_HIGH),
        UNLESS(gate >> 32, 5),
        LOAD(AT_IP_LOW),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, page_mask),
        UNLESS(gate & page_mask, 2),
        LOAD(AT_ARCH),
        JUMP_IF(AUDIT_ARCH_X86_64, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
        LOAD(AT_NUMBER),
        UNLESS_AT_LEAST(X32_FIRST, 2),
        JUMP_IF(NO_CALL, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, UNKNOWN),
    };

    memcpy(floor->code, prefix, sizeof(prefix));
    floor->count = FLOOR_PREFIX_SIZE;
}

static bool answers(const struct sock_filter *at, uint32_t answer)
{
    return at->code == (BPF_RET | BPF_K) && at->k == answer;
}

static bool answers_at(const struct sock_filter *code, size_t count, size_t at,
                       uint32_t answer)
{
    return at < count && answers(&code[at], answer);
}

static bool is_same(const struct sock_filter *a, struct sock_filter b)
{
    return a->code == b.code && a->k == b.k && a->jt == b.jt;
}

/* libseccomp's filters begin with questions that the prefix has asked: how many of the
 * words are these? */
static size_t size_of_head(const struct sock_filter *code, size_t count)
{
    static const struct sock_filter head[] = {
        LOAD(AT_ARCH),      UNLESS(AUDIT_ARCH_X86_64, 0),
        LOAD(AT_NUMBER),    UNLESS_AT_LEAST(X32_FIRST, 1),
        UNLESS(NO_CALL, 0), LOAD(AT_NUMBER),
    };
    const size_t of_arch = 1, of_x32 = 3, of_none = 4;

    if (count < ARRAY_LEN(head))
        return 0;
    for (size_t i = 0; i < ARRAY_LEN(head); i++)
        if (!is_same(&code[i], head[i]))
            return 0;
    if (code[of_x32].jf != head[of_x32].jf ||
        !answers_at(code, count, of_arch + 1 + code[of_arch].jf, UNKNOWN) ||
        !answers_at(code, count, of_none + 1 + code[of_none].jf, UNKNOWN))
        return 0;
    return of_none + 1; /* what follows asks for the number again */
}

/* Go on `distance` instructions behind `at`. */
static void leave_to(struct sock_filter *at, size_t distance)
{
    *at = (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, (uint32_t)(distance - 1));
}

/* What the part allows goes on behind it and the test by hand, what it leaves to that
 * test goes there. */
static bool link_part(struct sock_filter *code, size_t count)
{
    bool has_hand = false;

    for (size_t i = 0; i < count; i++)
        if (answers(&code[i], REFUSAL_BY_HAND)) {
            leave_to(&code[i], count - i);
            has_hand = true;
        }
    for (size_t i = 0; i < count; i++)
        if (answers(&code[i], SECCOMP_RET_ALLOW))
            leave_to(&code[i], count - i + (has_hand ? ARRAY_LEN(persona) : 0));
    return has_hand;
}

long floor_add(struct floor *floor, const struct sock_filter *code, size_t count)
{
    struct sock_filter *place = floor->code + floor->count;
    const size_t head = size_of_head(code, count);

    code += head;
    count -= head;
    if (floor->count + count + ARRAY_LEN(persona) >= FLOOR_MAX)
        return -E2BIG;
    memcpy(place, code, count * sizeof(*code));
    floor->count = (unsigned short)(floor->count + count);
    if (!link_part(place, count))
        return 0;
    memcpy(place + count, persona, sizeof(persona));
    floor->count = (unsigned short)(floor->count + ARRAY_LEN(persona));
    return 0;
}

/* So that lxcore can tell lxrun of it (abi/control.h).  ENOSYS is what libcs fall back
 * on, and no denial. */
static void mark_refusals(struct floor *floor)
{
    for (unsigned i = 0; i < floor->count; i++) {
        struct sock_filter *word = &floor->code[i];
        uint32_t error = word->k & SECCOMP_RET_DATA;

        if (word->code == (BPF_RET | BPF_K) &&
            (word->k & SECCOMP_RET_ACTION_FULL) == SECCOMP_RET_ERRNO && error != ENOSYS &&
            error < CONTROL_REFUSED)
            word->k += CONTROL_REFUSED;
    }
}

long floor_end(struct floor *floor)
{
    mark_refusals(floor);
    if (floor->count >= FLOOR_MAX)
        return -E2BIG;
    floor->code[floor->count++] =
        (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    return 0;
}

static enum floor_part base_part(const struct policy_calls *calls)
{
    switch (calls->base) {
    case CALLS_DEFAULT:
        return calls->needs & CALLS_USERNS ? PART_DEFAULT_USERNS : PART_DEFAULT;
    case CALLS_STRICT:
        return PART_STRICT;
    case CALLS_UNSEEN:
    default:
        return PART_UNSEEN;
    }
}

static long add_part(struct floor *floor, enum floor_part part)
{
    return floor_add(floor, floor_parts[part].code, floor_parts[part].count);
}

long floor_put_parts(struct floor *floor, const struct policy_calls *calls, uint64_t gate)
{
    static const struct {
        unsigned need;
        enum floor_part part;
    } needs[] = {
        { CALLS_NO_INET, PART_NO_INET },         { CALLS_NO_OUTSIDE, PART_NO_OUTSIDE },
        { CALLS_NO_TRACING, PART_NO_TRACING },   { CALLS_NO_OTHERS, PART_NO_OTHERS },
        { CALLS_NO_IPC, PART_NO_IPC },           { CALLS_NO_TRUNCATE, PART_NO_TRUNCATE },
        { CALLS_NO_METADATA, PART_NO_METADATA }, { CALLS_NO_FASTOPEN, PART_NO_FASTOPEN },
    };
    long err;

    floor_begin(floor, gate);
    err = add_part(floor, base_part(calls));
    for (size_t i = 0; err == 0 && i < ARRAY_LEN(needs); i++)
        if (calls->needs & needs[i].need)
            err = add_part(floor, needs[i].part);
    return err;
}

long floor_make(struct floor *floor, const struct policy_calls *calls, uint64_t gate)
{
    long err = floor_put_parts(floor, calls, gate);

    return err != 0 ? err : floor_end(floor);
}
