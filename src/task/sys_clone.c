/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_clone.c - decoding of clone, clone3, fork and vfork.
 *
 * The host kernel judges flags and pointers: they go to it as they came, but
 * for the stack, and for CLONE_CLEAR_SIGHAND, which would take lxcore's own
 * handlers away and is carried out by the child.
 *
 * A clone3 that clone(2) can say as well is made as one: a filter cannot look into
 * clone3's structure, so a floor that forbids new namespaces forbids clone3.
 */
#include "abi/errno.h"
#include "abi/sched.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/string.h"
#include "task/clone.h"
#include "task/task.h"

#include "syscall_entries.h"

#define CLONE_ARGS_MAX PAGE_SIZE

void clone_set_host_stack(struct sys_args *host, const struct clone_request *request,
                          uint64_t stack)
{
    if (request->args == NULL) {
        host->arg[1] = stack;
        return;
    }
    /* The kernel adds the size to the base; any size will do. */
    request->args->stack = stack == 0 ? 0 : stack - PAGE_SIZE;
    request->args->stack_size = stack == 0 ? 0 : PAGE_SIZE;
}

static long run_clone(struct task *task, uint64_t flags, uint64_t stack,
                      uint64_t parent_tid, uint64_t child_tid, uint64_t tls)
{
    const struct clone_request request = {
        .flags = (uint32_t)flags & ~(uint64_t)CSIGNAL,
        .stack_top = stack,
        .host = { .nr = SYS_clone, .arg = { flags, 0, parent_tid, child_tid, tls } },
    };

    return clone_run(task, &request);
}

long lx_sys_task_clone(struct task *task, const struct sys_args *args)
{
    return run_clone(task, args->arg[0], args->arg[1], args->arg[2], args->arg[3],
                     args->arg[4]);
}

long lx_sys_task_fork(struct task *task, const struct sys_args *args)
{
    (void)args;
    return run_clone(task, SIGCHLD, 0, 0, 0, 0);
}

long lx_sys_task_vfork(struct task *task, const struct sys_args *args)
{
    (void)args;
    return run_clone(task, CLONE_VM | CLONE_VFORK | SIGCHLD, 0, 0, 0, 0);
}

/* clone3(2): a structure that may be longer than we know, if the rest is 0.
 * Anything else than a whole one is left to the kernel's judgement. */
static long copy_clone_args(struct clone_args *args, gaddr_t from, uint64_t size)
{
    uint8_t byte;

    if (size > CLONE_ARGS_MAX)
        return -E2BIG;
    if (size < CLONE_ARGS_SIZE_VER0)
        return -EINVAL;
    memset(args, 0, sizeof(*args));
    if (guest_copy_in(args, from, size < sizeof(*args) ? size : sizeof(*args)) != 0)
        return -EFAULT;
    for (uint64_t i = sizeof(*args); i < size; i++) {
        if (guest_copy_in(&byte, from + i, 1) != 0)
            return -EFAULT;
        if (byte != 0)
            return -E2BIG;
    }
    return 0;
}

/* Rules on the stack that our own would hide from the kernel. */
static long check_stack(const struct clone_args *args)
{
    if (args->stack == 0)
        return args->stack_size > 0 ? -EINVAL : 0;
    if (args->stack_size == 0)
        return -EINVAL;
    if (args->stack + args->stack_size < args->stack ||
        args->stack + args->stack_size > (1UL << 47))
        return -EINVAL;
    return 0;
}

static long check_clear_sighand(const struct clone_args *args)
{
    const uint64_t both = CLONE_SIGHAND | CLONE_CLEAR_SIGHAND;

    return (args->flags & both) == both ? -EINVAL : 0;
}

/* Whether clone(2) means the same by these, and refuses what clone3 refuses. */
static bool is_expressible(const struct clone_args *args)
{
    const uint64_t shared_word = CLONE_PIDFD | CLONE_PARENT_SETTID;
    const uint64_t no_signal = CLONE_THREAD | CLONE_PARENT;
    const uint64_t others = CSIGNAL | CLONE_DETACHED;

    if (args->set_tid_size != 0 || args->set_tid != 0 || args->flags > UINT32_MAX)
        return false;
    if ((args->flags & others) != 0 || (args->flags & shared_word) == shared_word)
        return false;
    return args->exit_signal <= SIG_COUNT &&
           (args->exit_signal == 0 || (args->flags & no_signal) == 0);
}

static void express_as_clone(struct clone_request *request, const struct clone_args *args)
{
    bool has_pidfd = (args->flags & CLONE_PIDFD) != 0;

    request->args = NULL;
    request->host = (struct sys_args){
        .nr = SYS_clone,
        .arg = { args->flags | args->exit_signal, 0,
                 has_pidfd ? args->pidfd : args->parent_tid, args->child_tid, args->tls },
    };
}

long lx_sys_task_clone3(struct task *task, const struct sys_args *args)
{
    struct clone_args clone;
    struct clone_request request = {
        .host = { .nr = SYS_clone3, .arg = { HOST_POINTER(&clone), sizeof(clone) } },
        .args = &clone,
    };
    long err = copy_clone_args(&clone, args->arg[0], args->arg[1]);

    if (err == 0)
        err = check_stack(&clone);
    if (err == 0)
        err = check_clear_sighand(&clone);
    if (err != 0)
        return err;
    request.flags = clone.flags;
    request.stack_top = clone.stack == 0 ? 0 : clone.stack + clone.stack_size;
    clone.flags &= ~(uint64_t)CLONE_CLEAR_SIGHAND;
    if (is_expressible(&clone))
        express_as_clone(&request, &clone);
    return clone_run(task, &request);
}
