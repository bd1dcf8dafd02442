/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hang_thread.c - see hang_thread.h.
 *
 * A thread that is blocked in lxcore has the guest's registers in a frame, to which
 * its task leads, which its stack pointer names (core/layout.h).  The guest may
 * have put anything there: what is read is shown, and nothing else is done with it.
 */
#include "supervisor/hang_thread.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "core/layout.h"
#include "syscall_count.h"
#include "task/task.h"

#define NR_FUTEX 202
#define FUTEX_COMMAND 0x7f
#define FUTEX_WAIT 0
#define FUTEX_LOCK_PI 6
#define FUTEX_WAIT_BITSET 9
/* In glibc's pthread_mutex_t: the thread that has it, behind the word. */
#define MUTEX_OWNER 8
#define MUTEX_CONTENDED 2

static bool peek(pid_t pid, uint64_t address, void *to, size_t size)
{
    struct iovec local = { to, size }, remote = { (void *)(uintptr_t)address, size };

    return process_vm_readv(pid, &local, 1, &remote, 1, 0) == (ssize_t)size;
}

static bool read_file(const struct hang_thread *thread, const char *name, char *text,
                      size_t size)
{
    char path[64];
    ssize_t got;
    int fd;

    snprintf(path, sizeof(path), "/proc/%d/task/%d/%s", thread->pid, thread->tid, name);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    got = read(fd, text, size - 1);
    close(fd);
    text[got < 0 ? 0 : got] = '\0';
    return got > 0;
}

static bool find_frame(const struct hang_thread *thread, uint64_t span, uint64_t sp,
                       struct mcontext *regs)
{
    const uint64_t at = (sp | (LX_AREA_SIZE - 1)) - (LX_AREA_TOP_SIZE - 1);
    uint64_t frame;

    if (sp - span >= LX_SPAN_SIZE ||
        !peek(thread->pid, at + offsetof(struct task, frame), &frame, sizeof(frame)))
        return false;
    return peek(thread->pid, frame + offsetof(struct sigframe, uc.mcontext), regs,
                sizeof(*regs));
}

static void find_holder(struct hang_thread *thread)
{
    int32_t owner;

    if (thread->value == MUTEX_CONTENDED &&
        peek(thread->pid, thread->futex + MUTEX_OWNER, &owner, sizeof(owner)))
        thread->holder = owner;
}

static void look_at_futex(struct hang_thread *thread)
{
    unsigned command = thread->args[1] & FUTEX_COMMAND;

    if (thread->nr != NR_FUTEX ||
        (command != FUTEX_WAIT && command != FUTEX_WAIT_BITSET &&
         command != FUTEX_LOCK_PI))
        return;
    thread->futex = thread->args[0];
    if (peek(thread->pid, thread->futex, &thread->value, sizeof(thread->value)))
        find_holder(thread);
}

static void take_registers(struct hang_thread *thread, const struct mcontext *regs)
{
    const uint64_t args[6] = { regs->rdi, regs->rsi, regs->rdx,
                               regs->r10, regs->r8,  regs->r9 };

    thread->nr = (int32_t)regs->rax;
    memcpy(thread->args, args, sizeof(args));
    look_at_futex(thread);
}

/* `NUMBER ARG… SP PC`, in hexadecimal but for the first. */
static uint64_t stack_pointer_of(const char *text)
{
    unsigned long values[7] = { 0 };
    long nr;

    sscanf(text, "%ld %lx %lx %lx %lx %lx %lx %lx", &nr, &values[0], &values[1],
           &values[2], &values[3], &values[4], &values[5], &values[6]);
    return nr < 0 ? values[0] : values[6];
}

bool hang_thread_look(struct hang_thread *thread, uint64_t span)
{
    struct mcontext regs;
    char text[512], *state;

    if (!read_file(thread, "stat", text, sizeof(text)))
        return false;
    state = strrchr(text, ')');
    if (state == NULL || state[1] != ' ' || state[2] == 'Z' || state[2] == 'X')
        return false;
    thread->is_stopped = state[2] == 'T' || state[2] == 't';
    thread->is_running = state[2] == 'R';
    if (!read_file(thread, "syscall", text, sizeof(text)) ||
        strncmp(text, "running", 7) == 0 ||
        !find_frame(thread, span, stack_pointer_of(text), &regs)) {
        thread->is_in_guest = true;
        return true;
    }
    take_registers(thread, &regs);
    return true;
}
