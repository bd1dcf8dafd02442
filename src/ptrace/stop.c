/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stop.c - telling stops apart.
 *
 * PTRACE_GET_SYSCALL_INFO knows a system call stop only from a tracer that has
 * set PTRACE_O_TRACESYSGOOD; the event message says the same to all
 * (PTRACE_EVENTMSG_SYSCALL_ENTRY, since Linux 5.3).
 */
#include "ptrace/stop.h"

#include "abi/errno.h"
#include "arch/x86_64/gate.h"
#include "arch/x86_64/leave.h"
#include "arch/x86_64/trampoline.h"
#include "core/host.h"
#include "core/span.h"
#include "core/string.h"
#include "dispatch/vsyscall.h"
#include "ptrace/remote.h"
#include "task/task.h"

/* include/linux/errno.h of the kernel; a tracer sees them in rax. */
#define ERESTARTSYS 512
#define ERESTARTNOINTR 513
#define ERESTARTNOHAND 514
#define ERESTART_RESTARTBLOCK 516

#define SYSGOOD 0x80
#define JUMP_OPCODE 0xe9
#define JUMP_SIZE 5

/* The kernel's own stops carry their exit code as si_code. */
static bool is_notification(const struct siginfo *info)
{
    return info->signo == SIGTRAP && (info->code & ~SYSGOOD) == SIGTRAP;
}

static long read_notification(int tid, struct stop *stop)
{
    uint64_t message = 0;
    long err = remote_get_message(tid, &message);

    stop->kind = STOP_STEP;
    if (message == PTRACE_EVENTMSG_SYSCALL_ENTRY)
        stop->kind = STOP_ENTRY;
    else if (message == PTRACE_EVENTMSG_SYSCALL_EXIT)
        stop->kind = STOP_EXIT;
    return err;
}

/* Most stops are of calls that lxcore makes for itself: where they are is all
 * there is to know, and one question tells, if the tracer has set SYSGOOD. */
static bool is_own_call(int tid, int status, struct stop *stop)
{
    struct ptrace_syscall_info info;

    if (status_signal(status) != (SIGTRAP | SYSGOOD) ||
        remote_request(PTRACE_GET_SYSCALL_INFO, tid, sizeof(info), HOST_POINTER(&info)) <=
            0)
        return false;
    stop->kind = info.op == PTRACE_SYSCALL_INFO_ENTRY ? STOP_ENTRY : STOP_EXIT;
    stop->regs.rip = info.instruction_pointer;
    return info.op != PTRACE_SYSCALL_INFO_NONE && stop_is_in_core(stop) &&
           !stop_is_at_guest_call(stop);
}

/* On the plain way out, which a tracer cannot see: put it where it leaves by the
 * other, or where that way ends.  See arch/x86_64/leave.h. */
static long settle_return(int tid, struct user_regs *regs)
{
    uint64_t task, frame;
    long err;

    if (regs->rip == HOST_POINTER(lx_return_jump)) {
        leave_finish_return(&regs->rip, regs->rcx);
        return remote_set_regs(tid, regs);
    }
    task = (regs->rsp | (LX_AREA_SIZE - 1)) - (LX_AREA_TOP_SIZE - 1);
    err = remote_read(tid, task + offsetof(struct task, frame), &frame, sizeof(frame));
    if (err != 0)
        return err;
    leave_abandon_return(&regs->rip, &regs->rbx, &regs->r12, &regs->eflags, task, frame);
    return remote_set_regs(tid, regs);
}

/* A slot of ours has lxcore's address in it, and lies at no address of ours. */
static bool find_trampoline(int tid, uint64_t rip, gaddr_t *at, uint64_t *back)
{
    uint64_t entry;

    *at = rip & ~(gaddr_t)(TRAMPOLINE_SIZE - 1);
    return remote_read(tid, *at + offsetof(struct trampoline, entry), &entry,
                       sizeof(entry)) == 0 &&
           entry == HOST_POINTER(lx_fast_entry) &&
           remote_read(tid, *at + offsetof(struct trampoline, back), back,
                       sizeof(*back)) == 0;
}

/* A rewritten site may lead to a jump near by (arch/x86_64/padding.h): the same. */
static bool find_by_jump(int tid, uint64_t rip, gaddr_t *at, uint64_t *back)
{
    const uint64_t first = rip & ~7UL;
    uint8_t code[16];
    int32_t distance;

    if (remote_read(tid, first, code, sizeof(code)) != 0 || code[rip - first] != JUMP_OPCODE)
        return false;
    memcpy(&distance, code + (rip - first) + 1, sizeof(distance));
    return find_trampoline(tid, rip + JUMP_SIZE + (uint64_t)(int64_t)distance, at, back) &&
           *back - SYSCALL_INSTRUCTION_SIZE != rip;
}

static void name_site(int tid, struct stop *stop)
{
    stop->info.sys.call_addr = stop->regs.rip;
    remote_set_siginfo(tid, &stop->info);
}

