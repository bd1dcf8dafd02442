/* SPDX-License-Identifier: GPL-2.0-or-later */
/* checks.c - handlers that look around, and what all scenarios have to show. */
#include <stdio.h>
#include <string.h>
#include <ucontext.h>

#include "guest.h"

#define STATUS_FLAGS 0xcd5UL /* carry … overflow, with the direction flag */
#define DIRECTION_FLAG 0x400UL
#define USER_CS 0x33
#define DEFAULT_MXCSR 0x1f80
#define DEFAULT_FCW 0x37f
#define XSTATE_MAGIC 0x46505853U

/* The state's place in the frame: legacy registers, then the upper halves. */
#define FPSTATE_XMM 160
#define FPSTATE_SOFTWARE 464
#define FPSTATE_XSTATE_BV 512
#define FPSTATE_YMMH 576
#define FEATURE_YMM 4

/* Pushed by handler_entry. */
struct entry {
    uint32_t mxcsr;
    uint16_t fcw, padding;
    uint64_t flags;
    uint64_t sp;
};

struct record records[MOST_RECORDS];
volatile int record_count;
uint64_t pending_set;
/* The second stop is behind us. */
static volatile bool is_checking;

extern char __executable_start[], etext[];
extern struct registers child_out;
extern struct vectors vectors_of_child;
extern int vector_level;

static enum where where_is(uint64_t rip)
{
    const uint64_t at = (uint64_t)routine()->at, next = (uint64_t)routine()->next;

    if (rip == at)
        return AT_CALL;
    if (rip == next)
        return AFTER_CALL;
    if (rip > next && rip <= control->end)
        return PAST_CALL;
    if (rip >= (uint64_t)handler_entry && rip < (uint64_t)handler_end)
        return IN_HANDLER;
    if (rip >= (uint64_t)__executable_start && rip < (uint64_t)etext)
        return ELSEWHERE;
    return NOT_IN_GUEST;
}

static bool vectors_differ_in_context(const void *fpstate)
{
    const uint8_t *at = fpstate;
    uint32_t magic;
    uint64_t features = 0;

    memcpy(&magic, at + FPSTATE_SOFTWARE, sizeof(magic));
    if (magic == XSTATE_MAGIC)
        memcpy(&features, at + FPSTATE_XSTATE_BV, sizeof(features));
    for (int i = 0; i < 16; i++) {
        if (memcmp(at + FPSTATE_XMM + i * 16, vectors_in.bytes[i], 16) != 0)
            return true;
        if ((features & FEATURE_YMM) &&
            memcmp(at + FPSTATE_YMMH + i * 16, vectors_in.bytes[i] + 16, 16) != 0)
            return true;
    }
    return vector_level > 0 && !(features & FEATURE_YMM);
}

static void copy_registers(struct registers *to, const greg_t *from)
{
    static const int order[REGS] = {
        [RAX] = REG_RAX,   [RBX] = REG_RBX, [RCX] = REG_RCX, [RDX] = REG_RDX,
        [RSI] = REG_RSI,   [RDI] = REG_RDI, [RBP] = REG_RBP, [RSP] = REG_RSP,
        [R8] = REG_R8,     [R9] = REG_R9,   [R10] = REG_R10, [R11] = REG_R11,
        [R12] = REG_R12,   [R13] = REG_R13, [R14] = REG_R14, [R15] = REG_R15,
        [FLAGS] = REG_EFL,
    };

    for (int i = 0; i < REGS; i++)
        to->r[i] = (uint64_t)from[order[i]];
}

/* Of the instruction that stands for the call, which is not to be repeated. */
static bool is_own_fault(const struct record *record)
{
    return record->signo == SIGSEGV && record->info.si_code > 0 &&
           record->where == AT_CALL;
}

void handler_body(int signo, siginfo_t *info, void *context, const struct entry *entry);

