/* SPDX-License-Identifier: GPL-2.0-or-later */
/* flight.c - see flight.h. */
#include "supervisor/flight.h"

#include <string.h>

#include "supervisor/peek.h"
#include "supervisor/recall.h"
#include "syscall_nr.h"
#include "task/task.h"

static bool is_older_of_others(const struct flight_entry *entry, uint32_t tgid)
{
    return flight_kind(entry) == FLIGHT_NOTHING || flight_kind(entry) == FLIGHT_BEGIN ||
           (flight_kind(entry) == FLIGHT_FORK && entry->args[0] != tgid);
}

/* First it is looked for backwards how far they go. */
static void take_own(struct flight *flight, const struct flight_entry *ring, size_t next,
                     uint32_t tgid)
{
    size_t own = 0;

    while (own < FLIGHT_ENTRIES &&
           !is_older_of_others(&ring[(next + FLIGHT_ENTRIES - 1 - own) % FLIGHT_ENTRIES],
                               tgid))
        own++;
    flight->count = 0;
    for (; own > 0; own--) {
        const struct flight_entry *entry =
            &ring[(next + FLIGHT_ENTRIES - own) % FLIGHT_ENTRIES];

        if (flight_kind(entry) != FLIGHT_FORK)
            flight->entry[flight->count++] = *entry;
    }
}

bool flight_read(struct flight *flight, pid_t pid, uint64_t task)
{
    const uint64_t ring_at =
        task + LX_AREA_TOP_SIZE - LX_AREA_SIZE + LX_FLIGHT_OFFSET;
    struct flight_entry ring[FLIGHT_ENTRIES];
    uint64_t next;
    uint32_t tgid;

    flight->pid = pid;
    if (!peek(pid, task + offsetof(struct task, tid), &flight->tid, sizeof(int32_t)) ||
        !peek(pid, task + offsetof(struct task, tgid), &tgid, sizeof(tgid)) ||
        !peek(pid, task + offsetof(struct task, flight), &next, sizeof(next)) ||
        !peek(pid, ring_at, ring, sizeof(ring)))
        return false;
    take_own(flight, ring, (next - ring_at) / FLIGHT_ENTRY_SIZE % FLIGHT_ENTRIES, tgid);
    return true;
}

/* open(2) without O_CREAT has one argument less than its shape. */
static bool lacks_arguments(const struct decode *d)
{
    return d->shape->nargs > FLIGHT_ARGS && d->enter->nr != SYS_openat;
}

static void tell_call(struct decode *d)
{
    decode_name(d->out, d->enter->nr);
    text_char(d->out, '(');
    for (unsigned i = 0; i < FLIGHT_ARGS && i < d->shape->nargs; i++) {
        text_string(d->out, i > 0 ? ", " : "");
        decode_argument(d, i);
    }
    text_string(d->out, lacks_arguments(d) ? ", ...) = " : ") = ");
    if (d->exit->result == LX_NO_RESULT)
        text_char(d->out, '?');
    else
        decode_result(d);
}

static void tell_known(const struct flight *flight, const struct flight_entry *entry,
                       struct text *out, const struct decode_style *style)
{
    const uint64_t args[6] = { entry->args[0], entry->args[1], flight_third(entry) };
    const int64_t nr = flight_kind(entry) - 1;
    const struct record_exit exit = {
        .head = { .size = sizeof(exit), .type = RECORD_EXIT },
        .nr = nr,
        .result = (int64_t)entry->result,
    };
    struct recall recall;
    struct decode d;

    recall_call(&recall, flight->pid, nr, args, RECALL_STRINGS);
    decode_begin(&d, out, style, &recall.enter, &exit);
    tell_call(&d);
}

static void tell_signal(const struct flight_entry *entry, struct text *out,
                        const struct decode_style *style)
{
    struct record_signal record = {
        .head = { .size = sizeof(record), .type = RECORD_SIGNAL },
        .signo = (int32_t)entry->result,
        .siginfo = { (uint32_t)entry->result, entry->result >> FLIGHT_CODE_SHIFT,
                     entry->args[0], entry->args[1] },
    };

    text_string(out, "--- ");
    decode_delivery(out, style, &record);
    text_string(out, flight_third(entry) != 0 ? " ---" : " --- (no handler)");
}

void flight_tell(const struct flight *flight, size_t i, struct text *out,
                 const struct decode_style *style)
{
    const struct flight_entry *entry = &flight->entry[i];

    switch (flight_kind(entry)) {
    case FLIGHT_SIGNAL:
        tell_signal(entry, out, style);
        break;
    case FLIGHT_INT80:
        text_format(out, "int80_%d(0x%llx, 0x%llx, ...) = %lld", (int)flight_third(entry),
                    (unsigned long long)entry->args[0], (unsigned long long)entry->args[1],
                    (long long)entry->result);
        break;
    case FLIGHT_UNKNOWN:
        decode_name(out, (int32_t)entry->result);
        text_format(out, "(0x%llx, 0x%llx, ...) = ?", (unsigned long long)entry->args[0],
                    (unsigned long long)entry->args[1]);
        break;
    default:
        tell_known(flight, entry, out, style);
    }
}
