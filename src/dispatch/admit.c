/* SPDX-License-Identifier: GPL-2.0-or-later */
/* admit.c - first the guest's own dispatch and filters, then whether there is such a call. */
#include "dispatch/admit.h"

#include "abi/errno.h"
#include "core/config.h"
#include "core/usage.h"
#include "seccomp/seccomp.h"

/* Numbers without a row are answered by the dispatcher. */
static bool is_known_to_kernel(long nr)
{
    return (uint32_t)nr >= SYSCALL_TABLE_SIZE || dispatch_since[nr] <= lx_config.kernel;
}

bool admit_restricted(struct task *task, struct sys_args *args, uint32_t arch,
                      uint64_t ip, long *result)
{
    uint32_t restrictions = __atomic_load_n(&task->restrictions, __ATOMIC_RELAXED);

    if ((restrictions & TASK_IS_NOTED) && arch == AUDIT_ARCH_X86_64)
        usage_note(args->nr);
    if ((restrictions & TASK_IS_DISPATCHING) &&
        !user_dispatch_admits(task, args, arch, ip, result))
        return false;
    if ((restrictions & TASK_HAS_FILTERS) && !seccomp_judge(task, args, arch, ip, result))
        return false;
    if (!(restrictions & TASK_HAS_OLD_KERNEL) || arch != AUDIT_ARCH_X86_64 ||
        is_known_to_kernel(args->nr))
        return true;
    *result = -ENOSYS;
    return false;
}

bool admit_plainly(struct task *task, const struct sys_args *args, uint32_t arch,
                   uint64_t ip)
{
    uint32_t restrictions = __atomic_load_n(&task->restrictions, __ATOMIC_RELAXED);

    if ((restrictions & TASK_IS_DISPATCHING) && !user_dispatch_lets_pass(task, ip))
        return false;
    if ((restrictions & TASK_HAS_FILTERS) && !seccomp_lets_pass(task, args, arch, ip))
        return false;
    if ((restrictions & TASK_HAS_OLD_KERNEL) && !is_known_to_kernel(args->nr))
        return false;
    if (restrictions & TASK_IS_NOTED)
        usage_note(args->nr);
    return true;
}
