/* SPDX-License-Identifier: GPL-2.0-or-later */
/* special.c - flags that are told by more than one set of names. */
#include <sys/mman.h>

#include "report/decode/number.h"
#include "syscall_nr.h"

void decode_arg_mmapflags(struct decode *d, unsigned i)
{
    uint64_t flags = arg(d, i), bits = flags & ~0xfUL & ~(63UL << 26);
    uint64_t huge = flags & MAP_HUGETLB ? flags >> 26 & 63 : 0;

    if (d->style->words == WORDS_RAW) {
        text_hex(d->out, flags);
        return;
    }
    if (huge == 0)
        bits = flags & ~0xfUL;
    decode_enum(d, &constants_mmaptypes, flags & 0xf);
    if (bits != 0) {
        text_char(d->out, '|');
        if (!decode_flag_names(d, &constants_mmapbits, bits))
            text_hex(d->out, bits);
    }
    if (huge != 0)
        text_format(d->out, "|%u<<MAP_HUGE_SHIFT", (unsigned)huge);
}

void decode_arg_mpolmode(struct decode *d, unsigned i)
{
    uint64_t bits = arg(d, i) & 0xe000;

    if (bits != 0) {
        decode_flag_names(d, &constants_mpolmodebits, bits);
        text_char(d->out, '|');
    }
    decode_enum(d, &constants_mpolmodes, arg(d, i) & ~0xe000UL);
}

void decode_arg_quotaop(struct decode *d, unsigned i)
{
    text_hex(d->out, arg(d, i));
}

void decode_arg_personality(struct decode *d, unsigned i)
{
    uint64_t persona = (uint32_t)arg(d, i);

    if (persona == UINT32_MAX) {
        text_string(d->out, "0xffffffff");
        return;
    }
    decode_enum(d, &constants_personality, persona & 0xff);
    if (persona >> 8 != 0) {
        text_char(d->out, '|');
        decode_flags(d, &constants_personalitybits, persona & ~0xffUL);
    }
}

void decode_arg_ioprio(struct decode *d, unsigned i)
{
    text_string(d->out, "IOPRIO_PRIO_VALUE(");
    decode_enum(d, &constants_ioprioclass, arg(d, i) >> 13 & 7);
    text_format(d->out, ", %u)", (unsigned)(arg(d, i) & 0x1fff));
}

/* The permissions of an object are always told; those of an operation are none. */
void decode_arg_ipcflags(struct decode *d, unsigned i)
{
    const struct constants *set =
        decode_is(d, SYS_shmget) ? &constants_shmgetbits : &constants_ipcflags;
    uint64_t flags = (uint32_t)arg(d, i), bits = flags & ~0777UL;

    if (decode_is(d, SYS_msgsnd) || decode_is(d, SYS_msgrcv)) {
        decode_flags(d, &constants_msgopflags, flags);
        return;
    }
    if (bits != 0) {
        decode_flags(d, set, bits);
        text_char(d->out, '|');
    }
    decode_mode(d, (unsigned)(flags & 0777));
}

static void statx_flags(struct decode *d, uint64_t flags)
{
    uint64_t rest = flags & ~0x6000UL;

    decode_enum(d, &constants_statxsync, flags & 0x6000);
    if (rest != 0) {
        text_char(d->out, '|');
        decode_flags(d, &constants_atflags, rest);
    }
}

void decode_arg_atflags(struct decode *d, unsigned i)
{
    uint64_t flags = (uint32_t)arg(d, i);

    if (decode_is(d, SYS_statx) && d->style->words == WORDS_ABBREVIATED)
        statx_flags(d, flags);
    else
        decode_flags(d,
                     decode_is(d, SYS_faccessat2) ? &constants_accessflags :
                                                    &constants_atflags,
                     flags);
}

void decode_arg_key(struct decode *d, unsigned i)
{
    const char *name = constant_name(&constants_keyserial, (uint32_t)arg(d, i));

    if (name != NULL)
        text_string(d->out, name);
    else
        text_signed(d->out, (int32_t)arg(d, i));
}

void decode_arg_rusagewho(struct decode *d, unsigned i)
{
    decode_enum(d, &constants_rusagewho, (uint32_t)arg(d, i));
}

void decode_arg_ipccmd(struct decode *d, unsigned i)
{
    const struct constants *set = &constants_msgctlcmd;

    if (decode_is(d, SYS_shmctl))
        set = &constants_shmctlcmd;
    else if (decode_is(d, SYS_semctl))
        set = &constants_semctlcmd;
    decode_enum(d, set, (uint32_t)arg(d, i) & ~0x100U);
}

void decode_arg_waitoptions(struct decode *d, unsigned i)
{
    decode_flags(d,
                 decode_is(d, SYS_waitid) ? &constants_waitidoptions : &constants_waitoptions,
                 (uint32_t)arg(d, i));
}

void decode_arg_memfdflags(struct decode *d, unsigned i)
{
    uint64_t flags = (uint32_t)arg(d, i), huge = flags >> 26;

    decode_flags(d, &constants_memfdflags, huge != 0 ? flags & 0x3ffffff : flags);
    if (huge != 0)
        text_format(d->out, "|%u<<MFD_HUGE_SHIFT", (unsigned)huge);
}

void decode_arg_swapflags(struct decode *d, unsigned i)
{
    uint64_t flags = (uint32_t)arg(d, i), priority = flags & 0x7fff;

    decode_flags(d, &constants_swapflags, flags & ~0x7fffUL);
    if (priority != 0)
        text_format(d->out, "|%u", (unsigned)priority);
}

void decode_arg_timerflags(struct decode *d, unsigned i)
{
    decode_flags(d,
                 decode_is(d, SYS_timerfd_settime) ? &constants_timerfdtimes :
                                                     &constants_timerflags,
                 (uint32_t)arg(d, i));
}

void decode_arg_word(struct decode *d, unsigned i)
{
    switch (d->enter->nr) {
    case SYS_ioctl:
        decode_arg_ioctl(d, i);
        break;
    case SYS_fcntl:
        decode_arg_fcntl(d, i);
        break;
    case SYS_prctl:
        decode_arg_prctl(d, i);
        break;
    case SYS_ptrace:
        decode_arg_ptrace(d, i);
        break;
    case SYS_semctl:
        decode_arg_semctl(d, i);
        break;
    default:
        text_hex(d->out, arg(d, i));
        break;
    }
}
