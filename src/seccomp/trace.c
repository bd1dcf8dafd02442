/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace.c - see trace.h. */
#include "seccomp/trace.h"

#include "abi/errno.h"
#include "core/host.h"
#include "dispatch/dispatch.h"
#include "dispatch/int80.h"
#include "seccomp/bpf.h"

/* Behind the numbers of notify.c, below the bit of x32.  An lxcore inside this
 * one asks with such a number too, and this one passes its data on. */
#define TRACE_BASE 0x30000000U
#define TRACE_END (TRACE_BASE + SECCOMP_RET_DATA + 1)

/* One filter of the host's does for a thread and all that come of it. */
static bool can_be_asked(struct task *task)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, TRACE_END, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, TRACE_BASE, 0, 2),
        BPF_STMT(BPF_ALU | BPF_ADD | BPF_K, SECCOMP_RET_TRACE - TRACE_BASE),
        BPF_STMT(BPF_RET | BPF_A, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = { .len = ARRAY_LEN(code), .filter = code };

    if (!task->seccomp.asks_tracer)
        task->seccomp.asks_tracer = host_call3(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0,
                                               HOST_POINTER(&program)) == 0;
    return task->seccomp.asks_tracer;
}

/* Where a tracer sees and changes the call: its number in the frame's siginfo. */
static void read_call(const struct task *task, uint32_t arch, struct sys_args *args)
{
    struct mcontext *regs = &task->frame->uc.mcontext;

    args->nr = task->frame->info.sys.syscall;
    /* As the kernel has left it, for a call that begins again. */
    regs->rax = (uint64_t)args->nr;
    if (arch != AUDIT_ARCH_X86_64) {
        int80_args(regs, args);
        return;
    }
    args->arg[0] = regs->rdi;
    args->arg[1] = regs->rsi;
    args->arg[2] = regs->rdx;
    args->arg[3] = regs->r10;
    args->arg[4] = regs->r8;
    args->arg[5] = regs->r9;
}

bool trace_ask(struct task *task, struct sys_args *args, uint32_t arch, uint32_t data,
               long *result)
{
    struct sys_args host = *args;

    *result = -ENOSYS;
    if (!can_be_asked(task))
        return false;
    task->frame->info.sys.syscall = (int32_t)args->nr;
    host.nr = TRACE_BASE + data;
    *result = dispatch_run(task, &host);
    if (*result == TRACE_SKIPPED)
        *result = LX_NO_RESULT;
    if (*result != TRACE_GO_ON)
        return false;
    read_call(task, arch, args);
    return true;
}
