/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * writer.h - traces that nobody has made: records for tests of those who read them.
 */
#ifndef TESTS_REPORT_WRITER_H
#define TESTS_REPORT_WRITER_H

#include <stddef.h>
#include <stdint.h>

#include "abi/record.h"

struct writer {
    void (*put)(void *context, const struct record_head *record);
    void *context;
    uint64_t time; /* of the next record; each takes a microsecond */
    union {
        struct record_head head;
        struct record_enter enter;
        struct record_exit exit;
        struct record_signal signal;
        struct record_birth birth;
        struct record_start start;
        struct record_end end;
        struct record_lost lost;
        char bytes[RECORD_SIZE_MOST];
    } record;
};

/* Where strings of the imagined guest lie: the address of argument i's. */
#define WRITER_ADDRESS(i) (0x10000u + 0x1000u * (unsigned)(i))

void writer_begin(struct writer *writer, enum record_type type, int32_t pid, int32_t tid);
void writer_chunk(struct writer *writer, enum record_chunk_kind kind, uint64_t address,
                  const void *bytes, size_t size);
void writer_string(struct writer *writer, uint64_t address, const char *text);
void writer_put(struct writer *writer);

/* Whole records. */
void writer_start(struct writer *writer, int32_t pid, int32_t tid, int32_t parent);
void writer_birth(struct writer *writer, int32_t pid, int32_t tid, int32_t child,
                  uint64_t flags);
void writer_exec(struct writer *writer, int32_t pid, const char *path);
void writer_end(struct writer *writer, int32_t pid, int32_t tid, int status,
                int is_process);
void writer_signal(struct writer *writer, int32_t pid, int32_t tid, int signo);
/* ENTER and then EXIT; an argument that is 0 ends the list.  writer_path() is the same
 * with a string behind argument `path`. */
void writer_enter(struct writer *writer, int32_t pid, int32_t tid, int64_t nr,
                  const uint64_t args[6], int path, const char *text);
void writer_exit(struct writer *writer, int32_t pid, int32_t tid, int64_t nr,
                 int64_t result);
void writer_call(struct writer *writer, int32_t pid, int64_t nr, int64_t result,
                 const uint64_t args[6]);
void writer_path(struct writer *writer, int32_t pid, int64_t nr, int64_t result,
                 const uint64_t args[6], int path, const char *text);

#define ARGS(...) ((const uint64_t[6]){ __VA_ARGS__ })

#endif
