/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace_look.c - one look at all rings and all processes.
 *
 * A process has ended if the kernel says so, never because it says so itself.  When
 * its end is seen, all that its threads have written is there; so the order is:
 *
 *     who has ended?    rings    ends of those that had ended before
 *
 * A thread that has left, by exit(2) or because another one has made an exec, is
 * believed: it can hide nothing but what it would not have written anyway.
 */
#include <linux/futex.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "supervisor/trace_impl.h"

static struct trace_process *watched(struct trace *trace, pid_t pid)
{
    struct trace_process *process = trace->processes;

    while (process != NULL && process->pid != pid)
        process = process->next;
    return process;
}

static void add_process(struct trace *trace, struct trace_process *process)
{
    process->next = trace->processes;
    trace->processes = process;
    trace->has_new = true;
}

static struct trace_process *process_of(struct trace *trace, pid_t pid)
{
    struct trace_process *process = watched(trace, pid);

    if (process != NULL)
        return process;
    process = process_watch(pid, trace->image, trace->finder.own_fd);
    if (process == NULL)
        return NULL;
    add_process(trace, process);
    return process;
}

static bool find_owner(struct trace *trace, uint32_t index)
{
    struct ring_state *state = &trace->rings[index];
    uint32_t owner = __atomic_load_n(&trace->shared->owner[index], __ATOMIC_ACQUIRE);

    if (state->process != NULL)
        return true;
    if (owner == 0 || owner > INT32_MAX)
        return false;
    *state = (struct ring_state){
        .reader = { .ring = trace_ring_at(trace->shared, index) },
        .process = process_of(trace, (pid_t)owner),
        .tid = (int32_t)owner,
    };
    return state->process != NULL;
}

static void give_ring_back(struct trace *trace, uint32_t index)
{
    struct ring_state *state = &trace->rings[index];
    uint64_t lost = state->reader.ring->lost;

    if (lost != 0)
        trace_tell_lost(trace, index, state->process->pid, state->tid, lost,
                        clock_real(&trace->clock, state->reader.last));
    state->process = NULL;
    trace_ring_recycle(trace->shared, trace->fd, index);
}

static void note_end(struct trace_process *process, const struct record_end *end)
{
    process->has_said = true;
    process->said_status = end->status;
}

static void note_exec(struct trace *trace, uint32_t index,
                      const struct record_head *exec);

/* A parent knows how its child has ended, of which the kernel may tell no more. */
static void note_wait(struct trace *trace, const struct record_exit *exit)
{
    const struct record_chunk *chunk = record_next_chunk(&exit->head, NULL);
    struct trace_process *process;
    int status;

    if (exit->nr != SYS_wait4 || exit->result <= 0 || chunk == NULL ||
        chunk->size != sizeof(status))
        return;
    memcpy(&status, record_chunk_bytes(chunk), sizeof(status));
    process = watched(trace, (pid_t)exit->result);
    if (process == NULL || !(WIFEXITED(status) || WIFSIGNALED(status)))
        return;
    process->has_said = true;
    process->said_status = status;
}

/* What comes from several threads, and is put in order (trace_merge.h), may have a later
 * time before an earlier one. */
static void note_time(struct trace_process *process, uint64_t time)
{
    if (process->last < time)
        process->last = time;
}

/* A child has no ring before it has run, and by then its parent, and with it the whole
 * run, may have ended: so it is looked after from its birth on, if it is still there. */
static void note_birth(struct trace *trace, const struct record_birth *birth)
{
    struct trace_process *child;

    if ((birth->flags & CLONE_THREAD) || birth->child <= 0 || watched(trace, birth->child) != NULL)
        return;
    child = process_watch(birth->child, trace->image, trace->finder.own_fd);
    if (child != NULL && process_is_ours(child))
        add_process(trace, child);
    else if (child != NULL)
        process_forget(child);
}

/* True if the record is to be told. */
static bool note_record(struct trace *trace, uint32_t index, struct record_head *record)
{
    struct ring_state *state = &trace->rings[index];
    const struct record_end *end = (const void *)record;

    if (record->type == RECORD_NONE)
        return false;
    record->pid = state->process->pid;
    if (state->since == 0)
        state->since = record->time;
    if (record->tid > 0)
        state->tid = record->tid;
    record->tid = state->tid;
    note_time(state->process, record->time);
    if (record->type == RECORD_END) {
        note_end(state->process, end);
        return !end->is_process;
    }
    if (record->type == RECORD_EXIT)
        note_wait(trace, (const void *)record);
    if (record->type == RECORD_EXEC)
        note_exec(trace, index, record);
    if (record->type == RECORD_BIRTH)
        note_birth(trace, (const void *)record);
    return true;
}

