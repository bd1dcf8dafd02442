/* SPDX-License-Identifier: GPL-2.0-or-later */
/* traceme.c - see traceme.h. */
#include "ptrace/traceme.h"

#include "abi/errno.h"
#include "abi/ptrace.h"
#include "abi/signal.h"
#include "core/config.h"
#include "core/host.h"
#include "ptrace/follow.h"
#include "task/task.h"
#include "view/other.h"

uint64_t lx_is_traced HOT_DATA;

static long ask_host(void)
{
    return host_call(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0, 0, 0);
}

/* After an exec nobody knows which of its threads is the parent: the first. */
static void tell_tracer(const struct task *task)
{
    const struct siginfo poke = { .signo = SIGBUS, .code = SI_TRACEE_POKE };
    int tgid = lx_config.has_call_list ? 0 : (int)host_call3(SYS_getppid, 0, 0, 0);

    if (tgid > 0 && other_is_guest(tgid))
        host_queue_to_thread(tgid, tgid == task->parent_tgid ? task->parent_tid : tgid,
                             SIGBUS, &poke);
}

long traceme_ask(struct task *task)
{
    long err;

    if (!task->is_borrowing_memory) {
        err = ask_host();
        if (err == 0)
            tell_tracer(task);
        return err;
    }
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
