/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * processes.c - see processes.h.
 *
 * A child begins with a copy of what its maker has at that time.  Its maker tells
 * of it before it answers the call, the child before its first instruction; either
 * may come first in the trace, and both come before anything else that changes what
 * is copied.
 */
#include "report/processes.h"

#include <linux/sched.h>
#include <stdlib.h>
#include <string.h>

#include "report/path.h"
#include "report/record_memory.h"

/* What a child is to begin with. */
struct birth {
    int32_t tid;
    bool is_thread;
    struct thread *maker;
    uint64_t time;
    struct descriptors *descriptors;
    struct place *place;
    UT_hash_handle hh;
};

static struct place *place_new(const char *directory, const char *root)
{
    struct place *place = table_new(sizeof(*place));

    place->users = 1;
    if (directory != NULL)
        place->directory = table_string(directory, strlen(directory));
    place->root = table_string(root, strlen(root));
    return place;
}

static void place_drop(struct place *place)
{
    if (--place->users > 0)
        return;
    free(place->directory);
    free(place->root);
    free(place);
}

void place_set_directory(struct place *place, char *directory)
{
    free(place->directory);
    place->directory = directory;
}

void processes_begin(struct processes *processes)
{
    *processes = (struct processes){ 0 };
    processes->last = &processes->first;
    processes->last_root = &processes->root;
}

static struct process *find_process(const struct processes *processes, int32_t pid)
{
    struct process *process;

    HASH_FIND_INT(processes->living, &pid, process);
    return process;
}

static struct thread *find_thread(const struct processes *processes, int32_t tid)
{
    struct thread *thread;

    HASH_FIND_INT(processes->threads, &tid, thread);
    return thread;
}

static void end_thread(struct processes *processes, struct thread *thread, uint64_t time)
{
    if (!thread->is_alive)
        return;
    thread->is_alive = false;
    thread->end = time;
    HASH_DEL(processes->threads, thread);
}

static void end_process(struct processes *processes, struct process *process,
                        uint64_t time)
{
    for (struct thread *thread = process->threads; thread != NULL; thread = thread->next)
        end_thread(processes, thread, time);
    HASH_DEL(processes->living, process);
    process->end = time;
    descriptors_drop(process->descriptors);
    process->descriptors = NULL;
    place_drop(process->place);
    process->place = NULL;
}

static void link_child(struct processes *processes, struct process *process)
{
    struct process *parent = process->parent;
    struct process ***last = parent != NULL ? &parent->last_child : &processes->last_root;

    process->depth = parent != NULL ? parent->depth + 1 : 0;
    **last = process;
    *last = &process->sibling;
}

static struct process *add_process(struct processes *processes,
                                   const struct record_head *record,
                                   struct process *parent)
{
    struct process *process = table_new(sizeof(*process));

    process->parent = parent;
    process->last_child = &process->child;
    link_child(processes, process);
    process->pid = record->pid;
    process->index = processes->process_count++;
    process->start = record->time;
    process->last_thread = &process->threads;
    *processes->last = process;
    processes->last = &process->next;
    HASH_ADD_INT(processes->living, pid, process);
    return process;
}

static struct thread *add_thread(struct processes *processes, struct process *process,
                                 const struct record_head *record)
{
    struct thread *thread = table_new(sizeof(*thread));

    thread->tid = record->tid;
    thread->index = processes->thread_count++;
    thread->process = process;
    thread->start = record->time;
    thread->is_alive = true;
    *process->last_thread = thread;
    process->last_thread = &thread->next;
    HASH_ADD_INT(processes->threads, tid, thread);
    return thread;
}

/* What a process has of which nothing is known. */
static void furnish(const struct processes *processes, struct process *process)
{
    if (process->descriptors == NULL)
        process->descriptors = descriptors_new();
    if (process->place == NULL)
        process->place = place_new(processes->directory, "");
}

struct thread *processes_thread(struct processes *processes,
                                const struct record_head *record)
{
    struct thread *thread = find_thread(processes, record->tid);
    struct process *process;

    if (thread != NULL && thread->process->pid == record->pid)
        return thread;
    if (thread != NULL) /* a number that is used again, whose end was not told */
        end_thread(processes, thread, record->time);
    process = find_process(processes, record->pid);
    if (process == NULL) {
        process = add_process(processes, record, NULL);
        furnish(processes, process);
    }
    return add_thread(processes, process, record);
}

static void drop_birth(struct processes *processes, struct birth *birth)
{
    HASH_DEL(processes->births, birth);
    if (birth->descriptors != NULL)
        descriptors_drop(birth->descriptors);
    if (birth->place != NULL)
        place_drop(birth->place);
    free(birth);
}

static struct birth *find_birth(const struct processes *processes, int32_t tid)
{
    struct birth *birth;

    HASH_FIND_INT(processes->births, &tid, birth);
    return birth;
}

static void inherit(struct birth *birth, const struct process *parent, uint64_t flags)
{
    birth->descriptors = flags & CLONE_FILES ? descriptors_share(parent->descriptors) :
                                               descriptors_copy(parent->descriptors);
    if (flags & CLONE_FS) {
        birth->place = parent->place;
        birth->place->users++;
    } else {
        birth->place = place_new(parent->place->directory, parent->place->root);
    }
}

/* The child has told of itself already: only who has made it is news. */
static bool is_born(struct processes *processes, int32_t tid, struct thread *maker,
                    uint64_t time)
{
    struct thread *child = find_thread(processes, tid);

    if (child == NULL || child->maker != NULL)
        return false;
    child->maker = maker;
    child->made = time;
    return true;
}

