/* SPDX-License-Identifier: GPL-2.0-or-later */
/* signal_scenarios.c - calls that change what becomes of the very signal. */
#include "guest.h"

#define SIGRT (SIGRTMIN_KERNEL + 8)
#define STACK_SIZE 65536

static uint64_t set, old_set;
static struct kernel_sigaction action, old_action;
static stack_t stack, old_stack;
static char other_stack[STACK_SIZE] __attribute__((aligned(64)));

static int injected(void)
{
    return scenario->inject[0].signo;
}

static const struct record *injected_record(void)
{
    return record_of(injected());
}

static void prepare_block(void)
{
    set = BIT(injected());
    run.mask_after |= set;
    CALL(SYS_rt_sigprocmask, SIG_BLOCK, &set, &old_set, 8);
}

/* Either before the call or not at all. */
static void finish_block(void)
{
    expect_result(0);
    EXPECT_EQ(old_set, run.mask_before);
    if (injected_record() != NULL)
        EXPECT_EQ(injected_record()->where, AT_CALL);
}

/* One that was sent to the process stays pending for all its threads. */
static void finish_block_in_thread(void)
{
    finish_block();
    if (control->was_injected && injected_record() == NULL)
        EXPECT_EQ(pending_in_first_thread(), BIT(injected()));
}

static void prepare_unblock(void)
{
    set = BIT(injected());
    run.mask_before |= set;
    CALL(SYS_rt_sigprocmask, SIG_UNBLOCK, &set, &old_set, 8);
}

/* Not before the call, and by the time it returns. */
static void finish_unblock(void)
{
    expect_result(0);
    EXPECT_EQ(old_set, run.mask_before);
    EXPECT_EQ(injected_record() != NULL, control->was_injected);
    if (injected_record() != NULL)
        expect(injected_record()->where != AT_CALL, "delivered while it was blocked");
}

/* Another one is blocked in its place. */
static void prepare_swap(void)
{
    prepare_unblock();
    run.mask_after |= BIT(SIGPROF);
    set = run.mask_after;
    CALL(SYS_rt_sigprocmask, SIG_SETMASK, &set, &old_set, 8);
}

static void prepare_other_handler(void)
{
    run.handler_mask_after |= BIT(SIGPROF);
    action = handler_action();
    action.mask = run.handler_mask_after;
    CALL(SYS_rt_sigaction, injected(), &action, &old_action, 8);
}

static void finish_other_handler(void)
{
    expect_result(0);
    EXPECT_EQ(old_action.handler, handler_entry);
    EXPECT_EQ(old_action.mask, run.handler_mask);
    EXPECT_EQ(injected_record() != NULL, control->was_injected);
}

static void prepare_handler_to(void (*handler)(int))
{
    action = (struct kernel_sigaction){ .handler = (void *)handler };
    run.may_drop = true;
    CALL(SYS_rt_sigaction, injected(), &action, &old_action, 8);
}

static void prepare_ignore(void)
{
    prepare_handler_to(SIG_IGN);
}

static void prepare_default(void)
{
    prepare_handler_to(SIG_DFL);
}

/* Either before the call or never. */
static void finish_ignore(void)
{
    expect_result(0);
    EXPECT_EQ(old_action.handler, handler_entry);
    if (injected_record() != NULL)
        EXPECT_EQ(injected_record()->where, AT_CALL);
    EXPECT_EQ(pending_set, 0);
}

static void prepare_from_ignored(void)
{
    set_disposition(injected(), SIG_IGN);
    action = handler_action();
    run.may_drop = true;
    CALL(SYS_rt_sigaction, injected(), &action, &old_action, 8);
}

static void finish_from_ignored(void)
{
    expect_result(0);
    EXPECT_EQ(old_action.handler, SIG_IGN);
    if (injected_record() != NULL)
        expect(injected_record()->where != AT_CALL, "delivered while it was ignored");
}

/* Blocked: ignoring it drops it also while it is pending (sigaction(2)). */
static void prepare_ignore_blocked(void)
{
    run.mask_before = run.mask_after |= BIT(injected());
    prepare_ignore();
}

static void finish_ignore_blocked(void)
{
    expect_result(0);
    EXPECT_EQ(record_count, 0);
}

static void prepare_one_shot(void)
{
    action = handler_action();
    action.flags |= SA_RESETHAND;
    set_action(injected(), &action);
    CALL(SYS_getpid);
}

static void finish_one_shot(void)
{
    expect_result(control->pid);
    EXPECT_EQ(injected_record() != NULL, control->was_injected);
    SYS(SYS_rt_sigaction, injected(), 0, &old_action, 8);
    EXPECT_EQ(old_action.handler, control->was_injected ? NULL : (void *)handler_entry);
}

static void prepare_altstack(void)
{
    stack = (stack_t){ .ss_sp = other_stack, .ss_size = sizeof(other_stack) };
    run.stack_after = stack;
    CALL(SYS_sigaltstack, &stack, &old_stack);
}