void handler_body(int signo, siginfo_t *info, void *context, const struct entry *entry)
{
    ucontext_t *uc = context;
    struct record *record;
    int slot = __atomic_fetch_add(&record_count, 1, __ATOMIC_RELAXED);

    control->was_handled = 1;
    if (slot >= MOST_RECORDS)
        return;
    record = &records[slot];
    memset(record, 0, sizeof(*record));
    record->signo = signo;
    record->info = *info;
    record->is_late = is_checking;
    record->where = where_is((uint64_t)uc->uc_mcontext.gregs[REG_RIP]);
    copy_registers(&record->regs, uc->uc_mcontext.gregs);
    record->vectors_differ = vectors_differ_in_context(uc->uc_mcontext.fpregs);
    record->cs = (uint64_t)uc->uc_mcontext.gregs[REG_CSGSFS] & 0xffff;
    record->link = (uint64_t)uc->uc_link;
    memcpy(&record->context_mask, &uc->uc_sigmask, sizeof(record->context_mask));
    record->context_stack = uc->uc_stack;
    record->entry_sp = entry->sp;
    record->entry_flags = entry->flags;
    record->mxcsr = entry->mxcsr;
    record->fcw = entry->fcw;
    SYS(SYS_rt_sigprocmask, SIG_BLOCK, 0, &record->mask, 8);
    SYS(SYS_sigaltstack, 0, &record->stack);
    if (is_own_fault(record))
        uc->uc_mcontext.gregs[REG_RIP] = (greg_t)routine()->next;
    if (run.returns_mask && signo == run.own_signo)
        memcpy(&uc->uc_sigmask, &run.returned_mask, sizeof(run.returned_mask));
}

const struct record *record_of(int signo)
{
    for (int i = 0; i < record_count; i++)
        if (records[i].signo == signo)
            return &records[i];
    return NULL;
}

int runs_of(int signo)
{
    int runs = 0;

    for (int i = 0; i < record_count; i++)
        runs += records[i].signo == signo;
    return runs;
}

/* Of the tracer's stepping, and what the processor remembers of it. */
static uint64_t without_trap_flag(uint64_t flags)
{
    return flags & ~0x10100UL;
}

/* rcx and r11 are the call's to change: to the address after it and the flags
 * (or, with FRED, not at all). */
static void check_registers_after(const struct registers *regs, const char *of)
{
    const uint64_t next = (uint64_t)routine()->next;

    for (int i = RBX; i < FLAGS; i++)
        if (i != RCX && i != R11)
            expect(regs->r[i] == call_in.r[i], "%s: register %d is %#lx, not %#lx", of, i,
                   regs->r[i], call_in.r[i]);
    expect(regs->r[RCX] == next || regs->r[RCX] == call_in.r[RCX], "%s: rcx is %#lx", of,
           regs->r[RCX]);
    expect(without_trap_flag(regs->r[R11]) == call_in.r[FLAGS] ||
               regs->r[R11] == call_in.r[R11],
           "%s: r11 is %#lx, flags were %#lx", of, regs->r[R11], call_in.r[FLAGS]);
    expect(((regs->r[FLAGS] ^ call_in.r[FLAGS]) & STATUS_FLAGS) == 0,
           "%s: flags are %#lx, not %#lx", of, regs->r[FLAGS], call_in.r[FLAGS]);
}

/* Interrupted before the call, or before it is made once more. */
static void check_registers_at(const struct registers *regs)
{
    for (int i = RAX; i < FLAGS; i++)
        if (i != RCX && i != R11)
            expect(regs->r[i] == call_in.r[i],
                   "context at the call: register %d is %#lx, not %#lx", i, regs->r[i],
                   call_in.r[i]);
    expect(((regs->r[FLAGS] ^ call_in.r[FLAGS]) & STATUS_FLAGS) == 0,
           "context at the call: flags are %#lx, not %#lx", regs->r[FLAGS],
           call_in.r[FLAGS]);
}

