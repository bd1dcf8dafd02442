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
#include <linux/futex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/layout.h"
#include "supervisor/peek.h"
#include "supervisor/since.h"
#include "syscall_count.h"
#include "task/task.h"

#define NR_FUTEX 202
#define FUTEX_COMMAND 0x7f
/* In glibc's pthread_mutex_t: the thread that has it, behind the word. */
#define MUTEX_OWNER 8
#define MUTEX_CONTENDED 2

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

static bool find_frame(struct hang_thread *thread, uint64_t span, uint64_t sp,
                       struct mcontext *regs)
{
    const uint64_t at = (sp | (LX_AREA_SIZE - 1)) - (LX_AREA_TOP_SIZE - 1);
    uint64_t frame;

    if (sp - span >= LX_SPAN_SIZE ||
        !peek(thread->pid, at + offsetof(struct task, frame), &frame, sizeof(frame)))
        return false;
    thread->task = at;
    return peek(thread->pid, frame + offsetof(struct sigframe, uc.mcontext), regs,
                sizeof(*regs));
}

/*
 * What a word says of who is to change it, in glibc: a plain mutex that is waited for is
 * 2, and the owner stands behind it.  One that is robust or inherits priorities is its
 * owner, with a bit for those that wait.  pthread_join(3) waits for the thread's number,
 * which the kernel clears, and wakes whoever waits as for a shared word.
 */
static void find_holder(struct hang_thread *thread, unsigned command)
{
    const uint32_t number = thread->value & FUTEX_TID_MASK;
    int32_t owner;

    bool is_join =
        command == FUTEX_WAIT_BITSET && (thread->args[1] & FUTEX_PRIVATE_FLAG) == 0;

    thread->is_lock = !is_join;
    if (command == FUTEX_LOCK_PI || is_join) {
        thread->holder = (pid_t)number;
    } else if (thread->value == MUTEX_CONTENDED) {
        if (peek(thread->pid, thread->futex + MUTEX_OWNER, &owner, sizeof(owner)))
            thread->holder = owner;
    } else if ((thread->value & FUTEX_WAITERS) != 0) {
        thread->holder = (pid_t)number;
    }
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
        find_holder(thread, command);
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

/* `NSpid:`, the outermost number first. */
static pid_t inner_number(const struct hang_thread *thread)
{
    char text[4096], *line, *last;

    if (!read_file(thread, "status", text, sizeof(text)))
        return thread->tid;
    line = strstr(text, "\nNSpid:");
    if (line == NULL)
        return thread->tid;
    line[1 + strcspn(line + 1, "\n")] = '\0';
    last = strrchr(line, '\t');
    return last != NULL ? atoi(last + 1) : thread->tid;
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
    thread->inner = inner_number(thread);
    thread->is_stopped = state[2] == 'T' || state[2] == 't';
    thread->is_running = state[2] == 'R';
    if (!read_file(thread, "syscall", text, sizeof(text)) ||
        strncmp(text, "running", 7) == 0 ||
        !find_frame(thread, span, stack_pointer_of(text), &regs)) {
        thread->is_in_guest = true;
        return true;
    }
    take_registers(thread, &regs);
    thread->asleep = thread->is_running ? -1 : since_asleep(thread->pid, thread->tid);
    return true;
}