static void prepare_no_altstack(void)
{
    stack = run.stack_after = (stack_t){ .ss_flags = SS_DISABLE };
    CALL(SYS_sigaltstack, &stack, &old_stack);
}

static void finish_altstack(void)
{
    expect_result(0);
    EXPECT_EQ(old_stack.ss_sp, run.stack.ss_sp);
    EXPECT_EQ(old_stack.ss_size, run.stack.ss_size);
}

/* All signals are blocked, and one is pending. */
static void prepare_all_blocked(void)
{
    run.own_signo = SIGUSR2;
    action = handler_action();
    set_action(SIGUSR2, &action);
    run.mask_before = run.mask_after = ~BIT(SIGTRAP) & ~BIT(SIGKILL) & ~BIT(SIGSTOP);
    SYS(SYS_rt_sigprocmask, SIG_SETMASK, &run.mask_before, 0, 8);
    raise_here(SIGUSR2);
    CALL(SYS_getpid);
}

static void finish_all_blocked(void)
{
    expect_result(control->pid);
    EXPECT_EQ(record_count, 0);
    EXPECT_EQ(pending_set, BIT(SIGUSR2) | (control->was_injected ? BIT(injected()) : 0));
}

/* One is pending, and let in by the call. */
static void prepare_let_in(void)
{
    prepare_all_blocked();
    run.mask_after = 0;
    CALL(SYS_rt_sigprocmask, SIG_SETMASK, &run.mask_after, &old_set, 8);
}

static void finish_let_in(void)
{
    expect_result(0);
    EXPECT_EQ(old_set, run.mask_before);
    EXPECT_EQ(runs_of(SIGUSR2), 1);
    EXPECT_EQ(runs_of(injected()), control->was_injected);
}

#define USR1 { { SIGUSR1, TO_THREAD } }
#define WINCH { { SIGWINCH, TO_PROCESS } }
#define SEGV { { SIGSEGV, TO_PROCESS } }
#define BUS { { SIGBUS, TO_THREAD } }
#define SYS_ { { SIGSYS, TO_THREAD } }
#define RT { { SIGRT, QUEUED } }
#define BLOCK .prepare = prepare_block, .finish = finish_block
#define UNBLOCK .prepare = prepare_unblock, .finish = finish_unblock
#define OTHER_HANDLER .prepare = prepare_other_handler, .finish = finish_other_handler
#define IGNORE .prepare = prepare_ignore, .finish = finish_ignore
#define LET_IN .prepare = prepare_let_in, .finish = finish_let_in

const struct scenario signal_scenarios[] = {
    { "block", USR1, BLOCK },
    { "block.queued", RT, BLOCK },
    { "block.segv", SEGV, BLOCK },
    { "block.sys", SYS_, BLOCK },
    { "block.in_thread", { { SIGUSR1, TO_PROCESS } }, .in_thread = true,
      .prepare = prepare_block, .finish = finish_block_in_thread },
    { "unblock", USR1, UNBLOCK },
    { "unblock.queued", RT, UNBLOCK },
    { "unblock.segv", SEGV, UNBLOCK },
    { "unblock.sys", SYS_, UNBLOCK },
    { "unblock.swap", USR1, .prepare = prepare_swap, .finish = finish_unblock },
    { "sigaction", USR1, OTHER_HANDLER },
    { "sigaction.bus", BUS, OTHER_HANDLER },
    { "sigaction.ignore", USR1, IGNORE },
    { "sigaction.ignore_segv", SEGV, IGNORE },
    { "sigaction.ignore_process", WINCH, IGNORE },
    { "sigaction.default", WINCH, .prepare = prepare_default, .finish = finish_ignore },
    { "sigaction.from_ignored", USR1, .prepare = prepare_from_ignored,
      .finish = finish_from_ignored },
    { "sigaction.ignore_blocked", USR1, .prepare = prepare_ignore_blocked,
      .finish = finish_ignore_blocked },
    { "sigaction.ignore_blocked_segv", SEGV, .prepare = prepare_ignore_blocked,
      .finish = finish_ignore_blocked },
    { "one_shot", USR1, .prepare = prepare_one_shot, .finish = finish_one_shot },
    { "one_shot.segv", SEGV, .prepare = prepare_one_shot, .finish = finish_one_shot },
    { "sigaltstack", USR1, .prepare = prepare_altstack, .finish = finish_altstack },
    { "sigaltstack.segv", SEGV, .prepare = prepare_altstack, .finish = finish_altstack },
    { "sigaltstack.disable", USR1, .prepare = prepare_no_altstack,
      .finish = finish_altstack },
    { "all_blocked", USR1, .prepare = prepare_all_blocked, .finish = finish_all_blocked },
    { "all_blocked.segv", SEGV, .prepare = prepare_all_blocked,
      .finish = finish_all_blocked },
    { "let_in", USR1, LET_IN },
    { "let_in.segv", SEGV, LET_IN },
    { 0 },
};
