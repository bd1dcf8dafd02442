/* SPDX-License-Identifier: GPL-2.0-or-later */
/* int80.c - see int80.h; the numbers are those of arch/x86/entry/syscalls/syscall_32.tbl. */
#include "dispatch/int80.h"

#include "abi/errno.h"
#include "abi/signal.h"
#include "dispatch/admit.h"
#include "dispatch/dispatch.h"
#include "trace/flight.h"
#include "trace/trace.h"

/* Number 0 of the 64-bit ABI is read, so each entry is one more. */
#define TO(name) (SYS_##name + 1)

static const uint16_t native[] = {
    [1] = TO(exit),           [2] = TO(fork),         [3] = TO(read),
    [4] = TO(write),          [5] = TO(open),         [6] = TO(close),
    [8] = TO(creat),          [9] = TO(link),         [10] = TO(unlink),
    [12] = TO(chdir),         [14] = TO(mknod),       [15] = TO(chmod),
    [20] = TO(getpid),        [27] = TO(alarm),       [29] = TO(pause),
    [33] = TO(access),        [36] = TO(sync),        [37] = TO(kill),
    [38] = TO(rename),        [39] = TO(mkdir),       [40] = TO(rmdir),
    [41] = TO(dup),           [42] = TO(pipe),        [45] = TO(brk),
    [57] = TO(setpgid),       [60] = TO(umask),       [61] = TO(chroot),
    [63] = TO(dup2),          [64] = TO(getppid),     [65] = TO(getpgrp),
    [66] = TO(setsid),        [83] = TO(symlink),     [85] = TO(readlink),
    [91] = TO(munmap),        [94] = TO(fchmod),      [96] = TO(getpriority),
    [97] = TO(setpriority),   [118] = TO(fsync),      [122] = TO(uname),
    [125] = TO(mprotect),     [132] = TO(getpgid),    [133] = TO(fchdir),
    [143] = TO(flock),        [144] = TO(msync),      [147] = TO(getsid),
    [148] = TO(fdatasync),    [150] = TO(mlock),      [151] = TO(munlock),
    [152] = TO(mlockall),     [153] = TO(munlockall), [158] = TO(sched_yield),
    [183] = TO(getcwd),       [199] = TO(getuid),     [200] = TO(getgid),
    [201] = TO(geteuid),      [202] = TO(getegid),    [203] = TO(setreuid),
    [204] = TO(setregid),     [207] = TO(fchown),     [208] = TO(setresuid),
    [210] = TO(setresgid),    [212] = TO(chown),      [213] = TO(setuid),
    [214] = TO(setgid),       [219] = TO(madvise),    [224] = TO(gettid),
    [238] = TO(tkill),        [252] = TO(exit_group), [270] = TO(tgkill),
    [295] = TO(openat),       [296] = TO(mkdirat),    [298] = TO(fchownat),
    [301] = TO(unlinkat),     [302] = TO(renameat),   [303] = TO(linkat),
    [304] = TO(symlinkat),    [305] = TO(readlinkat), [306] = TO(fchmodat),
    [307] = TO(faccessat),    [323] = TO(eventfd),    [328] = TO(eventfd2),
    [330] = TO(dup3),         [331] = TO(pipe2),      [355] = TO(getrandom),
    [356] = TO(memfd_create),
};

void int80_args(const struct mcontext *regs, struct sys_args *args)
{
    args->arg[0] = (uint32_t)regs->rbx;
    args->arg[1] = (uint32_t)regs->rcx;
    args->arg[2] = (uint32_t)regs->rdx;
    args->arg[3] = (uint32_t)regs->rsi;
    args->arg[4] = (uint32_t)regs->rdi;
    args->arg[5] = (uint32_t)regs->rbp;
}

static bool translate(struct sys_args *args)
{
    if ((uint64_t)args->nr >= ARRAY_LEN(native) || native[args->nr] == 0)
        return false;
    args->nr = native[args->nr] - 1;
    return true;
}

/* The guest's filters judge the number as it is, and a tracer may want another one;
 * behind them it is a native one. */
static long run_int80(struct task *task, const struct sys_args *args)
{
    const struct siginfo *info = &task->frame->info;
    struct sys_args made = { .nr = info->sys.syscall };
    long answer;

    (void)args;
    int80_args(&task->frame->uc.mcontext, &made);
    if (!call_is_admitted(task, &made, info->sys.arch, info->sys.call_addr, &answer))
        return answer;
    return translate(&made) ? dispatch_judged(task, &made) : -ENOSYS;
}

/* Told as the call of the 64-bit ABI that it is, or by a number below zero. */
long int80_dispatch(struct task *task, const struct sigframe *frame)
{
    struct sys_args told = { .nr = frame->info.sys.syscall };
    long result;

    int80_args(&frame->uc.mcontext, &told);
    if (likely(!(task->restrictions & TASK_IS_TRACED))) {
        result = run_int80(task, &told);
        flight_note_int80(task, &told, result);
        return result;
    }
    if (!translate(&told))
        told.nr = -1 - (long)(uint32_t)told.nr;
    return trace_call(task, &told, frame->info.sys.arch, run_int80);
}
