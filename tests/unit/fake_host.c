/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fake_host.c - host calls of a unit test. */
#include "fake_host.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/panic.h"

/* From the C library, whose header has names of its own for our numbers. */
long syscall(long nr, ...);

fake_host_t *fake_host;
fake_restartable_t *fake_restartable;
static unsigned long calls;

/* host_call() promises its callers that only rax, rcx and r11 change. */
__asm__(".text\n"
        ".globl lx_gate_syscall\n"
        ".type lx_gate_syscall, @function\n"
        "lx_gate_syscall:\n"
        "    push %rbp\n"
        "    mov %rsp, %rbp\n"
        "    sub $512, %rsp\n"
        "    and $-16, %rsp\n"
        "    fxsave (%rsp)\n"
        "    push %r9\n"
        "    push %r8\n"
        "    push %r10\n"
        "    push %rdx\n"
        "    push %rsi\n"
        "    push %rdi\n"
        "    mov %rax, %rdi\n"
        "    mov %rsp, %rsi\n"
        "    call fake_host_call\n"
        "    pop %rdi\n"
        "    pop %rsi\n"
        "    pop %rdx\n"
        "    pop %r10\n"
        "    pop %r8\n"
        "    pop %r9\n"
        "    fxrstor (%rsp)\n"
        "    leave\n"
        "    ret\n");

long fake_host_call(long nr, const uint64_t arg[6]);

long fake_real_syscall(long nr, const uint64_t arg[6])
{
    long result = syscall(nr, arg[0], arg[1], arg[2], arg[3], arg[4], arg[5]);

    return result == -1 ? -errno : result;
}

long fake_host_call(long nr, const uint64_t arg[6])
{
    __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
    return fake_host != NULL ? fake_host(nr, arg) : fake_real_syscall(nr, arg);
}

unsigned long fake_host_calls(void)
{
    return __atomic_load_n(&calls, __ATOMIC_RELAXED);
}

long host_call_restartable(struct task *task, const struct sys_args *args)
{
    if (fake_restartable != NULL)
        return fake_restartable(task, args);
    if (__atomic_load_n(&task->attention, __ATOMIC_RELAXED) != 0)
        return LX_REWIND;
    return fake_host_call(args->nr, args->arg);
}

struct task fake_task(void)
{
    const uint64_t none[6] = { 0 };

    return (struct task){
        .tid = (int32_t)fake_real_syscall(SYS_gettid, none),
        .tgid = (int32_t)fake_real_syscall(SYS_getpid, none),
    };
}

_Noreturn void lx_panic(const char *what, uint64_t a, uint64_t b)
{
    fprintf(stderr, "lx_panic: %s (%#lx, %#lx)\n", what, (unsigned long)a,
            (unsigned long)b);
    abort();
}
