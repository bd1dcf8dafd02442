/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.c - what a thread's filters say of a call, and what follows from it
 * (seccomp(2); the order of actions is that of the kernel's seccomp_run_filters()).
 */
#include "abi/errno.h"
#include "core/host.h"
#include "seccomp/bpf.h"
#include "seccomp/end.h"
#include "seccomp/filter.h"
#include "seccomp/notify.h"
#include "seccomp/trace.h"
#include "signal/deliver.h"
#include "task/task.h"

#define MAX_ERRNO 4095

static bool is_allowed_by_strict(const struct seccomp_data *data)
{
    if (data->arch != AUDIT_ARCH_X86_64)
        return false;
    switch (data->nr) {
    case SYS_read:
    case SYS_write:
    case SYS_exit:
    case SYS_rt_sigreturn:
        return true;
    default:
        return false;
    }
}

/* Every filter is asked; the lowest action wins, and of equal ones the newest. */
static uint32_t ask_filters(const struct task *task, const struct seccomp_data *data,
                            const struct seccomp_filter **match)
{
    const struct seccomp_filter *filter =
        __atomic_load_n(&task->seccomp.filter, __ATOMIC_ACQUIRE);
    uint32_t verdict = SECCOMP_RET_ALLOW;

    for (; filter != NULL; filter = filter->prev) {
        uint32_t said = bpf_run(filter->code, data);

        if ((int32_t)(said & SECCOMP_RET_ACTION_FULL) <
            (int32_t)(verdict & SECCOMP_RET_ACTION_FULL)) {
            verdict = said;
            *match = filter;
        }
    }
    return verdict;
}

static long trap(struct task *task, const struct seccomp_data *data, uint32_t verdict)
{
    const struct siginfo info = {
        .signo = SIGSYS,
        .code = SYS_SECCOMP,
        .error = (int32_t)(verdict & SECCOMP_RET_DATA),
        .sys = {
            .call_addr = data->instruction_pointer,
            .syscall = data->nr,
            .arch = data->arch,
        },
    };

    if (sig_force(task, task->frame, &info))
        return LX_NO_RESULT;
    return end_process(task, verdict);
}

static long error_of(uint32_t verdict)
{
    long error = verdict & SECCOMP_RET_DATA;

    return error > MAX_ERRNO ? -MAX_ERRNO : -error;
}

static struct seccomp_data data_of(const struct sys_args *args, uint32_t arch,
                                   uint64_t ip)
{
    struct seccomp_data data = {
        .nr = (int)args->nr,
        .arch = arch,
        .instruction_pointer = ip,
    };

    for (int i = 0; i < 6; i++)
        data.args[i] = args->arg[i];
    return data;
}

static bool judge(struct task *task, struct sys_args *args, uint32_t arch, uint64_t ip,
                  bool was_traced, long *result);

/* What the tracer makes of the call is judged as well, but it is asked only once. */
static bool ask_tracer(struct task *task, struct sys_args *args, uint32_t arch,
                       uint64_t ip, uint32_t verdict, long *result)
{
    return trace_ask(task, args, arch, verdict & SECCOMP_RET_DATA, result) &&
           judge(task, args, arch, ip, true, result);
}

static bool carry_out(struct task *task, const struct seccomp_data *data,
                      uint32_t verdict, long *result)
{
    switch (verdict & SECCOMP_RET_ACTION_FULL) {
    case SECCOMP_RET_ALLOW:
    case SECCOMP_RET_LOG:
        return true;
    case SECCOMP_RET_ERRNO:
        *result = error_of(verdict);
        return false;
    case SECCOMP_RET_TRAP:
        *result = trap(task, data, verdict);
        return false;
    case SECCOMP_RET_USER_NOTIF:
        *result = -ENOSYS; /* nobody listens */
        return false;
    case SECCOMP_RET_KILL_THREAD:
        *result = end_thread(task, verdict);
        return false;
    default:
        *result = end_process(task, verdict);
        return false;
    }
}

static bool judge(struct task *task, struct sys_args *args, uint32_t arch, uint64_t ip,
                  bool was_traced, long *result)
{
    const struct seccomp_data data = data_of(args, arch, ip);
    const struct seccomp_filter *match = NULL;
    uint32_t verdict = ask_filters(task, &data, &match);
    uint32_t action = verdict & SECCOMP_RET_ACTION_FULL;

    if (action == SECCOMP_RET_USER_NOTIF && match->has_listener)
        return notify_ask(task, args, result);
    if (action == SECCOMP_RET_TRACE)
        return was_traced || ask_tracer(task, args, arch, ip, verdict, result);
    return carry_out(task, &data, verdict, result);
}

bool seccomp_lets_pass(const struct task *task, const struct sys_args *args,
                       uint32_t arch, uint64_t ip)
{
    struct seccomp_data data = data_of(args, arch, ip);
    const struct seccomp_filter *match = NULL;
    uint32_t action;

    if (task->seccomp.mode == SECCOMP_MODE_STRICT)
        return is_allowed_by_strict(&data);
    action = ask_filters(task, &data, &match) & SECCOMP_RET_ACTION_FULL;
    return action == SECCOMP_RET_ALLOW || action == SECCOMP_RET_LOG;
}

bool seccomp_judge(struct task *task, struct sys_args *args, uint32_t arch, uint64_t ip,
                   long *result)
{
    struct seccomp_data data;

    if (task->seccomp.mode != SECCOMP_MODE_STRICT)
        return judge(task, args, arch, ip, false, result);
    data = data_of(args, arch, ip);
    if (is_allowed_by_strict(&data))
        return true;
    *result = end_strictly(task);
    return false;
}
