/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * number.c - arguments that are a number, a name, or a pointer to one of them.
 */
#include <fcntl.h>

#include "report/decode/number.h"
#include "syscall_nr.h"

void decode_arg_int(struct decode *d, unsigned i)
{
    text_signed(d->out, (int32_t)arg(d, i));
}

void decode_arg_u32(struct decode *d, unsigned i)
{
    text_unsigned(d->out, (uint32_t)arg(d, i));
}

void decode_arg_long(struct decode *d, unsigned i)
{
    text_signed(d->out, (int64_t)arg(d, i));
}

void decode_arg_ulong(struct decode *d, unsigned i)
{
    text_unsigned(d->out, arg(d, i));
}

void decode_arg_hex(struct decode *d, unsigned i)
{
    text_hex(d->out, arg(d, i));
}

void decode_arg_address(struct decode *d, unsigned i)
{
    decode_address(d, arg(d, i));
}

void decode_arg_fd(struct decode *d, unsigned i)
{
    decode_fd(d, (int)arg(d, i));
}

void decode_arg_dirfd(struct decode *d, unsigned i)
{
    decode_fd_or_cwd(d, (int)arg(d, i));
}

void decode_arg_path(struct decode *d, unsigned i)
{
    decode_path(d, arg(d, i));
}

void decode_arg_string(struct decode *d, unsigned i)
{
    decode_c_string(d, arg(d, i));
}

void decode_arg_identity(struct decode *d, unsigned i)
{
    decode_identity(d, (uint32_t)arg(d, i));
}

void decode_arg_mode(struct decode *d, unsigned i)
{
    unsigned mode = (uint16_t)arg(d, i);

    /* Only a new node's mode says what it shall be. */
    if (decode_is(d, SYS_mknod) || decode_is(d, SYS_mknodat))
        decode_mode(d, mode);
    else
        text_format(d->out, mode < 0100 ? "%#03o" : "%#o", mode);
}

void decode_arg_device(struct decode *d, unsigned i)
{
    decode_device(d, (uint32_t)arg(d, i));
}

void decode_arg_signo(struct decode *d, unsigned i)
{
    decode_signal(d, (int)arg(d, i));
}

void decode_arg_open_flags(struct decode *d, unsigned i)
{
    uint64_t flags = (uint32_t)arg(d, i);

    if (decode_is(d, SYS_pipe2) || decode_is(d, SYS_dup3))
        decode_flags(d, &constants_openbits, flags);
    else
        decode_open_flags(d, flags);
}

void decode_arg_ipckey(struct decode *d, unsigned i)
{
    if ((int32_t)arg(d, i) == 0)
        text_string(d->out, "IPC_PRIVATE");
    else
        text_hex(d->out, (uint32_t)arg(d, i));
}

/* In brackets, as each number is that stands behind a pointer. */
static void number_at(struct decode *d, enum side side, unsigned i, size_t size,
                      bool is_signed)
{
    uint64_t value = 0;

    if ((side == SIDE_OUT && decode_failed(d)) ||
        !decode_read(d, side, arg(d, i), &value, size)) {
        decode_address(d, arg(d, i));
        return;
    }
    text_char(d->out, '[');
    if (is_signed)
        text_signed(d->out, size == 4 ? (int32_t)value : (int64_t)value);
    else
        text_unsigned(d->out, value);
    text_char(d->out, ']');
}

void decode_arg_int_out(struct decode *d, unsigned i)
{
    number_at(d, SIDE_OUT, i, 4, true);
}

void decode_arg_u32_out(struct decode *d, unsigned i)
{
    number_at(d, SIDE_OUT, i, 4, false);
}

void decode_arg_u64_out(struct decode *d, unsigned i)
{
    number_at(d, SIDE_OUT, i, 8, false);
}

void decode_arg_address_out(struct decode *d, unsigned i)
{
    uint64_t value;

    if (decode_failed(d) || !decode_read64(d, SIDE_OUT, arg(d, i), &value)) {
        decode_address(d, arg(d, i));
        return;
    }
    text_char(d->out, '[');
    decode_address(d, value);
    text_char(d->out, ']');
}

/* [3] => [8] */
void decode_arg_offset_inout(struct decode *d, unsigned i)
{
    uint64_t before, after;

    number_at(d, SIDE_IN, i, 8, true);
    if (!decode_failed(d) && decode_read64(d, SIDE_IN, arg(d, i), &before) &&
        decode_read64(d, SIDE_OUT, arg(d, i), &after) && before != after)
        text_format(d->out, " => [%lld]", (long long)after);
}

/* [110 => 6] */
void decode_arg_size_inout(struct decode *d, unsigned i)
{
    uint32_t before, after;

    if (!decode_read32(d, SIDE_IN, arg(d, i), &before)) {
        decode_address(d, arg(d, i));
        return;
    }
    text_format(d->out, "[%u", before);
    if (!decode_failed(d) && decode_read32(d, SIDE_OUT, arg(d, i), &after) && after != before)
        text_format(d->out, " => %u", after);
    text_char(d->out, ']');
}

void decode_arg_fd_pair(struct decode *d, unsigned i)
{
    int32_t fds[2];

    if (decode_failed(d) || !decode_read(d, SIDE_OUT, arg(d, i), fds, sizeof(fds))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_char(d->out, '[');
    decode_fd(d, fds[0]);
    text_string(d->out, ", ");
    decode_fd(d, fds[1]);
    text_char(d->out, ']');
}

static bool makes_descriptors(const struct decode *d)
{
    return decode_is(d, SYS_pipe) || decode_is(d, SYS_pipe2) || decode_is(d, SYS_socketpair);
}

static void array_at(struct decode *d, enum side side, unsigned i, uint64_t count,
                     bool is_signed)
{
    uint32_t value;

    if (side == SIDE_OUT && decode_failed(d)) {
        decode_address(d, arg(d, i));
        return;
    }
    if (count != 0 && !decode_read32(d, side, arg(d, i), &value)) {
        decode_address(d, arg(d, i));
        return;
    }
    text_char(d->out, '[');
    for (uint64_t j = 0; j < count; j++) {
        text_string(d->out, j == 0 ? "" : ", ");
        if ((!d->style->is_whole && j >= d->style->string_limit) ||
            !decode_read32(d, side, arg(d, i) + 4 * j, &value)) {
            text_string(d->out, "...");
            break;
        }
        if (side == SIDE_OUT && makes_descriptors(d))
            decode_fd(d, (int32_t)value);
        else
            text_signed(d->out, is_signed ? (int32_t)value : (int64_t)value);
    }
    text_char(d->out, ']');
}

void decode_arg_ids_in(struct decode *d, unsigned i)
{
    array_at(d, SIDE_IN, i, decode_count(d, i), false);
}

void decode_arg_ids_out(struct decode *d, unsigned i)
{
    if (decode_count(d, 0) == 0 && arg(d, 0) == 0)
        decode_address(d, arg(d, i));
    else
        array_at(d, SIDE_OUT, i, decode_count(d, i), false);
}

void decode_arg_ints_in(struct decode *d, unsigned i)
{
    array_at(d, SIDE_IN, i, decode_count(d, i), true);
}

void decode_arg_ints_out(struct decode *d, unsigned i)
{
    array_at(d, SIDE_OUT, i, decode_count(d, i), true);
}
