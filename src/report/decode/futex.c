/* SPDX-License-Identifier: GPL-2.0-or-later */
/* futex.c - the variants of futex(2), each with arguments of its own. */
#include <linux/futex.h>

#include "report/decode/impl.h"

static void show_operation(struct decode *d, uint32_t operation)
{
    uint32_t bits = operation & (FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);
    const char *name = constant_name(&constants_futexop, operation & ~bits);

    if (name == NULL || d->style->words == WORDS_RAW) {
        decode_enum(d, &constants_futexop, operation);
        return;
    }
    text_string(d->out, name);
    if (bits & FUTEX_PRIVATE_FLAG)
        text_string(d->out, "_PRIVATE");
    if (bits & FUTEX_CLOCK_REALTIME)
        text_string(d->out, "|FUTEX_CLOCK_REALTIME");
}

static uint32_t operation_of(const struct decode *d)
{
    return (uint32_t)arg(d, 1) & (uint32_t)FUTEX_CMD_MASK;
}

unsigned decode_shown_futex(const struct decode *d)
{
    switch (operation_of(d)) {
    case FUTEX_UNLOCK_PI:
    case FUTEX_TRYLOCK_PI:
        return 2;
    case FUTEX_WAKE:
    case FUTEX_FD:
    case FUTEX_LOCK_PI:
    case FUTEX_LOCK_PI2:
        return 3;
    case FUTEX_WAIT:
    case FUTEX_WAKE_BITSET: /* value, and the last argument */
        return 4;
    case FUTEX_REQUEUE:
    case FUTEX_WAIT_BITSET:
    case FUTEX_WAIT_REQUEUE_PI:
        return 5;
    default:
        return 6;
    }
}

static void show_bits(struct decode *d, uint64_t bits)
{
    if ((uint32_t)bits == FUTEX_BITSET_MATCH_ANY)
        text_string(d->out, "FUTEX_BITSET_MATCH_ANY");
    else
        text_hex(d->out, (uint32_t)bits);
}

static void show_wake_op(struct decode *d, uint32_t value)
{
    decode_enum(d, &constants_futexwakeop, value >> 28 & 7);
    text_string(d->out, "<<28|");
    if (value >> 31)
        text_string(d->out, "FUTEX_OP_OPARG_SHIFT<<28|");
    text_hex(d->out, value >> 12 & 0xfff);
    text_string(d->out, "<<12|");
    decode_enum(d, &constants_futexwakecmp, value >> 24 & 0xf);
    text_string(d->out, "<<24|");
    text_hex(d->out, value & 0xfff);
}

static void third(struct decode *d)
{
    uint32_t operation = operation_of(d);

    if (operation == FUTEX_LOCK_PI || operation == FUTEX_LOCK_PI2)
        decode_timespec_at(d, SIDE_IN, arg(d, 3));
    else
        text_unsigned(d->out, (uint32_t)arg(d, 2));
}

static void fourth(struct decode *d)
{
    switch (operation_of(d)) {
    case FUTEX_WAKE_BITSET:
        show_bits(d, arg(d, 5));
        break;
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
    case FUTEX_WAIT_REQUEUE_PI:
        decode_timespec_at(d, SIDE_IN, arg(d, 3));
        break;
    case FUTEX_REQUEUE:
    case FUTEX_CMP_REQUEUE:
    case FUTEX_CMP_REQUEUE_PI:
    case FUTEX_WAKE_OP:
        text_unsigned(d->out, (uint32_t)arg(d, 3));
        break;
    default:
        decode_address(d, arg(d, 3));
        break;
    }
}

static void sixth(struct decode *d)
{
    switch (operation_of(d)) {
    case FUTEX_WAKE_OP:
        show_wake_op(d, (uint32_t)arg(d, 5));
        break;
    case FUTEX_CMP_REQUEUE:
    case FUTEX_CMP_REQUEUE_PI:
        text_unsigned(d->out, (uint32_t)arg(d, 5));
        break;
    default:
        text_hex(d->out, (uint32_t)arg(d, 5));
        break;
    }
}

void decode_arg_futexop(struct decode *d, unsigned i)
{
    switch (i) {
    case 1:
        show_operation(d, (uint32_t)arg(d, 1));
        break;
    case 2:
        third(d);
        break;
    case 3:
        fourth(d);
        break;
    case 4:
        if (operation_of(d) == FUTEX_WAIT_BITSET)
            show_bits(d, arg(d, 5));
        else
            decode_address(d, arg(d, 4));
        break;
    default:
        sixth(d);
        break;
    }
}
