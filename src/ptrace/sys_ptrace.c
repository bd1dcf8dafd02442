/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_ptrace.c - decoding of ptrace(2).
 *
 * The host keeps the relation between tracer and tracee, and carries out
 * whatever has to do with memory and options.  Here is what lxcore must know of
 * (how a tracee is to run) or answer otherwise (registers, siginfo of stops
 * that are not the host's).
 *
 * A tracee is stopped for its tracer only between a stop that it has been shown
 * and the request to go on; at any other time the answer is -ESRCH.
 */
#include "abi/errno.h"
#include "abi/ptrace.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/span.h"
#include "ptrace/dispatch_config.h"
#include "ptrace/filters.h"
#include "ptrace/follow.h"
#include "ptrace/regset.h"
#include "ptrace/remote.h"
#include "ptrace/resume.h"
#include "ptrace/syscall_info.h"
#include "ptrace/tracee.h"
#include "ptrace/traceme.h"
#include "ptrace/unseen.h"
#include "ptrace/view.h"
#include "task/task.h"

#include "syscall_entries.h"

static long forward(const struct sys_args *args)
{
    return host_call(SYS_ptrace, args->arg[0], args->arg[1], args->arg[2], args->arg[3],
                     0, 0);
}

/* A tracer may know by other means than wait(2) that its tracee has stopped. */
static struct tracee *find_stopped(struct task *task, int tid)
{
    struct tracee *tracee = tracee_find(task, tid);

    if (tracee != NULL && tracee->is_stopped)
        return tracee;
    return unseen_take(task, tid);
}

static long begin_tracing(struct task *task, const struct sys_args *args)
{
    long err = forward(args);

    if (err == 0) {
        tracee_add(task, (int)args->arg[1]);
        follow_begin(task);
    }
    return err;
}

static long run(struct task *task, struct tracee *tracee, const struct sys_args *args)
{
    uint32_t request = (uint32_t)args->arg[0];
    uint64_t signo = args->arg[3];

    if (request == PTRACE_LISTEN)
        return resume_listen(tracee);
    if (signo > SIG_COUNT)
        return -EIO;
    if (request == PTRACE_DETACH)
        return resume_detach(tracee, (int)signo);
    return resume_shown(task, tracee, request, (int)signo);
}

static long access_memory(const struct sys_args *args)
{
    if (span_overlaps(args->arg[2], sizeof(uint64_t)))
        return -EIO;
    return forward(args);
}

static long get_siginfo(const struct tracee *tracee, const struct sys_args *args)
{
    if (tracee->made == MADE_NOTHING)
        return forward(args);
    return guest_copy_out(args->arg[3], &tracee->info, sizeof(tracee->info));
}

static long set_siginfo(struct tracee *tracee, const struct sys_args *args)
{
    if (tracee->made == MADE_NOTHING)
        return forward(args);
    return guest_copy_in(&tracee->info, args->arg[3], sizeof(tracee->info));
}

static long get_message(const struct tracee *tracee, const struct sys_args *args)
{
    switch (tracee->made) {
    case MADE_EXEC:
        return guest_store64(args->arg[3], tracee->exec_message);
    case MADE_EXIT:
        return guest_store64(args->arg[3], PTRACE_EVENTMSG_SYSCALL_EXIT);
    case MADE_NOTHING:
    case MADE_STEP:
    default:
        return forward(args);
    }
}

static long get_sigmask(const struct tracee *tracee, const struct sys_args *args)
{
    uint64_t mask;
    long err;

    if (tracee->view == VIEW_REAL)
        return forward(args);
    if (args->arg[2] != sizeof(mask))
        return -EINVAL;
    err = view_get_sigmask(tracee, &mask);
    return err != 0 ? err : guest_store64(args->arg[3], mask);
}

/* A tracee that blocks SIGSYS dies of its next call. */
static long set_sigmask(const struct tracee *tracee, const struct sys_args *args)
{
    uint64_t mask;

    if (args->arg[2] != sizeof(mask))
        return -EINVAL;
    if (guest_load64(args->arg[3], &mask) != 0)
        return -EFAULT;
    if (tracee->view != VIEW_REAL)
        return view_set_sigmask(tracee, mask);
    mask &= ~SIG_NEVER_BLOCKED;
    return remote_request(PTRACE_SETSIGMASK, tracee->tid, sizeof(mask),
                          HOST_POINTER(&mask));
}

static long ask_about_stop(const struct task *task, struct tracee *tracee,
                           const struct sys_args *args)
{
    switch (args->arg[0]) {
    case PTRACE_GETSIGINFO:
        return get_siginfo(tracee, args);
    case PTRACE_SETSIGINFO:
        return set_siginfo(tracee, args);
    case PTRACE_GETEVENTMSG:
        return get_message(tracee, args);
    case PTRACE_GETSIGMASK:
        return get_sigmask(tracee, args);
    case PTRACE_SETSIGMASK:
        return set_sigmask(tracee, args);
    case PTRACE_GET_SYSCALL_INFO:
        return syscall_info_get(tracee, args->arg[2], args->arg[3]);
    case PTRACE_GET_DISPATCH_CONFIG:
        return dispatch_config_get(tracee->tid, args->arg[2], args->arg[3]);
    case PTRACE_SET_DISPATCH_CONFIG:
        return dispatch_config_set(tracee->tid, args->arg[2], args->arg[3]);
    case PTRACE_SECCOMP_GET_FILTER:
        return filters_get(task, tracee->tid, args->arg[2], args->arg[3]);
    case PTRACE_SECCOMP_GET_METADATA:
        return filters_get_metadata(task, tracee->tid, args->arg[2], args->arg[3]);
    default:
        return forward(args);
    }
}

static long with_stopped(struct task *task, struct tracee *tracee,
                         const struct sys_args *args)
{
    switch (args->arg[0]) {
    case PTRACE_CONT:
    case PTRACE_SYSCALL:
    case PTRACE_SINGLESTEP:
    case PTRACE_SINGLEBLOCK:
    case PTRACE_SYSEMU:
    case PTRACE_SYSEMU_SINGLESTEP:
    case PTRACE_LISTEN:
    case PTRACE_DETACH:
        return run(task, tracee, args);
    case PTRACE_PEEKTEXT:
    case PTRACE_PEEKDATA:
    case PTRACE_POKETEXT:
    case PTRACE_POKEDATA:
        return access_memory(args);
    case PTRACE_PEEKUSR:
        return regset_peek_user(tracee, args);
    case PTRACE_POKEUSR:
        return regset_poke_user(tracee, args);
    case PTRACE_GETREGS:
    case PTRACE_GETFPREGS:
        return regset_get(tracee, args);
    case PTRACE_SETREGS:
    case PTRACE_SETFPREGS:
        return regset_set(tracee, args);
    case PTRACE_GETREGSET:
        return regset_get_note(tracee, args);
    case PTRACE_SETREGSET:
        return regset_set_note(tracee, args);
    default:
        return ask_about_stop(task, tracee, args);
    }
}

static long request(struct task *task, const struct sys_args *args)
{
    struct tracee *tracee;

    switch (args->arg[0]) {
    case PTRACE_TRACEME:
        return traceme_ask(task);
    case PTRACE_ATTACH:
    case PTRACE_SEIZE:
        return begin_tracing(task, args);
    case PTRACE_INTERRUPT:
    case PTRACE_KILL:
        return forward(args);
    default:
        tracee = find_stopped(task, (int)args->arg[1]);
        return tracee != NULL ? with_stopped(task, tracee, args) : -ESRCH;
    }
}

long lx_sys_ptrace_request(struct task *task, const struct sys_args *args)
{
    long result;

    follow_enter(task);
    result = request(task, args);
    follow_leave(task);
    return result;
}
