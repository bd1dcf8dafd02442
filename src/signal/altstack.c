/* SPDX-License-Identifier: GPL-2.0-or-later */
/* altstack.c - rules of sigaltstack(2), as kernel/signal.c has them. */
#include "signal/altstack.h"

#include "abi/errno.h"
#include "task/task.h"

bool altstack_holds(const struct sigstack *stack, uint64_t sp)
{
    return sp > stack->sp && sp - stack->sp <= stack->size;
}

bool altstack_is_active(const struct sigstack *stack, uint64_t sp)
{
    if (stack->flags & SS_AUTODISARM)
        return false;
    return altstack_holds(stack, sp);
}

static uint32_t altstack_state(const struct sigstack *stack, uint64_t sp)
{
    if (stack->size == 0)
        return SS_DISABLE;
    return altstack_is_active(stack, sp) ? SS_ONSTACK : 0;
}

struct sigstack altstack_report(const struct task *task, uint64_t sp)
{
    struct sigstack report = {
        .sp = task->altstack.sp,
        .size = task->altstack.size,
        .flags = altstack_state(&task->altstack, sp) |
                 (task->altstack.flags & SS_AUTODISARM),
    };

    return report;
}

long altstack_set(struct task *task, const struct sigstack *stack, uint64_t sp)
{
    struct sigstack *mine = &task->altstack;
    uint32_t mode = stack->flags & ~SS_AUTODISARM;

    if (altstack_is_active(mine, sp))
        return -EPERM;
    if (mode != SS_DISABLE && mode != SS_ONSTACK && mode != 0)
        return -EINVAL;
    if (mode == SS_DISABLE) {
        *mine = (struct sigstack){ .flags = stack->flags };
        return 0;
    }
    if (stack->size < MINSIGSTKSZ)
        return -ENOMEM;
    *mine = (struct sigstack){ .sp = stack->sp, .size = stack->size, .flags = stack->flags };
    return 0;
}
