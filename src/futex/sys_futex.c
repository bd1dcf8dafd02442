/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_futex.c - decoding of futex(2).
 *
 * Errno order is the kernel's: the timeout first, then a clock that the command
 * does not take, then the command, then what it says of its arguments.
 */
#include "abi/errno.h"
#include "abi/futex.h"
#include "core/host.h"
#include "futex/futex_impl.h"

#include "syscall_entries.h"

/* Commands on words whose owner the kernel has to know, priority inheritance:
 * the host does them, and those who wait on such a word are its waiters. */
static bool is_pi(int command)
{
    switch (command) {
    case FUTEX_LOCK_PI:
    case FUTEX_LOCK_PI2:
    case FUTEX_TRYLOCK_PI:
    case FUTEX_UNLOCK_PI:
    case FUTEX_WAIT_REQUEUE_PI:
    case FUTEX_CMP_REQUEUE_PI:
        return true;
    default:
        return false;
    }
}

static long decode_wait(struct task *task, const struct sys_args *args)
{
    struct futex_timeout timeout;
    long err = futex_load_duration(args->arg[3], &timeout);

    if (err != 0)
        return err;
    if (args->arg[1] & FUTEX_CLOCK_REALTIME)
        return -ENOSYS;
    return futex_wait(task, args->arg[0], (uint32_t)args->arg[2], FUTEX_MASK_ANY,
                      timeout.until);
}

static long decode_wait_until(struct task *task, const struct sys_args *args)
{
    const bool is_realtime = (args->arg[1] & FUTEX_CLOCK_REALTIME) != 0;
    struct futex_timeout timeout;
    long err = futex_load_timeout(args->arg[3], is_realtime, &timeout);

    if (err != 0)
        return err;
    return futex_wait(task, args->arg[0], (uint32_t)args->arg[2], (uint32_t)args->arg[5],
                      timeout.until);
}

static long decode_requeue(struct task *task, const struct sys_args *args,
                           const uint32_t *expected)
{
    const struct futex_requeue request = {
        .from = args->arg[0],
        .to = args->arg[4],
        .max_wake = (int)args->arg[2],
        .max_move = (int)args->arg[3],
        .expected = expected,
    };

    return futex_requeue(task, &request);
}

static long decode_wake_op(struct task *task, const struct sys_args *args)
{
    const struct futex_wake_op request = {
        .first = args->arg[0],
        .second = args->arg[4],
        .max_first = (int)args->arg[2],
        .max_second = (int)args->arg[3],
        .operation = (uint32_t)args->arg[5],
    };

    return futex_wake_op(task, &request);
}

/* The commands that know no timeout, and so no clock. */
static long decode_untimed(struct task *task, const struct sys_args *args, int command)
{
    const uint32_t expected = (uint32_t)args->arg[5];

    if (args->arg[1] & FUTEX_CLOCK_REALTIME)
        return -ENOSYS;
    switch (command) {
    case FUTEX_WAKE:
        return futex_wake(task, args->arg[0], FUTEX_MASK_ANY, (int)args->arg[2]);
    case FUTEX_WAKE_BITSET:
        return futex_wake(task, args->arg[0], expected, (int)args->arg[2]);
    case FUTEX_REQUEUE:
        return decode_requeue(task, args, NULL);
    case FUTEX_CMP_REQUEUE:
        return decode_requeue(task, args, &expected);
    case FUTEX_WAKE_OP:
        return decode_wake_op(task, args);
    default:
        return -ENOSYS;
    }
}

static long forward_requeue_pi(struct task *task, const struct sys_args *args)
{
    long err = futex_check_requeue_pi(task, args->arg[0], (uint32_t)args->arg[5]);

    return err != 0 ? err : host_call_restartable(task, args);
}

RETURNS_BEFORE_CALL long lx_sys_futex(struct task *task, const struct sys_args *args)
{
    int command = (int)args->arg[1] & FUTEX_CMD_MASK;

    if (command == FUTEX_CMP_REQUEUE_PI && (args->arg[1] & FUTEX_PRIVATE_FLAG))
        return forward_requeue_pi(task, args);
    if (!(args->arg[1] & FUTEX_PRIVATE_FLAG) || is_pi(command))
        return host_call_restartable(task, args);
    if (command == FUTEX_WAIT)
        return decode_wait(task, args);
    if (command == FUTEX_WAIT_BITSET)
        return decode_wait_until(task, args);
    return decode_untimed(task, args, command);
}
