/* SPDX-License-Identifier: GPL-2.0-or-later */
/* action.c - the table of dispositions, and its picture in the host. */
#include "signal/action.h"

#include "arch/x86_64/gate.h"
#include "core/config.h"
#include "core/host.h"
#include "core/string.h"
#include "task/task.h"

#define HOST_FLAGS (SA_SIGINFO | SA_ONSTACK | SA_RESTORER)
/* Of SIG_CRASHES, but for those that are handled in any case. */
#define CRASH_SIGNAL_LAST 8
#define MIRRORED_FLAGS (SA_RESTART | SA_NOCLDSTOP | SA_NOCLDWAIT | SA_EXPOSE_TAGBITS)

/* The flags and mask with which lxcore handles `signo`.  lx_sigsys_entry runs
 * with nothing blocked: it is the guest's own system call, which signals may
 * interrupt.  The others only save or deliver a signal. */
static struct ksigaction host_action_of(int signo, const struct ksigaction *action)
{
    struct ksigaction host = {
        .handler = HOST_POINTER(lx_async_entry),
        .flags = HOST_FLAGS | (action->flags & MIRRORED_FLAGS),
        .restorer = HOST_POINTER(lx_async_entry), /* demanded, never used */
        .mask = SIG_ALL_IN_CORE,
    };

    if (signo == SIGSYS) {
        host.handler = HOST_POINTER(lx_sigsys_entry);
        host.mask = 0;
    }
    /* A fault while a fault is handled must reach us too. */
    if (SIG_BIT(signo) & SIG_NEVER_BLOCKED)
        host.flags |= SA_NODEFER;
    if (!sigaction_has_handler(action))
        host.flags |= SA_RESTART;
    return host;
}

/* What ends a program that has gone wrong is to be told before it does. */
static bool is_to_be_told(const struct ksigaction *action, int signo)
{
    return action->handler == SIG_DFL && (SIG_BIT(signo) & SIG_CRASHES) &&
           lx_config.tells_crashes;
}

static bool is_always_handled(const struct sighand *sighand, int signo)
{
    if (signo == SIGCHLD)
        return sighand->is_following_children;
    if (is_to_be_told(&sighand->action[signo - 1], signo))
        return true;
    return (SIG_BIT(signo) & SIG_NEVER_BLOCKED) != 0;
}

/* Ignored, SIGCHLD would reap children; handled, it does so if told to
 * (sigaction(2)). */
static void follow_children(struct ksigaction *host, const struct ksigaction *action)
{
    host->flags &= ~SA_NOCLDSTOP;
    if (action->handler == SIG_IGN)
        host->flags |= SA_NOCLDWAIT;
}

static void host_install(const struct sighand *sighand, int signo)
{
    const struct ksigaction *action = &sighand->action[signo - 1];
    struct ksigaction host = host_action_of(signo, action);

    if (!sigaction_has_handler(action) && !is_always_handled(sighand, signo)) {
        host.handler = action->handler;
        host.flags = action->flags & MIRRORED_FLAGS;
        host.mask = 0;
    } else if (signo == SIGCHLD && sighand->is_following_children) {
        follow_children(&host, action);
    }
    host_sigaction(signo, &host, NULL);
}

void sighand_init(struct sighand *sighand, uint64_t ignored)
{
    memset(sighand, 0, sizeof(*sighand));
    sighand->users = 1;
    for (int signo = 1; signo <= SIG_COUNT; signo++)
        if (ignored & SIG_BIT(signo))
            sighand->action[signo - 1].handler = SIG_IGN;
    host_install(sighand, SIGSYS);
    host_install(sighand, SIGSEGV);
    host_install(sighand, SIGBUS);
    for (int signo = 1; signo <= CRASH_SIGNAL_LAST; signo++)
        if ((SIG_BIT(signo) & SIG_NEVER_BLOCKED) == 0 &&
            is_to_be_told(&sighand->action[signo - 1], signo))
            host_install(sighand, signo);
    /* An image that followed its tracees has had a handler for it in the host. */
    if (ignored & SIG_BIT(SIGCHLD))
        host_install(sighand, SIGCHLD);
}

void sighand_copy(struct sighand *to, struct sighand *from, const struct task *task)
{
    lock_take(&from->lock, task);
    memcpy(to->action, from->action, sizeof(to->action));
    lock_drop(&from->lock, task);
    lock_reset(&to->lock);
    memset(&to->held, 0, sizeof(to->held));
    to->users = 1;
    to->is_following_children = false;
}

void sighand_clear_handlers(struct sighand *sighand, const struct task *task)
{
    lock_take(&sighand->lock, task);
    for (int signo = 1; signo <= SIG_COUNT; signo++) {
        struct ksigaction *action = &sighand->action[signo - 1];

        if (!sigaction_has_handler(action))
            continue;
        memset(action, 0, sizeof(*action));
        host_install(sighand, signo);
    }
    lock_drop(&sighand->lock, task);
}

uint64_t sighand_ignored(const struct sighand *sighand)
{
    uint64_t ignored = 0;

    for (int signo = 1; signo <= SIG_COUNT; signo++)
        if (sighand->action[signo - 1].handler == SIG_IGN)
            ignored |= SIG_BIT(signo);
    return ignored;
}

struct ksigaction sighand_get(struct task *task, int signo)
{
    struct ksigaction action;

    lock_take(&task->sighand->lock, task);
    action = task->sighand->action[signo - 1];
    lock_drop(&task->sighand->lock, task);
    return action;
}

void sighand_set(struct task *task, int signo, const struct ksigaction *action)
{
    struct ksigaction *slot = &task->sighand->action[signo - 1];

    lock_take(&task->sighand->lock, task);
    *slot = *action;
    slot->flags &= SA_KNOWN;
    slot->mask &= ~SIG_UNBLOCKABLE;
    host_install(task->sighand, signo);
    lock_drop(&task->sighand->lock, task);
}

void sighand_reset_one_shot(struct task *task, int signo, uint64_t expected)
{
    struct ksigaction *slot = &task->sighand->action[signo - 1];

    lock_take(&task->sighand->lock, task);
    if (slot->handler == expected) {
        slot->handler = SIG_DFL;
        host_install(task->sighand, signo);
    }
    lock_drop(&task->sighand->lock, task);
}

void sighand_follow_children(struct task *task)
{
    struct sighand *sighand = task->sighand;

    lock_take(&sighand->lock, task);
    if (!sighand->is_following_children) {
        sighand->is_following_children = true;
        host_install(sighand, SIGCHLD);
    }
    lock_drop(&sighand->lock, task);
}

static void host_reset(int signo)
{
    const struct ksigaction action = { .handler = SIG_DFL };

    host_sigaction(signo, &action, NULL);
}

void sighand_host_default(struct task *task, int signo)
{
    struct sighand *sighand = task->sighand;

    lock_take(&sighand->lock, task);
    if ((SIG_BIT(signo) & SIG_CRASHES) &&
        sighand->action[signo - 1].handler == SIG_DFL)
        host_reset(signo);
    lock_drop(&sighand->lock, task);
}

void sighand_force_default(struct task *task, int signo)
{
    struct sighand *sighand = task->sighand;

    lock_take(&sighand->lock, task);
    sighand->action[signo - 1].handler = SIG_DFL;
    host_reset(signo);
    lock_drop(&sighand->lock, task);
}
