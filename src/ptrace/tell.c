/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tell.c - see tell.h. */
#include "ptrace/tell.h"

#include "abi/signal.h"
#include "core/host.h"
#include "signal/held.h"
#include "task/task.h"

void tell_exit(struct task *task)
{
    const uint64_t sigsys = SIG_BIT(SIGSYS);
    const struct siginfo info = {
        .signo = SIGSYS,
        .error = TELL_EXIT,
        .code = SI_HELD_POKE,
    };

    task->leaves_whole = true;
    host_sigprocmask(SIG_BLOCK, &sigsys, NULL);
    host_queue_to_thread(task->tgid, task->tid, SIGSYS, &info);
}

bool tell_is_exit(const struct siginfo *info)
{
    return info->signo == SIGSYS && info->error == TELL_EXIT &&
           info->code == SI_HELD_POKE;
}
