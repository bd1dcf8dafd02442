/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * capture_code.c - where the code of files lies, for whoever is to follow a stack.
 *
 * lxrun could ask /proc, but too late: the process may have ended when its records are
 * read, or have other code.  So the process tells it, once a thread and again after
 * each call that may have changed it.
 *
 * Limits  where /proc is not mounted nothing is told, nor what does not fit a record.
 */
#include "core/host.h"
#include "core/span.h"
#include "core/string.h"
#include "task/task.h"
#include "trace/capture.h"
#include "trace/ring.h"
#include "view/lines.h"
#include "view/maps.h"

#include "syscall_nr.h"

#include <linux/fcntl.h>
#include <linux/mman.h>

#define MAPS "/proc/self/maps"

/* How often it may have changed. */
static uint32_t code_changes;

static bool changes_code(const struct sys_args *args)
{
    switch (args->nr) {
    case SYS_mmap:
    case SYS_mprotect:
    case SYS_pkey_mprotect:
        return (args->arg[2] & PROT_EXEC) != 0;
    case SYS_munmap:
    case SYS_mremap:
    case SYS_shmat:
    case SYS_shmdt:
        return true;
    default:
        return false;
    }
}

void capture_note_mapping(const struct sys_args *args)
{
    if (changes_code(args))
        __atomic_add_fetch(&code_changes, 1, __ATOMIC_RELAXED);
}

struct copy {
    char *to;
    size_t used, room;
};

static bool names_file(const char *line, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (line[i] == '/')
            return true;
    return false;
}

static long copy_line(void *context, const char *line, size_t size)
{
    struct copy *copy = context;
    struct maps_header header;

    if (!maps_parse_header(line, size, &header) || !header.is_executable ||
        !names_file(line, size) || span_overlaps(header.start, 1) ||
        size > copy->room - copy->used)
        return 0;
    memcpy(copy->to + copy->used, line, size);
    copy->used += size;
    return 0;
}

void capture_code(struct ring_record *record, struct task *task)
{
    const uint32_t state = __atomic_load_n(&code_changes, __ATOMIC_RELAXED) + 1;
    struct copy copy = { .to = ring_chunk_bytes(record),
                         .room = ring_chunk_room(record, RECORD_SIZE_MOST) };
    long fd;

    if (task->trace.code_told == state)
        return;
    fd = host_openat(AT_FDCWD, HOST_POINTER(MAPS), O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0)
        return;
    lines_each((hostfd_t)fd, copy_line, &copy);
    host_close((hostfd_t)fd);
    task->trace.code_told = state;
    if (copy.used != 0)
        ring_chunk_end(record, 0, copy.used, RECORD_CODE, false);
}