static void check_vectors(const struct vectors *seen, const char *of)
{
    static const size_t width[] = { 16, 32, 64 };
    int count = vector_level == 2 ? 32 : 16;

    for (int i = 0; i < count; i++)
        expect(memcmp(seen->bytes[i], vectors_in.bytes[i], width[vector_level]) == 0,
               "%s: vector register %d has changed", of, i);
    if (vector_level == 2)
        expect(memcmp(seen->masks, vectors_in.masks, sizeof(seen->masks)) == 0,
               "%s: mask registers have changed", of);
    expect(seen->mxcsr == vectors_in.mxcsr, "%s: mxcsr is %#x", of, seen->mxcsr);
    expect(seen->fcw == vectors_in.fcw, "%s: the x87 control word is %#x", of, seen->fcw);
}

static void check_context(const struct record *record)
{
    expect(record->where != NOT_IN_GUEST, "a handler saw lxrun's code interrupted");
    EXPECT_EQ(record->cs, USER_CS);
    EXPECT_EQ(record->link, 0);
    if (record->where > PAST_CALL)
        return;
    expect(!record->vectors_differ, "the context has other vector registers");
    if (record->where == AT_CALL) {
        check_registers_at(&record->regs);
    } else if (record->where == AFTER_CALL) {
        check_registers_after(&record->regs, "context after the call");
        EXPECT_EQ(record->regs.r[RAX], call_out.r[RAX]);
    }
}

static bool is_on(const stack_t *stack, uint64_t sp)
{
    return sp - (uint64_t)stack->ss_sp <= stack->ss_size;
}

static void check_entry(const struct record *record)
{
    const stack_t *stack = record->where == AT_CALL ? &run.stack : &run.stack_after;

    EXPECT_EQ(record->entry_sp % 16, 8);
    EXPECT_EQ(record->entry_flags & DIRECTION_FLAG, 0);
    EXPECT_EQ(record->mxcsr, DEFAULT_MXCSR);
    EXPECT_EQ(record->fcw, DEFAULT_FCW);
    if (record->where > PAST_CALL)
        return;
    EXPECT_EQ(is_on(stack, record->entry_sp),
              run.is_on_altstack && !(stack->ss_flags & SS_DISABLE));
    EXPECT_EQ(record->context_stack.ss_sp, stack->ss_sp);
    EXPECT_EQ(record->context_stack.ss_size, stack->ss_size);
    EXPECT_EQ(record->stack.ss_sp, stack->ss_flags & SS_AUTODISARM ? NULL : stack->ss_sp);
}

static const struct record *first_after_call(void)
{
    for (int i = 0; i < record_count; i++)
        if (records[i].where == AFTER_CALL)
            return &records[i];
    return NULL;
}

/* The handler that interrupts a call runs under the call's own mask. */
static void check_mask(const struct record *record)
{
    const bool interrupts =
        record->where == AFTER_CALL && result() == -EINTR && record == first_after_call();
    uint64_t context = record->where == AT_CALL ? run.mask_before : run.mask_after;
    uint64_t base = context;

    if (record->is_late || record->where > PAST_CALL)
        return;
    if (run.returns_mask && record->signo == run.own_signo)
        base = context = run.mask_before;
    if (run.has_wait_mask && interrupts)
        base = run.wait_mask;
    expect(!(base & BIT(record->signo)), "a handler ran although its signal was blocked");
    EXPECT_EQ(record->context_mask, context);
    base |= record->where == AT_CALL ? run.handler_mask : run.handler_mask_after;
    EXPECT_EQ(record->mask, base | (run.is_nodefer ? 0 : BIT(record->signo)));
}

static void check_info(const struct record *record, const struct injection *injection)
{
    static const int code[] = {
        [TO_THREAD] = SI_TKILL, [TO_PROCESS] = SI_USER, [QUEUED] = SI_QUEUE
    };

    EXPECT_EQ(record->info.si_signo, record->signo);
    EXPECT_EQ(record->info.si_code, code[injection->how]);
    EXPECT_EQ(record->info.si_errno, 0);
    EXPECT_EQ(record->info.si_pid, control->tracer);
    EXPECT_EQ(record->info.si_uid, control->uid);
    if (injection->how == QUEUED)
        EXPECT_EQ(record->info.si_value.sival_int, control->iteration);
}

