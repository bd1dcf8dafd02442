/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_futex2.c - decoding of futex_waitv(2), futex_wait(2), futex_wake(2) and
 * futex_requeue(2), which share one set of flags.
 *
 * A word whose flags are those of a plain private 32-bit futex is emulated.
 * All others are the host's: shared ones, and those that name a NUMA node or
 * follow a memory policy, which Linux keeps apart from plain ones too.  Flags
 * that no kernel knows go to the host to be refused.
 */
#include "abi/errno.h"
#include "abi/futex.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/types.h"
#include "futex/futex_impl.h"

#include <linux/time.h>

#include "syscall_entries.h"

#define FLAGS_KNOWN \
    (uint32_t)(FUTEX2_SIZE_MASK | FUTEX2_NUMA | FUTEX2_MPOL | FUTEX2_PRIVATE)

static bool is_emulated(uint64_t flags)
{
    return (uint32_t)flags == (FUTEX2_SIZE_U32 | FUTEX2_PRIVATE);
}

static bool fits_word(uint64_t value)
{
    return value <= UINT32_MAX;
}

static long load_timeout(gaddr_t at, uint64_t clock, struct futex_timeout *timeout)
{
    if (at != 0 && (int)clock != CLOCK_REALTIME && (int)clock != CLOCK_MONOTONIC)
        return -EINVAL;
    return futex_load_timeout(at, (int)clock == CLOCK_REALTIME, timeout);
}

static long load_wish(gaddr_t at, struct futex_wish *wish)
{
    struct futex_waitv waitv;

    if (guest_copy_in(&waitv, at, sizeof(waitv)) != 0)
        return -EFAULT;
    if ((waitv.flags & ~FLAGS_KNOWN) != 0 || waitv.__reserved != 0 ||
        (waitv.flags & FUTEX2_SIZE_MASK) != FUTEX2_SIZE_U32 || !fits_word(waitv.val))
        return -EINVAL;
    *wish = (struct futex_wish){
        .uaddr = waitv.uaddr,
        .expected = (uint32_t)waitv.val,
        .mask = FUTEX_MASK_ANY,
        .flags = waitv.flags,
        .is_emulated = is_emulated(waitv.flags),
    };
    return 0;
}

/* Returns how many of the wishes are emulated. */
static long load_wishes(gaddr_t at, struct futex_wish *wishes, unsigned count)
{
    long emulated = 0;

    for (unsigned i = 0; i < count; i++) {
        long err = load_wish(at + i * sizeof(struct futex_waitv), &wishes[i]);

        if (err != 0)
            return err;
        emulated += wishes[i].is_emulated;
    }
    return emulated;
}

long lx_sys_futex_waitv(struct task *task, const struct sys_args *args)
{
    struct futex_wish wishes[FUTEX_WAITV_MAX];
    struct futex_timeout timeout;
    unsigned count = (unsigned)args->arg[1];
    long emulated, err;

    if ((uint32_t)args->arg[2] != 0 || count == 0 || count > FUTEX_WAITV_MAX ||
        args->arg[0] == 0)
        return -EINVAL;
    err = load_timeout(args->arg[3], args->arg[4], &timeout);
    if (err != 0)
        return err;
    emulated = load_wishes(args->arg[0], wishes, count);
    if (emulated < 0)
        return emulated;
    if (emulated == 0)
        return host_call_restartable(task, args);
    return futex_wait_any(task, wishes, count, timeout.until);
}

/* A wait on a list of one: its signals follow the rules of that call. */
long lx_sys_futex_wait(struct task *task, const struct sys_args *args)
{
    const struct futex_wish wish = {
        .uaddr = args->arg[0],
        .expected = (uint32_t)args->arg[1],
        .mask = (uint32_t)args->arg[2],
        .is_emulated = true,
    };
    struct futex_timeout timeout;
    long err;

    if (!is_emulated(args->arg[3]))
        return host_call_restartable(task, args);
    if (!fits_word(args->arg[1]) || !fits_word(args->arg[2]))
        return -EINVAL;
    err = load_timeout(args->arg[4], args->arg[5], &timeout);
    if (err != 0)
        return err;
    if (wish.mask == 0)
        return -EINVAL;
    return futex_wait_any(task, &wish, 1, timeout.until);
}

long lx_sys_futex_wake(struct task *task, const struct sys_args *args)
{
    gaddr_t uaddr = args->arg[0];
    uint32_t mask = (uint32_t)args->arg[1];
    int max = (int)args->arg[2];

    if (!is_emulated(args->arg[3]))
        return host_call_restartable(task, args);
    if (!fits_word(args->arg[1]) || mask == 0)
        return -EINVAL;
    /* Unlike futex(2), none means none here. */
    if (max == 0)
        return futex_check_address(uaddr);
    return futex_wake(task, uaddr, mask, max);
}

long lx_sys_futex_requeue(struct task *task, const struct sys_args *args)
{
    struct futex_wish wishes[2];
    struct futex_requeue request;
    long emulated;

    if ((uint32_t)args->arg[1] != 0 || args->arg[0] == 0)
        return -EINVAL;
    emulated = load_wishes(args->arg[0], wishes, ARRAY_LEN(wishes));
    if (emulated < 0)
        return emulated;
    if (wishes[0].flags != wishes[1].flags)
        return -EINVAL;
    if (emulated == 0)
        return host_call_restartable(task, args);
    request = (struct futex_requeue){
        .from = wishes[0].uaddr,
        .to = wishes[1].uaddr,
        .max_wake = (int)args->arg[2],
        .max_move = (int)args->arg[3],
        .expected = &wishes[0].expected,
    };
    return futex_requeue(task, &request);
}
