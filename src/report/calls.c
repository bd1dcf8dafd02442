/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calls.c - see calls.h. */
#include "report/calls.h"

#include <stdlib.h>
#include <string.h>

#include "report/table.h"
#include "syscall_nr.h"

/* A thread that has made a call, and the record of the call it is in. */
struct pending {
    int32_t tid;
    bool is_open;
    size_t room; /* bytes at `enter` */
    struct record_enter *enter;
    UT_hash_handle hh;
};

#define ERRNO_MOST 4095

uint64_t call_arg(const struct call *call, unsigned i)
{
    return ((const struct record_enter *)(const void *)call->enter)->args[i];
}

void calls_begin(struct calls *calls, call_function *function, void *context)
{
    *calls = (struct calls){ .function = function, .context = context };
}

static struct pending *find(const struct calls *calls, int32_t tid)
{
    struct pending *pending;

    HASH_FIND_INT(calls->pending, &tid, pending);
    return pending;
}

static struct pending *find_or_add(struct calls *calls, int32_t tid)
{
    struct pending *pending = find(calls, tid);

    if (pending != NULL)
        return pending;
    pending = table_new(sizeof(*pending));
    pending->tid = tid;
    HASH_ADD_INT(calls->pending, tid, pending);
    return pending;
}

/* The call that is pending, and that was over at `end`: *call has how. */
static void tell(struct calls *calls, struct pending *pending, struct call *call,
                 uint64_t end)
{
    const struct record_enter *enter = pending->enter;

    call->pid = enter->head.pid;
    call->tid = enter->head.tid;
    call->nr = enter->nr;
    call->start = enter->head.time;
    call->duration = end > call->start ? end - call->start : 0;
    call->flags |= enter->head.flags;
    call->enter = &enter->head;
    pending->is_open = false;
    calls->function(calls->context, call);
}

static void tell_unanswered(struct calls *calls, struct pending *pending, uint64_t end)
{
    struct call call = { 0 };

    if (pending->is_open)
        tell(calls, pending, &call, end);
}

static void take_enter(struct calls *calls, const struct record_head *record)
{
    struct pending *pending = find_or_add(calls, record->tid);

    tell_unanswered(calls, pending, record->time);
    if (pending->room < record->size) {
        pending->enter = table_grow(pending->enter, record->size, 1);
        pending->room = record->size;
    }
    memcpy(pending->enter, record, record->size);
    pending->is_open = true;
}

static void take_exit(struct calls *calls, const struct record_head *record)
{
    const struct record_exit *answer = (const void *)record;
    struct pending *pending = find(calls, record->tid);
    struct call call = { .is_answered = true,
                         .is_failed = answer->result < 0 && answer->result >= -ERRNO_MOST,
                         .result = answer->result,
                         .flags = record->flags,
                         .exit = record };

    if (pending != NULL && pending->is_open && pending->enter->nr == answer->nr)
        tell(calls, pending, &call, record->time);
}

static bool is_in_exec(const struct pending *pending, int32_t pid)
{
    const struct record_enter *enter = pending->enter;

    return pending->is_open && enter->head.pid == pid &&
           (enter->nr == SYS_execve || enter->nr == SYS_execveat);
}

/* Whichever thread made the call has the process's number now, and is alone. */
static void take_exec(struct calls *calls, const struct record_head *record)
{
    struct call answer = { .is_answered = true };
    struct pending *pending, *next;

    HASH_ITER(hh, calls->pending, pending, next)
    {
        if (is_in_exec(pending, record->pid)) {
            tell(calls, pending, &answer, record->time);
            return;
        }
    }
}

static void forget(struct calls *calls, struct pending *pending, uint64_t time)
{
    tell_unanswered(calls, pending, time);
    HASH_DEL(calls->pending, pending);
    free(pending->enter);
    free(pending);
}

static void take_end(struct calls *calls, const struct record_head *record)
{
    const struct record_end *end = (const void *)record;
    struct pending *pending = find(calls, record->tid), *next;

    if (pending != NULL)
        forget(calls, pending, record->time);
    if (!end->is_process)
        return;
    HASH_ITER(hh, calls->pending, pending, next)
    {
        if (pending->enter->head.pid == record->pid)
            forget(calls, pending, record->time);
    }
}

void calls_take(struct calls *calls, const struct record_head *record)
{
    if (record->type == RECORD_ENTER)
        take_enter(calls, record);
    else if (record->type == RECORD_EXIT)
        take_exit(calls, record);
    else if (record->type == RECORD_EXEC)
        take_exec(calls, record);
    else if (record->type == RECORD_END)
        take_end(calls, record);
}

void calls_finish(struct calls *calls, uint64_t time)
{
    struct pending *pending, *next;

    HASH_ITER(hh, calls->pending, pending, next)
    {
        forget(calls, pending, time);
    }
}
