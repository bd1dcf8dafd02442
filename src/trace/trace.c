/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace.c - see trace.h: the records, one function each. */
#include "trace/trace.h"

#include "abi/boot.h"
#include "abi/sched.h"
#include "core/string.h"
#include "dispatch/dispatch.h"
#include "dispatch/fast.h"
#include "trace/capture.h"
#include "trace/inject.h"
#include "trace/ring.h"

#include <linux/time.h>

#define NS_PER_SEC 1000000000UL

static bool is_wanted(const struct trace_shared *shared, long nr)
{
    uint64_t call = (uint64_t)nr < SYSCALL_TABLE_SIZE ? (uint64_t)nr : TRACE_UNKNOWN_CALL;

    return shared->calls[call / 64] >> (call % 64) & 1;
}

static unsigned arch_flag(uint32_t arch)
{
    return arch == AUDIT_ARCH_X86_64 ? 0 : RECORD_INT80;
}

/* What a thread is at is left in its ring, also where nothing is recorded: the
 * next image wants to know, and whoever asks why nothing goes on. */
static void note_call(struct trace_ring *ring, const struct sys_args *args,
                      uint64_t since)
{
    if (ring == NULL)
        return;
    ring->call_nr = (int32_t)args->nr;
    memcpy(ring->call_args, args->arg, sizeof(ring->call_args));
    __atomic_store_n(&ring->call_since, since, __ATOMIC_RELEASE);
}

/* Of the thread, in nanoseconds. */
static uint64_t cpu_time(void)
{
    uint64_t time[2] = { 0, 0 };

    host_call3(SYS_clock_gettime, CLOCK_THREAD_CPUTIME_ID, HOST_POINTER(time), 0);
    return time[0] * NS_PER_SEC + time[1];
}

static bool tells_cpu_time(const struct task *task)
{
    return (ring_shared()->flags & TRACE_CPU_TIMES) && task->trace.ring != NULL;
}

static void record_enter(struct task *task, const struct sys_args *args, unsigned flags)
{
    const struct mcontext *regs = &task->frame->uc.mcontext;
    struct ring_record record;
    struct record_enter *enter =
        ring_begin(&record, task, RECORD_ENTER, sizeof(struct record_enter));

    if (enter == NULL)
        return;
    enter->head.flags = (uint16_t)flags;
    enter->nr = args->nr;
    memcpy(enter->args, args->arg, sizeof(enter->args));
    enter->ip = regs->rip;
    enter->sp = regs->rsp;
    enter->bp = regs->rbp;
    capture_enter(&record, args);
    if (args->nr == SYS_rt_sigreturn)
        capture_bytes(&record, regs->rsp + offsetof(struct ucontext, sigmask),
                      sizeof(uint64_t), sizeof(uint64_t));
    if (ring_shared()->flags & TRACE_STACKS) {
        capture_stack(&record, regs->rsp);
        capture_code(&record, task);
    }
    ring_commit(&record);
    note_call(task->trace.ring, args, enter->head.time);
    if (unlikely(tells_cpu_time(task)))
        task->trace.ring->call_cpu = cpu_time();
}

/* Who sends itself a signal may not come back; why, nobody else may know. */
static void note_fatal(struct task *task, const struct sys_args *args)
{
    if (task->trace.ring != NULL && args->nr == SYS_tgkill &&
        (int32_t)args->arg[1] == task->tid)
        task->trace.ring->fatal = (uint32_t)args->arg[2];
}

bool trace_enter(struct task *task, const struct sys_args *args, uint32_t arch,
                 long *result)
{
    const struct trace_shared *shared = ring_shared();

    task->has_called = false;
    task->trace.is_told = is_wanted(shared, args->nr);
    task->trace.is_injected = false;
    task->trace.is_denied = task->trace.may_be_denied = false;
    task->trace.rule = 0;
    note_fatal(task, args);
    if (task->trace.is_told)
        record_enter(task, args, arch_flag(arch));
    else
        note_call(task->trace.ring, args, 1);
    if (likely(!(shared->flags & TRACE_INJECTS)))
        return true;
    return inject_enter(task, args->nr, result);
}

static unsigned way_of(const struct task *task)
{
    if (!fast_is_way_of(task))
        return RECORD_TRAPPED;
    return task->has_called ? RECORD_REWRITTEN : RECORD_SERVED;
}

static unsigned exit_flags(const struct task *task, const struct sys_args *args,
                           long result)
{
    unsigned flags = way_of(task);

    if (result == LX_REWIND)
        flags |= RECORD_AGAIN;
    if (task->trace.is_injected)
        flags |= RECORD_INJECTED;
    if (task->trace.rule != 0)
        flags |= inject_flags(task);
    if (task->trace.is_denied || ((uint64_t)args->nr < SYSCALL_TABLE_SIZE &&
                                  dispatch_table[args->nr].entry == dispatch_deny))
        flags |= RECORD_DENIED;
    if (task->trace.may_be_denied)
        flags |= RECORD_PERHAPS;
    return flags;
}

