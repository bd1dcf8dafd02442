/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flight.h - reading a thread's flight recorder (abi/flight.h), and telling what is in it.
 *
 * World   lxrun.
 * Limits  names are shown as memory has them now, not as it had them at the call.
 */
#ifndef LXRUN_SUPERVISOR_FLIGHT_H
#define LXRUN_SUPERVISOR_FLIGHT_H

#include <stdbool.h>
#include <sys/types.h>

#include "abi/flight.h"
#include "report/decode/decode.h"

struct flight {
    pid_t pid;
    int32_t tid; /* as the guest sees it */
    size_t count;
    struct flight_entry entry[FLIGHT_ENTRIES]; /* the oldest first */
};

/* Of the thread whose task lies there.  False: it cannot be read. */
bool flight_read(struct flight *flight, pid_t pid, uint64_t task);
/* One of its entries as a line, without its end. */
void flight_tell(const struct flight *flight, size_t i, struct text *out,
                 const struct decode_style *style);

#endif
