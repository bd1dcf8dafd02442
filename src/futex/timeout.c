/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timeout.c - the timespec of a wait, turned into a moment once, at the start:
 * parking again after noise must not make the wait longer.
 */
#include "abi/errno.h"
#include "abi/futex.h"
#include "core/guest.h"
#include "core/host.h"
#include "futex/futex_impl.h"

#include <linux/time.h>

#define NSEC_PER_SEC 1000000000
/* Where the kernel's clocks end; all that is later is never. */
#define SEC_MAX (INT64_MAX / NSEC_PER_SEC)

long futex_load_timeout(gaddr_t at, bool is_realtime, struct futex_timeout *timeout)
{
    int64_t timespec[2];

    timeout->until = NULL;
    if (at == 0)
        return 0;
    if (guest_copy_in(timespec, at, sizeof(timespec)) != 0)
        return -EFAULT;
    if (timespec[0] < 0 || timespec[1] < 0 || timespec[1] >= NSEC_PER_SEC)
        return -EINVAL;
    timeout->deadline = (struct futex_deadline){ .sec = timespec[0],
                                                 .nsec = timespec[1],
                                                 .is_realtime = is_realtime };
    timeout->until = &timeout->deadline;
    return 0;
}

long futex_load_duration(gaddr_t at, struct futex_timeout *timeout)
{
    struct futex_deadline *deadline = &timeout->deadline;
    int64_t now[2];
    long err = futex_load_timeout(at, false, timeout);

    if (err != 0 || timeout->until == NULL)
        return err;
    err = host_call3(SYS_clock_gettime, CLOCK_MONOTONIC, HOST_POINTER(now), 0);
    if (err != 0)
        return err;
    deadline->sec = now[0] + (deadline->sec < SEC_MAX ? deadline->sec : SEC_MAX);
    deadline->nsec += now[1];
    if (deadline->nsec >= NSEC_PER_SEC) {
        deadline->nsec -= NSEC_PER_SEC;
        deadline->sec++;
    }
    return 0;
}
