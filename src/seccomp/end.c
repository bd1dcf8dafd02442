/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * end.c - the kernel itself ends the thread: by a filter that lxcore installs
 * for that, under which the next call but rt_sigreturn is the last.
 *
 * So wait statuses, core files and the rule that the last thread takes its
 * process along are the kernel's own.  Where the guest is still at its system
 * call instruction it goes back there and makes the call again, so that a core
 * file and a tracer see the guest's registers and the guest's call.
 *
 * Limits  the strict mode ends one of several threads with status 0, not with
 *         that of SIGKILL, which a tracer would see.
 */
#include "seccomp/end.h"

#include "abi/signal.h"
#include "arch/x86_64/gate.h"
#include "core/guest.h"
#include "core/host.h"
#include "seccomp/bpf.h"
#include "seccomp/sync.h"
#include "signal/action.h"
#include "task/exit.h"
#include "task/task.h"

#include <stddef.h>

/* `syscall` and `int $0x80`, as a little-endian half word. */
#define SYSCALL_INSTRUCTION 0x050f
#define INT80_INSTRUCTION 0x80cd
#define INSTRUCTION_SIZE 2

static bool install_last_filter(uint32_t verdict)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_rt_sigreturn, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, verdict),
    };
    const struct sock_fprog program = { .len = ARRAY_LEN(code), .filter = code };

    return host_call3(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, HOST_POINTER(&program)) ==
           0;
}

static bool is_behind_its_instruction(const struct sigframe *frame)
{
    gaddr_t at = frame->uc.mcontext.rip - INSTRUCTION_SIZE;
    uint16_t instruction;

    return guest_copy_in(&instruction, at, sizeof(instruction)) == 0 &&
           (instruction == SYSCALL_INSTRUCTION || instruction == INT80_INSTRUCTION);
}

/* Without room for another filter: by the signal alone. */
static _Noreturn void die_here(struct task *task, int signo)
{
    sighand_host_default(task, signo);
    for (;;)
        host_call3(SYS_kill, (uint64_t)task->tgid, (uint64_t)signo, 0);
}

long end_process(struct task *task, uint32_t verdict)
{
    uint32_t last = SECCOMP_RET_KILL_PROCESS | (verdict & SECCOMP_RET_DATA);

    if (install_last_filter(last) && is_behind_its_instruction(task->frame))
        return LX_REWIND;
    die_here(task, SIGSYS);
}

long end_by_signal(struct task *task, int signo)
{
    if (signo == SIGSYS)
        return end_process(task, 0);
    die_here(task, signo);
}

long end_thread(struct task *task, uint32_t verdict)
{
    uint32_t *area;

    if (sync_count_threads(task) == 1)
        return end_process(task, verdict);
    if (!exit_begin(task))
        return LX_REWIND;
    area = exit_leave(task);
    if (!install_last_filter(SECCOMP_RET_KILL_THREAD))
        die_here(task, SIGSYS);
    gate_exit(area, 0, SYS_exit);
}

long end_strictly(struct task *task)
{
    if (sync_count_threads(task) == 1)
        die_here(task, SIGKILL);
    if (!exit_begin(task))
        return LX_REWIND;
    gate_exit(exit_leave(task), 0, SYS_exit);
}
