/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guest's signal frame: where it goes, what is in it, and the way back. */
#include <criterion/criterion.h>

#include "abi/errno.h"
#include "fake_host.h"
#include "signal/action.h"
#include "signal/frame.h"

#define HANDLER 0x7000
#define RESTORER 0x8000
#define XSTATE_SIZE 832U
#define SIGUSR1 10

static struct sighand sighand;
static struct task task = { .sighand = &sighand };
static uint8_t stack[65536] __attribute__((aligned(4096)));
static uint8_t altstack[16384] __attribute__((aligned(4096)));
static uint8_t host_state[XSTATE_SIZE + FP_XSTATE_MAGIC2_SIZE]
    __attribute__((aligned(64)));
static struct sigframe frame;
static struct ksigaction action = { .handler = HANDLER,
                                    .restorer = RESTORER,
                                    .flags = SA_RESTORER | SA_SIGINFO };
static const struct siginfo info = { .signo = SIGUSR1, .code = -1, .error = 77 };

static struct fpstate *state(void)
{
    return (struct fpstate *)(void *)host_state;
}

/* The registers of a guest that was interrupted, as the kernel saves them. */
static void begin(void)
{
    const uint32_t magic2 = FP_XSTATE_MAGIC2;

    memset(host_state, 0xab, sizeof(host_state));
    state()->sw.magic1 = FP_XSTATE_MAGIC1;
    state()->sw.xstate_size = XSTATE_SIZE;
    state()->sw.extended_size = sizeof(host_state);
    state()->xstate_bv = 3;
    memcpy(host_state + XSTATE_SIZE, &magic2, sizeof(magic2));
    for (size_t i = 0; i < 18; i++)
        (&frame.uc.mcontext.r8)[i] = 0x1000 + i;
    frame.uc.mcontext.rsp = gaddr_of(stack + 32768) + 3;
    frame.uc.mcontext.eflags = 0x10f46;
    frame.uc.mcontext.fpstate = gaddr_of(host_state);
    task.sigmask = SIG_BIT(3);
}

static const struct sigframe *pushed(void)
{
    return pointer_of(frame.uc.mcontext.rsp);
}

Test(frame, handler_is_entered_as_the_abi_says)
{
    const struct mcontext *regs = &frame.uc.mcontext;

    begin();
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), 0);
    cr_assert_eq(regs->rip, HANDLER);
    cr_assert(regs->rdi == SIGUSR1 && regs->rax == 0);
    cr_assert_eq(regs->rsi, regs->rsp + offsetof(struct sigframe, info));
    cr_assert_eq(regs->rdx, regs->rsp + offsetof(struct sigframe, uc));
    cr_assert_eq(regs->rsp % 16, 8);
    cr_assert_eq(regs->eflags & 0x10500, 0);
    cr_assert_eq(state()->xstate_bv, 0);
    cr_assert_eq(state()->mxcsr, MXCSR_DEFAULT);
}

Test(frame, keeps_what_was_interrupted)
{
    const struct sigframe *saved;

    begin();
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), 0);
    saved = pushed();
    cr_assert_eq(saved->pretcode, RESTORER);
    cr_assert_eq(saved->info.error, 77);
    cr_assert_eq(saved->uc.sigmask, SIG_BIT(3));
    cr_assert_eq(saved->uc.mcontext.rax, 0x100d);
    cr_assert_eq(saved->uc.mcontext.rsp, gaddr_of(stack + 32768) + 3);
    cr_assert_eq(saved->uc.mcontext.fpstate % 64, 0);
    cr_assert_leq(saved->uc.mcontext.fpstate + sizeof(host_state),
                  gaddr_of(stack + 32768) + 3 - 128, "the red zone is kept");
    cr_assert_leq(gaddr_of(saved + 1), saved->uc.mcontext.fpstate);
    cr_assert_eq(((struct fpstate *)pointer_of(saved->uc.mcontext.fpstate))->xstate_bv,
                 3);
    cr_assert_eq(saved->uc.stack.flags, 0);
}

