/* SPDX-License-Identifier: GPL-2.0-or-later */
/* writer.c - see writer.h. */
#include "writer.h"

#include <string.h>

#include "report/sink.h"

void writer_begin(struct writer *writer, enum record_type type, int32_t pid, int32_t tid)
{
    size_t size = record_type_size(type);

    memset(&writer->record, 0, size);
    writer->record.head = (struct record_head){ .size = (uint32_t)size,
                                                .type = (uint16_t)type,
                                                .pid = pid,
                                                .tid = tid,
                                                .time = writer->time };
}

void writer_chunk(struct writer *writer, enum record_chunk_kind kind, uint64_t address,
                  const void *bytes, size_t size)
{
    struct record_chunk chunk = { .address = address,
                                  .size = (uint32_t)size,
                                  .kind = (uint16_t)kind };
    char *at = writer->record.bytes + writer->record.head.size;
    size_t padded = (size + 7) & ~(size_t)7;

    memcpy(at, &chunk, sizeof(chunk));
    memset(at + sizeof(chunk), 0, padded);
    memcpy(at + sizeof(chunk), bytes, size);
    writer->record.head.size += (uint32_t)(sizeof(chunk) + padded);
}

void writer_string(struct writer *writer, uint64_t address, const char *text)
{
    writer_chunk(writer, RECORD_MEMORY, address, text, strlen(text) + 1);
}

void writer_put(struct writer *writer)
{
    writer->put(writer->context, &writer->record.head);
    writer->time += 1000;
}

void writer_start(struct writer *writer, int32_t pid, int32_t tid, int32_t parent)
{
    writer_begin(writer, RECORD_START, pid, tid);
    writer->record.start.parent = parent;
    writer_put(writer);
}

void writer_birth(struct writer *writer, int32_t pid, int32_t tid, int32_t child,
                  uint64_t flags)
{
    writer_begin(writer, RECORD_BIRTH, pid, tid);
    writer->record.birth.child = child;
    writer->record.birth.flags = flags;
    writer_put(writer);
}

void writer_exec(struct writer *writer, int32_t pid, const char *path)
{
    writer_begin(writer, RECORD_EXEC, pid, pid);
    writer->record.start.former = pid;
    writer_string(writer, WRITER_ADDRESS(0), path);
    writer_put(writer);
}

void writer_end(struct writer *writer, int32_t pid, int32_t tid, int status,
                int is_process)
{
    writer_begin(writer, RECORD_END, pid, tid);
    writer->record.end.status = status;
    writer->record.end.is_process = is_process;
    writer_put(writer);
}

void writer_signal(struct writer *writer, int32_t pid, int32_t tid, int signo)
{
    writer_begin(writer, RECORD_SIGNAL, pid, tid);
    writer->record.signal.signo = signo;
    writer->record.signal.siginfo[0] = (uint32_t)signo;
    writer_put(writer);
}

void writer_enter(struct writer *writer, int32_t pid, int32_t tid, int64_t nr,
                  const uint64_t args[6], int path, const char *text)
{
    writer_begin(writer, RECORD_ENTER, pid, tid);
    writer->record.enter.nr = nr;
    memcpy(writer->record.enter.args, args, sizeof(writer->record.enter.args));
    if (text != NULL) {
        writer->record.enter.args[path] = WRITER_ADDRESS(path);
        writer_string(writer, WRITER_ADDRESS(path), text);
    }
    writer_put(writer);
}

void writer_exit(struct writer *writer, int32_t pid, int32_t tid, int64_t nr,
                 int64_t result)
{
    writer_begin(writer, RECORD_EXIT, pid, tid);
    writer->record.exit.nr = nr;
    writer->record.exit.result = result;
    writer_put(writer);
}

void writer_call(struct writer *writer, int32_t pid, int64_t nr, int64_t result,
                 const uint64_t args[6])
{
    writer_path(writer, pid, nr, result, args, 0, NULL);
}

void writer_path(struct writer *writer, int32_t pid, int64_t nr, int64_t result,
                 const uint64_t args[6], int path, const char *text)
{
    writer_enter(writer, pid, pid, nr, args, path, text);
    writer_exit(writer, pid, pid, nr, result);
}
