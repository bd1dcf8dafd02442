/* SPDX-License-Identifier: GPL-2.0-or-later */
/* syscall_info.c - see syscall_info.h. */
#include "ptrace/syscall_info.h"

#include "core/guest.h"
#include "core/host.h"
#include "core/string.h"
#include "ptrace/remote.h"
#include "ptrace/view.h"

#define MAX_ERRNO 4095

#define INFO_END_OF(member) \
    (offsetof(struct ptrace_syscall_info, member) + \
     sizeof(((struct ptrace_syscall_info *)0)->member))

/* How much of it there is, as the kernel counts. */
static size_t info_size(const struct ptrace_syscall_info *info)
{
    switch (info->op) {
    case PTRACE_SYSCALL_INFO_ENTRY:
        return INFO_END_OF(entry);
    case PTRACE_SYSCALL_INFO_EXIT:
        return INFO_END_OF(exit.is_error);
    case PTRACE_SYSCALL_INFO_SECCOMP:
        return INFO_END_OF(seccomp.ret_data);
    default:
        return offsetof(struct ptrace_syscall_info, entry);
    }
}

/* In lxcore the host sees lxcore's call; the guest's is meant. */
static long describe_view(const struct tracee *tracee, struct ptrace_syscall_info *info)
{
    struct user_regs regs;
    long err = view_get_regs(tracee, &regs);

    if (err != 0)
        return err;
    info->instruction_pointer = regs.rip;
    info->stack_pointer = regs.rsp;
    if (info->op != PTRACE_SYSCALL_INFO_ENTRY && info->op != PTRACE_SYSCALL_INFO_SECCOMP)
        return 0;
    /* The other has these in the same places. */
    info->entry.nr = regs.orig_rax;
    info->entry.args[0] = regs.rdi;
    info->entry.args[1] = regs.rsi;
    info->entry.args[2] = regs.rdx;
    info->entry.args[3] = regs.r10;
    info->entry.args[4] = regs.r8;
    info->entry.args[5] = regs.r9;
    return 0;
}

static long describe_exit(const struct tracee *tracee, struct ptrace_syscall_info *info)
{
    struct user_regs regs;
    long err = view_get_regs(tracee, &regs);

    info->op = PTRACE_SYSCALL_INFO_EXIT;
    info->exit.rval = (int64_t)regs.rax;
    info->exit.is_error = regs.rax > (uint64_t)-MAX_ERRNO - 1;
    return err;
}

long syscall_info_get(const struct tracee *tracee, uint64_t size, gaddr_t to)
{
    struct ptrace_syscall_info info;
    size_t actual;
    long err;

    memset(&info, 0, sizeof(info));
    err = remote_request(PTRACE_GET_SYSCALL_INFO, tracee->tid, sizeof(info),
                         HOST_POINTER(&info));
    if (err < 0)
        return err;
    if (tracee->made != MADE_NOTHING)
        info.op = PTRACE_SYSCALL_INFO_NONE;
    if (tracee->view != VIEW_REAL)
        err = describe_view(tracee, &info);
    if (tracee->made == MADE_EXIT)
        err = describe_exit(tracee, &info);
    if (err < 0)
        return err;
    actual = info_size(&info);
    err = guest_copy_out(to, &info, size < actual ? size : actual);
    return err != 0 ? err : (long)actual;
}