Test(frame, comes_back_with_what_the_handler_changed)
{
    struct sigframe *saved;

    begin();
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), 0);
    saved = (struct sigframe *)pushed();
    saved->uc.mcontext.rbx = 0xbbbb;
    saved->uc.sigmask = ~0UL;
    ((struct fpstate *)pointer_of(saved->uc.mcontext.fpstate))->mxcsr = 0x1fa0;
    task.sigmask = 0;
    frame.uc.mcontext.rsp += 8;
    cr_assert_eq(sigframe_pop(&task, &frame), 0);
    cr_assert_eq(frame.uc.mcontext.rbx, 0xbbbb);
    cr_assert_eq(frame.uc.mcontext.rax, 0x100d);
    cr_assert_eq(frame.uc.mcontext.rsp, gaddr_of(stack + 32768) + 3);
    cr_assert_eq(frame.uc.mcontext.fpstate, gaddr_of(host_state));
    cr_assert_eq(task.sigmask, ~SIG_UNBLOCKABLE);
    cr_assert_eq(state()->mxcsr, 0x1fa0);
    cr_assert_eq(state()->xstate_bv, 3);
    cr_assert_eq(state()->sw.magic1, FP_XSTATE_MAGIC1);
}

Test(frame, goes_to_the_altstack_if_the_handler_asks)
{
    begin();
    task.altstack =
        (struct sigstack){ .sp = gaddr_of(altstack), .size = sizeof(altstack) };
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), 0);
    cr_assert(gaddr_of(pushed()) > gaddr_of(stack) &&
              gaddr_of(pushed()) < gaddr_of(stack + 65536));
    begin();
    action.flags |= SA_ONSTACK;
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), 0);
    cr_assert(gaddr_of(pushed()) > gaddr_of(altstack));
    cr_assert_eq(pushed()->uc.mcontext.fpstate,
                 (gaddr_of(altstack + 16384) - sizeof(host_state)) & ~63UL);
    cr_assert_eq(pushed()->uc.stack.sp, gaddr_of(altstack));
    cr_assert_eq(pushed()->uc.stack.flags, 0);
}

Test(frame, nests_on_the_altstack_and_does_not_leave_it)
{
    uint64_t first;

    begin();
    action.flags |= SA_ONSTACK;
    task.altstack =
        (struct sigstack){ .sp = gaddr_of(altstack), .size = sizeof(altstack) };
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), 0);
    first = frame.uc.mcontext.rsp;
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), 0);
    cr_assert(frame.uc.mcontext.rsp < first - 128);
    frame.uc.mcontext.rsp = gaddr_of(altstack + 1000);
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), -EFAULT);
}

Test(frame, disarms_the_altstack_that_wants_it_and_arms_it_again)
{
    begin();
    action.flags |= SA_ONSTACK;
    task.altstack = (struct sigstack){ .sp = gaddr_of(altstack),
                                       .size = sizeof(altstack),
                                       .flags = SS_AUTODISARM };
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), 0);
    cr_assert_eq(task.altstack.size, 0);
    cr_assert_eq(pushed()->uc.stack.flags, SS_AUTODISARM);
    frame.uc.mcontext.rsp += 8;
    cr_assert_eq(sigframe_pop(&task, &frame), 0);
    cr_assert(task.altstack.sp == gaddr_of(altstack) &&
              task.altstack.flags == SS_AUTODISARM);
}

Test(frame, without_a_restorer_or_a_stack_is_efault)
{
    begin();
    action.flags &= ~SA_RESTORER;
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), -EFAULT);
    action.flags |= SA_RESTORER;
    fake_guest_bad(gaddr_of(stack), 32768);
    cr_assert_eq(sigframe_push(&task, &frame, &action, &info), -EFAULT);
    cr_assert_eq(frame.uc.mcontext.rip, 0x1010, "registers are as they were");
}

Test(frame, forged_vector_state_cannot_reach_beyond_the_hosts)
{
    struct fpstate *saved;

    begin();
    sigframe_push(&task, &frame, &action, &info);
    saved = pointer_of(pushed()->uc.mcontext.fpstate);
    saved->sw.extended_size = 65536;
    frame.uc.mcontext.rsp += 8;
    cr_assert_eq(sigframe_pop(&task, &frame), 0);
    cr_assert_eq(state()->sw.magic1, 0, "only the legacy part was taken");
}

Test(frame, pop_from_memory_that_is_not_there_is_efault)
{
    begin();
    frame.uc.mcontext.rsp = 0x1000;
    cr_assert_eq(sigframe_pop(&task, &frame), -EFAULT);
    cr_assert_eq(task.sigmask, SIG_BIT(3));
}