static bool is_of_filter(const struct stop *stop)
{
    return stop->signo == SIGSYS && stop->info.code == SYS_SECCOMP;
}

/* A stop between the trap and its SIGSYS has found the thread in a trampoline and
 * put it behind its site, but what waits still names the trampoline. */
static void settle_late_trap(int tid, struct stop *stop)
{
    uint64_t back;
    gaddr_t at;

    if (is_of_filter(stop) && stop->info.sys.call_addr != stop->regs.rip &&
        find_trampoline(tid, stop->info.sys.call_addr, &at, &back) &&
        back == stop->regs.rip)
        name_site(tid, stop);
}

/* In a trampoline, where it is for nobody to see: to its site, before or behind
 * the `syscall`.  A step, which shall come out of it at some time, goes on to the
 * trapping one. */
static long settle_in_guest(int tid, struct stop *stop)
{
    struct user_regs *regs = &stop->regs;
    uint64_t back;
    gaddr_t at;

    if (find_by_jump(tid, regs->rip, &at, &back))
        regs->rip = at;
    else if (!find_trampoline(tid, regs->rip, &at, &back)) {
        settle_late_trap(tid, stop);
        return 0;
    }
    stop->is_in_trampoline = true;
    regs->rip = regs->rip - at < offsetof(struct trampoline, leave) ?
                    back - SYSCALL_INSTRUCTION_SIZE :
                    back;
    regs->rcx = back;
    if (stop->kind == STOP_SIGNAL && stop_is_step(stop))
        regs->rip = at + offsetof(struct trampoline, trap);
    if (is_of_filter(stop))
        name_site(tid, stop);
    return remote_set_regs(tid, regs);
}

static long settle(int tid, struct stop *stop)
{
    uint64_t rip = stop->regs.rip;

    if (!stop_is_in_core(stop))
        return settle_in_guest(tid, stop);
    return leave_is_plain_way(rip) || rip == HOST_POINTER(lx_return_jump) ?
               settle_return(tid, &stop->regs) :
               0;
}

static long read_kind(int tid, struct stop *stop)
{
    long err = remote_get_siginfo(tid, &stop->info);

    if (stop->event != 0)
        stop->kind = STOP_EVENT;
    else if (err == -EINVAL)
        stop->kind = STOP_GROUP;
    else if (err == 0 && is_notification(&stop->info))
        return read_notification(tid, stop);
    else
        stop->kind = STOP_SIGNAL;
    return err == -EINVAL ? 0 : err;
}

long stop_read(int tid, int status, struct stop *stop)
{
    long err;

    stop->signo = status_signal(status) & ~SYSGOOD;
    stop->event = status_event(status);
    if (is_own_call(tid, status, stop))
        return 0;
    stop->is_in_trampoline = false;
    err = remote_get_regs(tid, &stop->regs);
    if (err == 0)
        err = read_kind(tid, stop);
    return err == 0 ? settle(tid, stop) : err;
}

bool stop_is_in_core(const struct stop *stop)
{
    return span_holds_code(stop->regs.rip);
}

bool stop_is_trap(const struct stop *stop)
{
    const struct siginfo *info = &stop->info;

    if (stop->signo != SIGSYS || info->code != SYS_SECCOMP || stop_is_in_core(stop))
        return false;
    return info->sys.call_addr == stop->regs.rip ||
           vsyscall_is_address(info->sys.call_addr);
}

bool stop_is_fault(const struct stop *stop)
{
    const uint64_t faults = SIG_BIT(SIGSEGV) | SIG_BIT(SIGBUS) | SIG_BIT(SIGTRAP);

    return stop->info.code > 0 && (SIG_BIT(stop->signo) & faults);
}

bool stop_is_step(const struct stop *stop)
{
    return stop->signo == SIGTRAP && stop->info.code == TRAP_TRACE;
}

bool stop_is_upgrade(const struct stop *stop)
{
    return stop->signo == SIGSYS && stop->info.code == SYS_SECCOMP &&
           stop->regs.rip == HOST_POINTER(lx_upgrade_syscall) + SYSCALL_INSTRUCTION_SIZE;
}

bool stop_is_at_guest_call(const struct stop *stop)
{
    return gate_is_behind_call(stop->regs.rip);
}

bool stop_may_restart(const struct stop *stop)
{
    switch (-(int64_t)stop->regs.rax) {
    case ERESTARTSYS:
    case ERESTARTNOINTR:
    case ERESTARTNOHAND:
    case ERESTART_RESTARTBLOCK:
        return (int64_t)stop->regs.orig_rax >= 0;
    default:
        return false;
    }
}

bool stop_is_interrupted(const struct stop *stop)
{
    if (!stop_is_at_guest_call(stop))
        return false;
    return stop_may_restart(stop) || (int64_t)stop->regs.rax == -EINTR;
}

bool stop_is_at_lock(const struct stop *stop)
{
    return stop_is_in_core(stop) && stop->regs.orig_rax == SYS_futex &&
           stop_may_restart(stop);
}
