/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The same rt_sigreturn made so often that its site is hot goes on restoring all that a
 * frame says: mask, alternate stack, registers, vector state of each form; and a frame
 * with which nothing can be done is a SIGSEGV of the handler's end.
 */
#include <setjmp.h>
#include <ucontext.h>
#include <xmmintrin.h>

#include "check.h"
#include "vectors.h"

#define MAGIC1_AT 464 /* struct _fpx_sw_bytes in the legacy area */
#define RDX_BEFORE 0x1234567812345678
#define RDX_AFTER 0x8765432187654321

static long args[2];
static char first[32768], second[32768];
static sigjmp_buf back;
static void (*edit)(ucontext_t *context);
static volatile int faults;

VECTOR_ROUTINE(raise_it, "mov $62, %eax\nmov (%rbp), %rdi\nmov 8(%rbp), %rsi\nsyscall");

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info;
    vectors_clobber();
    if (edit != NULL)
        edit(context);
}

static void segv(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK_EQ(info->si_code, SI_KERNEL);
    faults++;
    siglongjmp(back, 1);
}

static void block_term(ucontext_t *context)
{
    sigaddset(&context->uc_sigmask, SIGTERM);
}

static void take_second(ucontext_t *context)
{
    context->uc_stack = (stack_t){ .ss_sp = second, .ss_size = sizeof second };
}

static void set_rdx(ucontext_t *context)
{
    CHECK_EQ(context->uc_mcontext.gregs[REG_RDX], RDX_BEFORE);
    context->uc_mcontext.gregs[REG_RDX] = (long long)RDX_AFTER;
}

static void without_state(ucontext_t *context)
{
    context->uc_mcontext.fpregs = NULL;
}

static void legacy_state(ucontext_t *context)
{
    memset((char *)context->uc_mcontext.fpregs + MAGIC1_AT, 0, 4);
}

static void state_nowhere(ucontext_t *context)
{
    context->uc_mcontext.fpregs = (void *)64;
    sigaddset(&context->uc_sigmask, SIGHUP);
}

static void raise_with(void (*edited)(ucontext_t *))
{
    edit = edited;
    CHECK_OK(syscall(SYS_kill, args[0], args[1]));
    edit = NULL;
}

static void check_mask_and_stack(void)
{
    unsigned long mask;
    stack_t stack = { .ss_sp = first, .ss_size = sizeof first };

    CHECK_OK(sigaltstack(&stack, NULL));
    raise_with(take_second);
    CHECK_OK(sigaltstack(NULL, &stack));
    CHECK_EQ(stack.ss_sp, second);
    raise_with(block_term);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &mask, 8));
    CHECK_EQ(mask, 1UL << (SIGTERM - 1));
    mask = 0;
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &mask, NULL, 8));
}

static void check_registers(void)
{
    long result = SYS_kill, rdx = RDX_BEFORE;

    edit = set_rdx;
    asm volatile("syscall"
                 : "+a"(result), "+d"(rdx)
                 : "D"(args[0]), "S"(args[1])
                 : "rcx", "r11", "memory");
    edit = NULL;
    CHECK_EQ(result, 0);
    CHECK_EQ(rdx, RDX_AFTER);
}

static void check_vectors(void)
{
    edit = NULL;
    CHECK_EQ(raise_it(args), 0);
    _mm_setcsr(0x9fc0);
    raise_with(legacy_state);
    CHECK_EQ(_mm_getcsr(), 0x9fc0);
    raise_with(without_state);
    CHECK_EQ(_mm_getcsr(), 0x1f80);
}

static void check_fault(void)
{
    unsigned long mask;
    const int before = faults;

    if (sigsetjmp(back, 0) == 0)
        raise_with(state_nowhere);
    edit = NULL;
    CHECK_EQ(faults, before + 1);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &mask, 8));
    CHECK_EQ(mask, 1UL << (SIGHUP - 1) | 1UL << (SIGSEGV - 1));
    mask = 0;
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &mask, NULL, 8));
}

int main(void)
{
    args[0] = getpid();
    args[1] = SIGUSR1;
    set_handler(SIGUSR1, handler, 0);
    set_handler(SIGSEGV, segv, 0);
    for (int i = 0; i < 50; i++) {
        check_mask_and_stack();
        check_registers();
        check_vectors();
        check_fault();
    }
    return passed();
}
