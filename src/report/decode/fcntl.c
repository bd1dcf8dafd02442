/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fcntl.c - what is done to descriptors by fcntl(2). */
#include <fcntl.h>
#include <string.h>

#include "report/decode/impl.h"

#define KERNEL_F_GETLK64 12
#define KERNEL_F_SETLKW64 14

struct kernel_flock {
    int16_t type, whence;
    int64_t start, size;
    int32_t pid;
};

static bool is_lock_query(uint64_t command)
{
    return command == F_GETLK || command == F_OFD_GETLK || command == KERNEL_F_GETLK64;
}

static bool is_lock(uint64_t command)
{
    return (command >= F_GETLK && command <= F_SETLKW) ||
           (command >= KERNEL_F_GETLK64 && command <= KERNEL_F_SETLKW64) ||
           (command >= F_OFD_GETLK && command <= F_OFD_SETLKW);
}

unsigned decode_shown_fcntl(const struct decode *d)
{
    switch (arg(d, 1)) {
    case F_GETFD:
    case F_GETFL:
    case F_GETOWN:
    case F_GETSIG:
    case F_GETLEASE:
    case F_GETPIPE_SZ:
    case F_GET_SEALS:
        return 2;
    default:
        return 3;
    }
}

static void show_lock(struct decode *d, uint64_t address, bool is_query)
{
    struct kernel_flock lock;

    if (!decode_read(d, is_query ? SIDE_OUT : SIDE_IN, address, &lock, sizeof(lock))) {
        decode_address(d, address);
        return;
    }
    text_string(d->out, "{l_type=");
    decode_enum(d, &constants_locktypes, (uint16_t)lock.type);
    text_string(d->out, ", l_whence=");
    decode_enum(d, &constants_whence, (uint16_t)lock.whence);
    text_format(d->out, ", l_start=%lld, l_len=%lld", (long long)lock.start,
                (long long)lock.size);
    if (is_query)
        text_format(d->out, ", l_pid=%d", lock.pid);
    text_char(d->out, '}');
}

static void show_owner(struct decode *d, enum side side, uint64_t address)
{
    int32_t owner[2];

    if (!decode_read(d, side, address, owner, sizeof(owner))) {
        decode_address(d, address);
        return;
    }
    text_string(d->out, "{type=");
    decode_enum(d, &constants_ownertypes, (unsigned)owner[0]);
    text_format(d->out, ", pid=%d}", owner[1]);
}

static void show_simple(struct decode *d, uint64_t command, uint64_t value)
{
    switch (command) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
    case F_SETOWN:
    case F_SETPIPE_SZ:
        text_signed(d->out, (int32_t)value);
        break;
    case F_SETFD:
        if (value == FD_CLOEXEC && d->style->words == WORDS_ABBREVIATED)
            text_string(d->out, "FD_CLOEXEC");
        else
            text_hex(d->out, value);
        break;
    case F_SETFL:
        decode_open_flags(d, value);
        break;
    case F_SETSIG:
        decode_signal(d, (int)value);
        break;
    case F_SETLEASE:
        decode_enum(d, &constants_locktypes, value);
        break;
    case F_NOTIFY:
        decode_flags(d, &constants_notifybits, value);
        break;
    case F_ADD_SEALS:
        decode_flags(d, &constants_seals, value);
        break;
    default:
        text_hex(d->out, value);
        break;
    }
}

void decode_arg_fcntl(struct decode *d, unsigned i)
{
    uint64_t command = arg(d, 1), value = arg(d, i);

    if (is_lock(command))
        show_lock(d, value, is_lock_query(command));
    else if (command == F_SETOWN_EX)
        show_owner(d, SIDE_IN, value);
    else if (command == F_GETOWN_EX)
        show_owner(d, SIDE_OUT, value);
    else
        show_simple(d, command, value);
}

static void result_flags(struct decode *d, uint64_t value)
{
    text_hex(d->out, value);
    if (value == 0 && arg(d, 1) != F_GETFL)
        return;
    text_string(d->out, " (flags ");
    if (arg(d, 1) == F_GETFL)
        decode_open_flags(d, value);
    else if (arg(d, 1) == F_GET_SEALS)
        decode_flags(d, &constants_seals, value);
    else
        text_string(d->out, value == FD_CLOEXEC ? "FD_CLOEXEC" : "???");
    text_char(d->out, ')');
}

bool decode_fcntl_result(struct decode *d)
{
    switch (arg(d, 1)) {
    case F_GETFD:
    case F_GETFL:
    case F_GET_SEALS:
        result_flags(d, (uint64_t)d->exit->result);
        return true;
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
        decode_fd(d, (int)d->exit->result);
        return true;
    case F_GETLEASE:
        decode_enum(d, &constants_locktypes, (uint64_t)d->exit->result);
        return true;
    default:
        return false;
    }
}
