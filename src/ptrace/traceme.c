/* SPDX-License-Identifier: GPL-2.0-or-later */
/* traceme.c - see traceme.h. */
#include "ptrace/traceme.h"

#include "abi/errno.h"
#include "abi/ptrace.h"
#include "abi/signal.h"
#include "core/host.h"
#include "task/task.h"

uint64_t lx_is_traced HOT_DATA;

static long ask_host(void)
{
    return host_call(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0, 0, 0);
}

long traceme_ask(struct task *task)
{
    if (!task->is_borrowing_memory)
        return ask_host();
    if (task->wants_tracer)
        return -EPERM;
    task->wants_tracer = true;
    return 0;
}

/* Every signal is blocked, so it arrives when lxcore is left.  The kernel's own
 * SIGTRAP after exec has this form (ptrace(2)). */
void traceme_at_entry(const struct task *task)
{
    struct siginfo info = { .signo = SIGTRAP, .code = SI_USER };

    info.kill.pid = task->tgid;
    if (ask_host() == 0)
        host_queue_to_thread(task->tgid, task->tid, SIGTRAP, &info);
}
