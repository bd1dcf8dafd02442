/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flight.c - see flight.h.
 *
 * lxrun reads a process that crashes from outside, so that one waits to be looked at:
 *
 *     the thread                       lxrun
 *     ----------                       -----
 *     send the message
 *     wait, a millisecond at a time    read what there is
 *                                      write the word
 *     die
 *
 * Where lxrun may not read, it may not write either; it is not waited for long then.
 */
#include "trace/flight.h"

#include "core/config.h"
#include "core/control.h"
#include "core/span.h"
#include "core/string.h"
#include "task/area.h"

#include <linux/futex.h>
#include <linux/prctl.h>

#define WAIT_NS 1000000
#define WAITS_MOST 3000
#define WAITS_UNSEEN 50

void flight_note_signal(struct task *task, const struct siginfo *info, bool is_handled)
{
    struct flight_entry entry = {
        .result = (uint64_t)(uint32_t)info->code << FLIGHT_CODE_SHIFT |
                  (uint32_t)info->signo,
        .last = (uint64_t)is_handled << FLIGHT_KIND_BITS | FLIGHT_SIGNAL,
    };

    memcpy(entry.args, info->bytes, sizeof(entry.args));
    flight_put(task, &entry);
}

static void wait_to_be_looked_at(const uint32_t *word)
{
    const uint64_t timeout[2] = { 0, WAIT_NS };
    int waits =
        host_call3(SYS_prctl, PR_GET_DUMPABLE, 0, 0) == 1 ? WAITS_MOST : WAITS_UNSEEN;

    while (__atomic_load_n(word, __ATOMIC_RELAXED) == 0 && waits-- > 0)
        host_call(SYS_futex, HOST_POINTER(word), FUTEX_WAIT, 0, HOST_POINTER(timeout), 0, 0);
}

void flight_crash(const struct task *task, const struct sigframe *frame,
                  const struct siginfo *info)
{
    uint32_t word = 0;
    struct control_crashed crashed = {
        .head = { CONTROL_MAGIC, CONTROL_CRASHED },
        .tid = task->tid,
        .tgid = task->tgid,
        .task = HOST_POINTER(task),
        .first_area = HOST_POINTER(lx_first_area),
        .area_count = area_count(),
        .looked_at = HOST_POINTER(&word),
    };

    if (!lx_config.tells_crashes || !(SIG_BIT(info->signo) & SIG_CRASHES))
        return;
    memcpy(crashed.siginfo, info, sizeof(crashed.siginfo));
    memcpy(crashed.registers, &frame->uc.mcontext, sizeof(crashed.registers));
    if (control_tell(&crashed, sizeof(crashed)) > 0)
        wait_to_be_looked_at(&word);
}
