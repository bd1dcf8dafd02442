/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sys_prctl.c - prctl(2): what would take the guest out of lxcore's hands. */
#include "abi/errno.h"
#include "core/guest.h"
#include "core/host.h"
#include "task/task.h"

#include "syscall_entries.h"

#include <linux/prctl.h>

/* PR_SET_NO_NEW_PRIVS takes no other value and no argument that is not 0. */
static long set_no_new_privs(struct task *task, const struct sys_args *args)
{
    if (args->arg[1] != 1 || args->arg[2] != 0 || args->arg[3] != 0 || args->arg[4] != 0)
        return -EINVAL;
    task->seccomp.has_no_new_privs = true;
    return 0;
}

static long get_no_new_privs(const struct task *task, const struct sys_args *args)
{
    if (args->arg[1] != 0 || args->arg[2] != 0 || args->arg[3] != 0 || args->arg[4] != 0)
        return -EINVAL;
    return task->seccomp.has_no_new_privs;
}

static bool sets_program(const struct sys_args *args)
{
    uint32_t exe_fd = UINT32_MAX;

    if (args->arg[1] != PR_SET_MM_MAP)
        return args->arg[1] == PR_SET_MM_EXE_FILE;
    return guest_load32(args->arg[2] + offsetof(struct prctl_mm_map, exe_fd), &exe_fd) ==
               0 &&
           exe_fd != UINT32_MAX;
}

static long set_mm(struct task *task, const struct sys_args *args)
{
    return sets_program(args) ? -EPERM : host_call_restartable(task, args);
}

/* Of the first process lxrun is the parent, and it has had the kernel kill it
 * when lxrun dies: that stays until the guest wants another signal. */
static long set_death_signal(struct task *task, const struct sys_args *args)
{
    long err = 0;

    if (!task->is_tied_to_lxrun || args->arg[1] != 0)
        err = host_call_restartable(task, args);
    if (err == 0 && args->arg[1] != 0)
        task->is_tied_to_lxrun = false;
    return err;
}

static long get_death_signal(struct task *task, const struct sys_args *args)
{
    const int32_t none = 0;

    if (likely(!task->is_tied_to_lxrun))
        return host_call_restartable(task, args);
    return guest_copy_out(args->arg[1], &none, sizeof(none)) != 0 ? -EFAULT : 0;
}

/*
 * PR_SET_SECCOMP            a guest's filter would judge lxcore's own calls, so
 *                           lxcore asks it itself
 * PR_SET_NO_NEW_PRIVS       the floor has set it for good; the guest's own is
 *                           what gives it the right to install filters
 * PR_SET_SYSCALL_USER_…     would turn lxcore's own calls into signals, too
 * PR_SET_MM                 of what lxcore has described to the kernel the guest
 *                           may change all but the program, which is not its own
 * PR_SET_PDEATHSIG          lxrun's own is hidden
 */
long lx_sys_task_prctl(struct task *task, const struct sys_args *args)
{
    switch ((int)args->arg[0]) {
    case PR_SET_SECCOMP:
        return seccomp_prctl_set(task, args->arg[1], args->arg[2]);
    case PR_GET_SECCOMP:
        return task->seccomp.mode;
    case PR_SET_NO_NEW_PRIVS:
        return set_no_new_privs(task, args);
    case PR_GET_NO_NEW_PRIVS:
        return get_no_new_privs(task, args);
    case PR_SET_SYSCALL_USER_DISPATCH:
        return user_dispatch_set(task, args);
    case PR_SET_PDEATHSIG:
        return set_death_signal(task, args);
    case PR_GET_PDEATHSIG:
        return get_death_signal(task, args);
    case PR_SET_MM:
        return set_mm(task, args);
    default:
        return host_call_restartable(task, args);
    }
}