static void check_records(void)
{
    for (int i = 0; i < record_count; i++) {
        check_context(&records[i]);
        check_entry(&records[i]);
        check_mask(&records[i]);
        for (int j = 0; j < INJECTIONS; j++)
            if (scenario->inject[j].signo == records[i].signo)
                check_info(&records[i], &scenario->inject[j]);
    }
}

/* A signal that has not been delivered by now has to be pending. */
static void check_pending(void)
{
    const uint64_t pending = pending_set;

    for (int i = 0; i < INJECTIONS; i++) {
        int signo = scenario->inject[i].signo;
        bool should = control->was_injected && runs_of(signo) == 0;

        if (signo == 0 || (run.may_drop && !(pending & BIT(signo))))
            continue;
        expect(!(pending & BIT(signo)) == !should, "signal %d: %s pending, %d runs",
               signo, pending & BIT(signo) ? "is" : "not", runs_of(signo));
    }
}

static void check_counts(void)
{
    for (int i = 0; i < INJECTIONS; i++) {
        int signo = scenario->inject[i].signo;
        int want = control->was_injected ? 1 : 0;

        if (signo == 0 || signo == run.own_signo || (run.may_drop && runs_of(signo) == 0))
            continue;
        expect(runs_of(signo) == want, "the handler of signal %d ran %d times, not %d",
               signo, runs_of(signo), want);
    }
}

static void check_state(void)
{
    uint64_t mask = 0;
    stack_t stack;

    SYS(SYS_rt_sigprocmask, SIG_BLOCK, 0, &mask, 8);
    EXPECT_EQ(mask, run.mask_after);
    EXPECT_EQ(SYS(SYS_sigaltstack, 0, &stack), 0);
    EXPECT_EQ(stack.ss_flags, run.stack_after.ss_flags);
    EXPECT_EQ(stack.ss_size, run.stack_after.ss_size);
    EXPECT_EQ(stack.ss_sp, run.stack_after.ss_sp);
}

void check_all(void)
{
    const uint64_t nothing = 0;

    is_checking = true;
    expect(record_count <= MOST_RECORDS, "%d handlers ran", record_count);
    check_state();
    SYS(SYS_rt_sigpending, &pending_set, 8);
    scenario->finish();
    check_pending();
    SYS(SYS_rt_sigprocmask, SIG_SETMASK, &nothing, 0, 8);
    is_checking = false;
    check_registers_after(&call_out, "after the call");
    check_vectors(&vectors_out, "after the call");
    check_records();
    check_counts();
}

void check_after_end(void)
{
    const uint64_t nothing = 0;

    is_checking = true;
    SYS(SYS_rt_sigpending, &pending_set, 8);
    check_pending();
    SYS(SYS_rt_sigprocmask, SIG_SETMASK, &nothing, 0, 8);
    is_checking = false;
    check_records();
    check_counts();
}

void check_child(void)
{
    expect(child_out.r[RAX] == 0, "in the child: rax is %#lx", child_out.r[RAX]);
    child_out.r[RSP] = call_in.r[RSP];
    check_registers_after(&child_out, "in the child");
    check_vectors(&vectors_of_child, "in the child");
}

/* What native runs and runs under lxrun must have in common. */
void tell_outcome(void)
{
    static const char *const places[] = { "at the call",  "after it",  "past it",
                                          "in a handler", "elsewhere", "in lxrun" };
    char *to = control->outcome, *end = to + sizeof(control->outcome);

    if (result() < 0)
        to += snprintf(to, (size_t)(end - to), "errno %ld", -result());
    else
        to += snprintf(to, (size_t)(end - to), "success");
    if (run.may_drop && pending_set != 0)
        to += snprintf(to, (size_t)(end - to), ", pending %#lx", pending_set);
    for (int i = 0; i < record_count && to < end; i++)
        to += snprintf(to, (size_t)(end - to), ", %d %s (stack flags %#x, in it %#x)",
                       records[i].signo,
                       records[i].is_late ? "late" : places[records[i].where],
                       records[i].context_stack.ss_flags, records[i].stack.ss_flags);
}
