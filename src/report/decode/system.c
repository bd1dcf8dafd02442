/* SPDX-License-Identifier: GPL-2.0-or-later */
/* system.c - the machine: its name, its load, its clock. */
#include <sys/sysinfo.h>
#include <sys/timex.h>
#include <sys/utsname.h>

#include "report/decode/impl.h"

static void name_member(struct decode *d, const char *name, const char *value)
{
    text_format(d->out, ", %s=", name);
    decode_text_member(d, value, 65);
}

void decode_arg_utsname(struct decode *d, unsigned i)
{
    struct utsname name;

    if (!decode_read(d, SIDE_OUT, arg(d, i), &name, sizeof(name))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_string(d->out, "{sysname=");
    decode_text_member(d, name.sysname, 65);
    name_member(d, "nodename", name.nodename);
    if (d->style->is_whole) {
        name_member(d, "release", name.release);
        name_member(d, "version", name.version);
        name_member(d, "machine", name.machine);
        name_member(d, "domainname", name.domainname);
    }
    text_string(d->out, d->style->is_whole ? "}" : ", ...}");
}

void decode_arg_sysinfo(struct decode *d, unsigned i)
{
    struct sysinfo info;

    if (!decode_read(d, SIDE_OUT, arg(d, i), &info, sizeof(info))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_format(d->out, "{uptime=%ld, loads=[%lu, %lu, %lu], totalram=%lu, freeram=%lu",
                info.uptime, info.loads[0], info.loads[1], info.loads[2], info.totalram,
                info.freeram);
    text_format(d->out, ", sharedram=%lu, bufferram=%lu, totalswap=%lu, freeswap=%lu",
                info.sharedram, info.bufferram, info.totalswap, info.freeswap);
    text_format(d->out, ", procs=%u, totalhigh=%lu, freehigh=%lu, mem_unit=%u}",
                (unsigned)info.procs, info.totalhigh, info.freehigh, info.mem_unit);
}

static const struct constant clock_states[] = {
    { 0x1, "STA_PLL" },      { 0x2, "STA_PPSFREQ" },   { 0x4, "STA_PPSTIME" },
    { 0x8, "STA_FLL" },      { 0x10, "STA_INS" },      { 0x20, "STA_DEL" },
    { 0x40, "STA_UNSYNC" },  { 0x80, "STA_FREQHOLD" }, { 0x100, "STA_PPSSIGNAL" },
    { 0x200, "STA_PPSJITTER" }, { 0x400, "STA_PPSWANDER" }, { 0x800, "STA_PPSERROR" },
    { 0x1000, "STA_CLOCKERR" }, { 0x2000, "STA_NANO" }, { 0x4000, "STA_MODE" },
    { 0x8000, "STA_CLK" },
};
static const struct constants clock_state_set = {
    "STA_???", sizeof(clock_states) / sizeof(clock_states[0]), clock_states
};
static const struct constant clock_modes[] = {
    { 0xa001, "ADJ_OFFSET_SS_READ" }, { 0x8001, "ADJ_OFFSET_SINGLESHOT" },
    { 0x1, "ADJ_OFFSET" },   { 0x2, "ADJ_FREQUENCY" }, { 0x4, "ADJ_MAXERROR" },
    { 0x8, "ADJ_ESTERROR" }, { 0x10, "ADJ_STATUS" },   { 0x20, "ADJ_TIMECONST" },
    { 0x80, "ADJ_TAI" },     { 0x100, "ADJ_SETOFFSET" }, { 0x1000, "ADJ_MICRO" },
    { 0x2000, "ADJ_NANO" },  { 0x4000, "ADJ_TICK" },
};
static const struct constants clock_mode_set = {
    "ADJ_???", sizeof(clock_modes) / sizeof(clock_modes[0]), clock_modes
};

static void clock_discipline(struct decode *d, const struct timex *clock)
{
    text_string(d->out, "{modes=");
    decode_flags(d, &clock_mode_set, clock->modes);
    text_format(d->out, ", offset=%ld, freq=%ld, maxerror=%ld, esterror=%ld, status=",
                clock->offset, clock->freq, clock->maxerror, clock->esterror);
    decode_flags(d, &clock_state_set, (unsigned)clock->status);
    text_format(d->out, ", constant=%ld, precision=%ld, tolerance=%ld", clock->constant,
                clock->precision, clock->tolerance);
    text_format(d->out, ", time={tv_sec=%ld, tv_usec=%ld}, tick=%ld", clock->time.tv_sec,
                clock->time.tv_usec, clock->tick);
}

void decode_arg_timex(struct decode *d, unsigned i)
{
    struct timex clock;

    if (!decode_read(d, SIDE_OUT, arg(d, i), &clock, sizeof(clock))) {
        decode_address(d, arg(d, i));
        return;
    }
    clock_discipline(d, &clock);
    text_format(d->out, ", ppsfreq=%ld, jitter=%ld, shift=%d, stabil=%ld, jitcnt=%ld",
                clock.ppsfreq, clock.jitter, clock.shift, clock.stabil, clock.jitcnt);
    text_format(d->out, ", calcnt=%ld, errcnt=%ld, stbcnt=%ld, tai=%d}", clock.calcnt,
                clock.errcnt, clock.stbcnt, clock.tai);
}
