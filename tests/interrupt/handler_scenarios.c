/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * handler_scenarios.c - a second signal while a first one is delivered, handled
 * and returned from.
 */
#include "guest.h"

#define SIGRT (SIGRTMIN_KERNEL + 8)
#define EVERYTHING (~(BIT(SIGTRAP) | BIT(SIGKILL) | BIT(SIGSTOP)))
#define NOWHERE 16

static int injected(void)
{
    return scenario->inject[0].signo;
}

/* The call sends the first signal. */
static void prepare_handler(void)
{
    run.own_signo = SIGUSR2;
    install_handlers();
    CALL(SYS_tgkill, control->pid, control->tid, SIGUSR2);
}

static void finish_handler(void)
{
    expect_result(0);
    EXPECT_EQ(runs_of(SIGUSR2), 1);
    EXPECT_EQ(runs_of(injected()), control->was_injected);
}

static void prepare_full(void)
{
    run.handler_mask = run.handler_mask_after = EVERYTHING;
    prepare_handler();
}

/* After the first handler the second signal is blocked... */
static void prepare_blocking(void)
{
    run.returns_mask = true;
    run.returned_mask = run.mask_after = run.mask_before | BIT(injected());
    prepare_handler();
}

static void finish_blocking(void)
{
    const struct record *record = record_of(injected());

    expect_result(0);
    EXPECT_EQ(runs_of(SIGUSR2), 1);
    if (record != NULL)
        expect(record->where == AT_CALL || record->where == IN_HANDLER ||
                   record->where == ELSEWHERE,
               "delivered while it was blocked");
}

/* One that was sent to the process stays pending for all its threads. */
static void finish_blocking_in_thread(void)
{
    finish_blocking();
    if (control->was_injected && record_of(injected()) == NULL)
        EXPECT_EQ(pending_in_first_thread(), BIT(injected()));
}

/* ...or no longer is. */
static void prepare_unblocking(void)
{
    run.returns_mask = true;
    run.returned_mask = run.mask_after;
    run.mask_before |= BIT(injected());
    prepare_handler();
}

static void finish_unblocking(void)
{
    const struct record *record = record_of(injected());

    finish_handler();
    if (record != NULL)
        expect(record->where == AFTER_CALL || record->where == PAST_CALL,
               "delivered while it was blocked");
}

static void prepare_autodisarm(void)
{
    run.stack.ss_flags = run.stack_after.ss_flags = (int)SS_AUTODISARM;
    prepare_handler();
}

/* In place of the call, an instruction that faults. */
static void prepare_fault(void)
{
    run.own_signo = SIGSEGV;
    install_handlers();
    CALL(SYS_getpid, NOWHERE);
}

static void finish_fault(void)
{
    const struct record *record = record_of(SIGSEGV);

    expect_result(SYS_getpid);
    EXPECT_EQ(runs_of(SIGSEGV), 1);
    EXPECT_EQ(runs_of(injected()), control->was_injected);
    if (!expect(record != NULL, "no fault"))
        return;
    EXPECT_EQ(record->where, AT_CALL);
    EXPECT_EQ(record->info.si_code, SEGV_MAPERR);
    EXPECT_EQ(record->info.si_addr, NOWHERE);
}

#define USR1 { { SIGUSR1, TO_THREAD } }
#define PROCESS { { SIGUSR1, TO_PROCESS } }
#define SEGV { { SIGSEGV, TO_PROCESS } }
#define BUS { { SIGBUS, TO_THREAD } }
#define RT { { SIGRT, QUEUED } }
#define TWO { { SIGUSR1, TO_THREAD }, { SIGWINCH, TO_PROCESS } }
#define HANDLER .prepare = prepare_handler, .finish = finish_handler
#define BLOCKING .prepare = prepare_blocking, .finish = finish_blocking
#define UNBLOCKING .prepare = prepare_unblocking, .finish = finish_unblocking
#define FAULT                                                                          \
    .routine = &faulting_routine, .prepare = prepare_fault, .finish = finish_fault

const struct scenario handler_scenarios[] = {
    { "handler", USR1, HANDLER },
    { "handler.segv", SEGV, HANDLER },
    { "handler.queued", RT, HANDLER },
    { "handler.two", TWO, HANDLER },
    { "handler.full", USR1, .prepare = prepare_full, .finish = finish_handler },
    { "handler.autodisarm", USR1, .prepare = prepare_autodisarm,
      .finish = finish_handler },
    { "handler.blocking", USR1, BLOCKING },
    { "handler.blocking_segv", SEGV, BLOCKING },
    { "handler.blocking_in_thread", PROCESS, .in_thread = true,
      .prepare = prepare_blocking, .finish = finish_blocking_in_thread },
    { "handler.unblocking", USR1, UNBLOCKING },
    { "handler.unblocking_segv", SEGV, UNBLOCKING },
    { "fault", USR1, FAULT },
    { "fault.bus", BUS, FAULT },
    { 0 },
};