static void take_birth(struct processes *processes, const struct record_head *record)
{
    const struct record_birth *told = (const void *)record;
    struct thread *maker = processes_thread(processes, record);
    struct birth *birth = find_birth(processes, told->child);

    if (told->child <= 0 || is_born(processes, told->child, maker, record->time))
        return;
    if (birth != NULL)
        drop_birth(processes, birth);
    birth = table_new(sizeof(*birth));
    birth->tid = told->child;
    birth->maker = maker;
    birth->time = record->time;
    birth->is_thread = (told->flags & CLONE_THREAD) != 0;
    if (!birth->is_thread)
        inherit(birth, maker->process, told->flags);
    HASH_ADD_INT(processes->births, tid, birth);
}

static void move_birth(struct process *process, struct birth *birth)
{
    process->descriptors = birth->descriptors;
    process->place = birth->place;
    birth->descriptors = NULL;
    birth->place = NULL;
}

static struct process *start_process(struct processes *processes,
                                     const struct record_head *record,
                                     struct birth *birth)
{
    const struct record_start *start = (const void *)record;
    struct process *process = find_process(processes, record->pid), *parent;
    struct birth own = { 0 };

    if (process != NULL) /* its end was not told */
        end_process(processes, process, record->time);
    parent = find_process(processes, start->parent);
    process = add_process(processes, record, parent);
    if (birth == NULL && parent != NULL)
        inherit(birth = &own, parent, 0);
    if (birth != NULL && !birth->is_thread)
        move_birth(process, birth);
    furnish(processes, process);
    if (parent != NULL && parent->program != NULL) {
        process->program = table_string(parent->program, strlen(parent->program));
        process->command = table_string(parent->command, strlen(parent->command));
    }
    return process;
}

static void take_start(struct processes *processes, const struct record_head *record)
{
    struct thread *thread = find_thread(processes, record->tid);
    struct birth *birth = find_birth(processes, record->tid);
    struct process *process = find_process(processes, record->pid);

    if (thread != NULL) /* its end was not told */
        end_thread(processes, thread, record->time);
    if (process == NULL || record->tid == record->pid)
        process = start_process(processes, record, birth);
    thread = add_thread(processes, process, record);
    if (birth == NULL)
        return;
    thread->maker = birth->maker;
    thread->made = birth->time;
    drop_birth(processes, birth);
}

static void take_exec(struct processes *processes, const struct record_head *record)
{
    struct thread *self = processes_thread(processes, record);
    struct process *process = self->process;
    const struct record_chunk *path = record_next_chunk(record, NULL);
    struct descriptors *copy = descriptors_copy(process->descriptors);

    for (struct thread *thread = process->threads; thread != NULL; thread = thread->next)
        if (thread != self)
            end_thread(processes, thread, record->time);
    descriptors_drop(process->descriptors);
    process->descriptors = copy;
    descriptors_exec(copy);
    process->execs++;
    if (path == NULL)
        return;
    free(process->program);
    process->program = table_string(record_chunk_bytes(path),
                                    strnlen(record_chunk_bytes(path), path->size));
    free(process->command);
    process->command = process->next_command;
    process->next_command = NULL;
    if (process->command == NULL)
        process->command = table_string(process->program, strlen(process->program));
}

static void take_end(struct processes *processes, const struct record_head *record)
{
    const struct record_end *end = (const void *)record;
    struct thread *thread = find_thread(processes, record->tid);
    struct process *process = find_process(processes, record->pid);

    if (thread != NULL && thread->process->pid == record->pid)
        end_thread(processes, thread, record->time);
    if (process == NULL || !end->is_process)
        return;
    process->status = end->status;
    process->has_ended = true;
    end_process(processes, process, record->time);
}

void processes_take(struct processes *processes, const struct record_head *record)
{
    if (record->type == RECORD_BIRTH)
        take_birth(processes, record);
    else if (record->type == RECORD_START)
        take_start(processes, record);
    else if (record->type == RECORD_EXEC)
        take_exec(processes, record);
    else if (record->type == RECORD_END)
        take_end(processes, record);
}

void processes_unshare_descriptors(struct process *process)
{
    struct descriptors *copy = descriptors_copy(process->descriptors);

    descriptors_drop(process->descriptors);
    process->descriptors = copy;
}

void processes_unshare_place(struct process *process)
{
    struct place *own = place_new(process->place->directory, process->place->root);

    place_drop(process->place);
    process->place = own;
}

struct process *processes_walk(const struct processes *processes,
                               const struct process *process)
{
    if (process == NULL)
        return processes->root;
    if (process->child != NULL)
        return process->child;
    while (process != NULL && process->sibling == NULL)
        process = process->parent;
    return process != NULL ? process->sibling : NULL;
}

const char *process_name(const struct process *process)
{
    return process->program != NULL ? path_leaf(process->program) : "?";
}

static void free_process(struct process *process)
{
    struct thread *thread, *next;

    for (thread = process->threads; thread != NULL; thread = next) {
        next = thread->next;
        free(thread->timeline);
        free(thread);
    }
    free(process->program);
    free(process->command);
    free(process->next_command);
    free(process);
}

void processes_free(struct processes *processes)
{
    struct process *process, *next;
    struct birth *birth, *next_birth;

    HASH_ITER(hh, processes->living, process, next)
    {
        end_process(processes, process, process->start);
    }
    HASH_ITER(hh, processes->births, birth, next_birth)
    {
        drop_birth(processes, birth);
    }
    for (process = processes->first; process != NULL; process = next) {
        next = process->next;
        free_process(process);
    }
    processes_begin(processes);
}