static void take_record(struct trace *trace, uint32_t index, struct record_head *record)
{
    bool is_start = record->type == RECORD_START;

    record->time = clock_real(&trace->clock, record->time);
    if (!note_record(trace, index, record))
        return;
    merge_append(trace->merge, index);
    note_time(trace->rings[index].process, record->time);
    if (is_start && record->pid == trace->first && !trace->has_told_first) {
        const struct record_head start = *record;

        trace->has_told_first = true;
        trace_tell_first(trace, index, &start);
    }
}

static void wake_writer(struct trace_ring *ring)
{
    syscall(SYS_futex, &ring->room, FUTEX_WAKE, 1, NULL, NULL, 0);
}

/* Take what is there now; what comes meanwhile is for the next look. */
static bool drain(struct trace *trace, uint32_t index)
{
    struct ring_state *state = &trace->rings[index];
    uint64_t head = ring_head(&state->reader), start = state->reader.tail;
    uint64_t now = clock_ticks(&trace->clock);

    while (state->reader.tail != head) {
        struct record_head *record = merge_room(trace->merge, index);

        if (record == NULL)
            break;
        if (ring_read(&state->reader, head, now, record) == RING_RECORD)
            take_record(trace, index, record);
        else
            trace_tell_lost(trace, index, state->process->pid, state->tid, 1,
                            clock_real(&trace->clock, now));
    }
    if (state->reader.tail == start)
        return false;
    if (ring_release(&state->reader))
        wake_writer(state->reader.ring);
    return true;
}

static bool look_at_ring(struct trace *trace, uint32_t index)
{
    struct ring_state *state = &trace->rings[index];
    bool is_left, has_found;

    if (!find_owner(trace, index))
        return false;
    is_left = __atomic_load_n(&state->reader.ring->is_left, __ATOMIC_ACQUIRE) != 0;
    has_found = drain(trace, index);
    if (is_left)
        give_ring_back(trace, index);
    return has_found;
}

/* An exec has ended the other threads of the process, of which one has left its
 * number to the thread that made the exec.  Those that have begun since belong to the
 * new image. */
static void note_exec(struct trace *trace, uint32_t index, const struct record_head *exec)
{
    struct trace_process *process = trace->rings[index].process;

    process->has_said = false;
    for (uint32_t i = 0; i < trace->used; i++) {
        struct ring_state *state = &trace->rings[i];

        if (i == index || state->process != process)
            continue;
        drain(trace, i);
        if (state->since == 0 || state->since > exec->time)
            continue;
        if (state->tid != exec->tid)
            trace_tell_end(trace, i, process->pid, state->tid, 0, false, exec->time);
        give_ring_back(trace, i);
    }
}

/* Into the queue of one of its rings, so that it is told at the time of its last
 * record; where it has left all of them, when it may be. */
static void end_process(struct trace *trace, struct trace_process *process)
{
    uint32_t queue = MERGE_OWN;

    for (uint32_t i = 0; i < trace->used; i++)
        if (trace->rings[i].process == process) {
            uint32_t fatal = trace->rings[i].reader.ring->fatal;

            if (fatal != 0)
                process->fatal = fatal;
            queue = i;
            give_ring_back(trace, i);
        }
    trace_tell_end(trace, queue, process->pid, process->pid, process_status(process),
                   true, process->last);
}

static void remove_ended(struct trace *trace)
{
    struct trace_process **link = &trace->processes;

    while (*link != NULL) {
        struct trace_process *process = *link;

        if (!process->has_ended) {
            link = &process->next;
            continue;
        }
        end_process(trace, process);
        *link = process->next;
        process_forget(process);
    }
}

bool trace_is_busy(const struct trace *trace)
{
    const struct trace_process *process = trace->processes;

    while (process != NULL && process->is_foreign)
        process = process->next;
    return process != NULL;
}

static bool look_once(struct trace *trace)
{
    uint32_t used = __atomic_load_n(&trace->shared->used, __ATOMIC_ACQUIRE);
    bool has_found = false;

    trace->has_new = false;
    trace->used = used < TRACE_RINGS ? used : TRACE_RINGS;
    for (struct trace_process *p = trace->processes; p != NULL; p = p->next) {
        p->has_ended = process_is_over(p);
        has_found |= p->has_ended;
    }
    for (uint32_t i = 0; i < trace->used; i++)
        has_found |= look_at_ring(trace, i);
    remove_ended(trace);
    return has_found;
}

/* A process that was not known may have ended already: then its end is to be told
 * with all the rest of it. */
bool trace_look(struct trace *trace)
{
    bool has_found = look_once(trace);

    while (trace->has_new)
        has_found |= look_once(trace);
    return has_found;
}
