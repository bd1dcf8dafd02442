/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dispatch_config.c - see dispatch_config.h. */
#include "ptrace/dispatch_config.h"

#include "abi/errno.h"
#include "abi/ptrace.h"
#include "core/guest.h"
#include "ptrace/remote.h"
#include "task/task.h"
#include "view/other.h"

#include <linux/prctl.h>

#define WORD_MASK (~(sizeof(uint64_t) - 1))

long dispatch_config_get(int tid, uint64_t size, gaddr_t at)
{
    struct sud_config config;
    struct task task;

    if (size != sizeof(config))
        return -EINVAL;
    if (other_find_task(tid, tid, &task) == 0)
        return -ESRCH;
    config = (struct sud_config){
        .mode = task.restrictions & TASK_IS_DISPATCHING ? PR_SYS_DISPATCH_ON :
                                                          PR_SYS_DISPATCH_OFF,
        .selector = task.user_dispatch.selector,
        .offset = task.user_dispatch.offset,
        .size = task.user_dispatch.size,
    };
    return guest_copy_out(at, &config, sizeof(config));
}

/* ptrace(2) writes words: the restrictions and their neighbour. */
static long set_restriction(int tid, uint64_t task_at, bool is_dispatching)
{
    const uint64_t offset = offsetof(struct task, restrictions);
    const uint64_t at = (task_at + offset) & WORD_MASK;
    uint32_t words[2];
    uint32_t *restrictions = &words[(task_at + offset - at) / sizeof(words[0])];
    long err = remote_read(tid, at, words, sizeof(words));

    if (err != 0)
        return err;
    *restrictions = is_dispatching ? *restrictions | TASK_IS_DISPATCHING :
                                     *restrictions & ~(uint32_t)TASK_IS_DISPATCHING;
    return remote_write(tid, at, words, sizeof(words));
}

long dispatch_config_set(int tid, uint64_t size, gaddr_t at)
{
    struct user_dispatch dispatch;
    struct sud_config config;
    struct task task;
    uint64_t task_at;
    long err;

    if (size != sizeof(config))
        return -EINVAL;
    if (guest_copy_in(&config, at, sizeof(config)) != 0)
        return -EFAULT;
    dispatch = (struct user_dispatch){ config.offset, config.size, config.selector };
    if (!user_dispatch_is_valid(config.mode, &dispatch))
        return -EINVAL;
    task_at = other_find_task(tid, tid, &task);
    if (task_at == 0)
        return -ESRCH;
    err = remote_write(tid, task_at + offsetof(struct task, user_dispatch), &dispatch,
                       sizeof(dispatch));
    return err != 0 ? err :
                      set_restriction(tid, task_at, config.mode == PR_SYS_DISPATCH_ON);
}
