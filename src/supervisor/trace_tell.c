/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace_tell.c - records that lxrun writes itself. */
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "supervisor/trace_impl.h"

#define STRINGS_MOST 4096

static void *begin(struct trace *trace, uint32_t queue, unsigned type,
                   const struct record_head *like)
{
    struct record_head *record = merge_room(trace->merge, queue);
    size_t size = record_type_size(type);

    if (record == NULL)
        return NULL;
    memset(record, 0, size);
    *record = *like;
    record->size = (uint32_t)size;
    record->type = (uint16_t)type;
    record->flags = 0;
    return record;
}

void trace_tell_end(struct trace *trace, uint32_t queue, int32_t pid, int32_t tid,
                    int status, bool is_process, uint64_t time)
{
    const struct record_head head = { .pid = pid, .tid = tid, .time = time };
    struct record_end *end = begin(trace, queue, RECORD_END, &head);

    if (end == NULL)
        return;
    end->status = status;
    end->is_process = is_process;
    merge_append(trace->merge, queue);
}

void trace_tell_lost(struct trace *trace, uint32_t queue, int32_t pid, int32_t tid,
                     uint64_t count, uint64_t time)
{
    const struct record_head head = { .pid = pid, .tid = tid, .time = time };
    struct record_lost *lost = begin(trace, queue, RECORD_LOST, &head);

    if (lost == NULL)
        return;
    lost->count = count;
    merge_append(trace->merge, queue);
}

static void add_chunk(struct record_head *record, const void *at, size_t size,
                      size_t limit)
{
    struct record_chunk *chunk = (void *)((char *)record + record->size);
    size_t taken = size < limit ? size : limit, padded = (taken + 7) & ~(size_t)7;

    if (record->size + sizeof(*chunk) + padded > RECORD_SIZE_MOST)
        return;
    memset(chunk, 0, sizeof(*chunk) + padded);
    chunk->address = (uint64_t)(uintptr_t)at;
    chunk->size = (uint32_t)taken;
    chunk->is_cut = taken < size;
    memcpy(chunk + 1, at, taken);
    record->size += (uint32_t)(sizeof(*chunk) + padded);
}

static void add_strings(struct trace *trace, struct record_head *record, char **strings,
                        bool is_followed)
{
    const uint32_t wanted = trace->options->string_limit;
    const size_t limit = wanted > TRACE_ARGUMENT_LIMIT ? wanted : TRACE_ARGUMENT_LIMIT;
    size_t count = 0;

    while (strings[count] != NULL && count < STRINGS_MOST - 1)
        count++;
    add_chunk(record, strings, (count + 1) * sizeof(*strings), SIZE_MAX);
    for (size_t i = 0; is_followed && i < count; i++)
        add_chunk(record, strings[i], strlen(strings[i]) + 1, limit + 1);
}

static bool is_wanted(const struct trace *trace, unsigned nr)
{
    return trace->options->all_calls || trace_call_has(trace->options->calls, nr);
}

void trace_tell_first(struct trace *trace, uint32_t queue,
                      const struct record_head *start)
{
    const char *path = trace->target->execfn;
    char **argv = trace->target->argv;
    struct record_enter *enter;
    struct record_exit *exit;

    if (!is_wanted(trace, SYS_execve))
        return;
    enter = begin(trace, queue, RECORD_ENTER, start);
    if (enter == NULL)
        return;
    enter->nr = SYS_execve;
    enter->args[0] = (uint64_t)(uintptr_t)path;
    enter->args[1] = (uint64_t)(uintptr_t)argv;
    enter->args[2] = (uint64_t)(uintptr_t)environ;
    add_chunk(&enter->head, path, strlen(path) + 1, RECORD_SIZE_MOST);
    add_strings(trace, &enter->head, argv, true);
    add_strings(trace, &enter->head, environ, trace->options->whole);
    merge_append(trace->merge, queue);
    exit = begin(trace, queue, RECORD_EXIT, start);
    if (exit == NULL)
        return;
    exit->nr = SYS_execve;
    merge_append(trace->merge, queue);
}