static void record_exit(struct task *task, const struct sys_args *args, long result,
                        unsigned flags)
{
    uint64_t cpu = unlikely(tells_cpu_time(task)) ?
                       cpu_time() - task->trace.ring->call_cpu :
                       0;
    struct ring_record record;
    struct record_exit *exit =
        ring_begin(&record, task, RECORD_EXIT, sizeof(struct record_exit));

    if (exit == NULL)
        return;
    exit->head.flags = (uint16_t)flags;
    exit->nr = args->nr;
    exit->result = result;
    if (unlikely(cpu != 0))
        ring_chunk_end(&record, cpu, 0, RECORD_CPU, false);
    if (flags & RECORD_PERHAPS)
        capture_base(&record, args);
    if (!(flags & (RECORD_AGAIN | RECORD_INJECTED)))
        capture_exit(&record, args, result);
    ring_commit(&record);
}

void trace_exit(struct task *task, const struct sys_args *args, long result)
{
    if (task->trace.rule != 0 && result != LX_REWIND)
        inject_exit(task);
    if (unlikely(ring_shared()->flags & TRACE_STACKS))
        capture_note_mapping(args);
    if (task->trace.is_told) {
        long shown = result;

        if (result == LX_NO_RESULT)
            shown = (long)task->frame->uc.mcontext.rax;
        else if (result == LX_REWIND)
            shown = -EINTR;
        record_exit(task, args, shown, exit_flags(task, args, result));
    }
    if (task->trace.ring != NULL)
        __atomic_store_n(&task->trace.ring->call_since, 0, __ATOMIC_RELAXED);
}

long trace_call(struct task *task, const struct sys_args *args, uint32_t arch,
                trace_run_t *run)
{
    long result;

    if (trace_enter(task, args, arch, &result))
        result = run(task, args);
    trace_exit(task, args, result);
    return result;
}

void trace_signal(struct task *task, const struct sigframe *frame,
                  const struct siginfo *info, bool is_handled)
{
    struct ring_record record;
    struct record_signal *signal =
        ring_begin(&record, task, RECORD_SIGNAL, sizeof(struct record_signal));

    if (signal == NULL)
        return;
    signal->signo = info->signo;
    signal->action = is_handled ? RECORD_SIGNAL_HANDLED : RECORD_SIGNAL_DEFAULT;
    signal->ip = frame->uc.mcontext.rip;
    memcpy(signal->siginfo, info, sizeof(signal->siginfo));
    if (!is_handled)
        task->trace.ring->fatal = (uint32_t)info->signo;
    ring_commit(&record);
}

void trace_birth(struct task *task, uint64_t flags, long child)
{
    struct ring_record record;
    struct record_birth *birth =
        ring_begin(&record, task, RECORD_BIRTH, sizeof(struct record_birth));

    if (birth == NULL)
        return;
    birth->child = (int32_t)child;
    birth->reserved = 0;
    birth->flags = flags;
    ring_commit(&record);
}

static void record_start(struct task *task, unsigned type, int32_t parent, int32_t former,
                         const char *name)
{
    struct ring_record record;
    struct record_start *start =
        ring_begin(&record, task, type, sizeof(struct record_start));

    if (start == NULL)
        return;
    start->parent = parent;
    start->former = former;
    if (name != NULL)
        capture_own(&record, name);
    ring_commit(&record);
}

void trace_start(struct task *task, int32_t parent)
{
    ring_take(task);
    record_start(task, RECORD_START, parent, 0, NULL);
}

static void record_process_end(struct task *task, long status, bool is_process)
{
    struct ring_record record;
    struct record_end *end =
        ring_begin(&record, task, RECORD_END, sizeof(struct record_end));

    if (end == NULL)
        return;
    end->status = (int32_t)((status & 0xff) << 8);
    end->is_process = is_process;
    ring_commit(&record);
}

void trace_end_thread(struct task *task, long status)
{
    record_process_end(task, status, false);
    ring_leave(task);
}

void trace_end_process(struct task *task, long status)
{
    record_process_end(task, status, true);
}

uint64_t trace_boot_flags(const struct task *task)
{
    if (task->trace.ring == NULL)
        return 0;
    return (uint64_t)(ring_index(task->trace.ring) + 1) << BOOT_RING_SHIFT;
}

/* The end of the execve(2) that the last image has begun. */
static void record_exec(struct task *task, const char *name)
{
    struct trace_ring *ring = task->trace.ring;
    struct sys_args args;

    if (ring == NULL)
        return;
    args.nr = ring->call_nr;
    if (is_wanted(ring_shared(), args.nr))
        record_exit(task, &args, 0, RECORD_TRAPPED);
    record_start(task, RECORD_EXEC, 0, ring->tid, name);
    ring->tid = task->tid;
    ring->call_since = 0;
    memset(ring->injected, 0, sizeof(ring->injected));
}

bool trace_begin(struct task *task, uint64_t boot_flags, const char *name)
{
    uint64_t ring = (boot_flags & BOOT_RING_MASK) >> BOOT_RING_SHIFT;

    if (ring_map_shared() != 0)
        return false;
    task->restrictions |= TASK_IS_TRACED;
    if (ring == 0) {
        trace_start(task, 0);
        record_start(task, RECORD_EXEC, 0, task->tid, name);
        return true;
    }
    ring_adopt(task, (uint32_t)ring - 1);
    record_exec(task, name);
    return true;
}
