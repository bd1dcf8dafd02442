/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace_file.c - see trace_file.h. */
#include "report/trace_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/record_memory.h"
#include "supervisor/say.h"

#define BUFFER_SIZE (16 * RECORD_SIZE_MOST)

/* Have `size` bytes in the buffer, or as many as there are.  Or a negated errno. */
static int fill(struct trace_file *file, size_t size)
{
    if (file->end - file->begin >= size)
        return 0;
    memmove(file->buffer, file->buffer + file->begin, file->end - file->begin);
    file->end -= file->begin;
    file->begin = 0;
    while (file->end < size) {
        ssize_t got = read(file->fd, file->buffer + file->end, BUFFER_SIZE - file->end);

        if (got == 0)
            return 0;
        if (got > 0)
            file->end += (size_t)got;
        else if (errno != EINTR)
            return -errno;
    }
    return 0;
}

static int fail(struct trace_file *file, const char *what)
{
    say("%s: %s", file->name, what);
    trace_file_close(file);
    return STATUS_LXRUN_FAILED;
}

static int read_header(struct trace_file *file)
{
    struct trace_header *header = &file->header;
    int error = fill(file, sizeof(*header));

    if (error != 0)
        return fail(file, strerror(-error));
    if (file->end < sizeof(*header))
        return fail(file, "is not a trace: too short; `lxrun trace -o FILE "
                          "--trace-format=binary PROGRAM` writes one");
    memcpy(header, file->buffer, sizeof(*header));
    if (memcmp(header->magic, TRACE_MAGIC, sizeof(header->magic)) != 0)
        return fail(file, "is not a binary trace; `lxrun trace -o FILE "
                          "--trace-format=binary PROGRAM` writes one");
    if (header->version != TRACE_VERSION || header->header_size < sizeof(*header) ||
        header->header_size > RECORD_SIZE_MOST ||
        header->header_size % RECORD_ALIGNMENT != 0)
        return fail(file,
                    "was written by another version of lxrun, which has to read it");
    error = fill(file, header->header_size);
    if (error != 0 || file->end < header->header_size)
        return fail(file, "ends within its header");
    file->begin = file->offset = header->header_size;
    return 0;
}

int trace_file_open(struct trace_file *file, const char *name)
{
    bool is_input = strcmp(name, "-") == 0;

    *file = (struct trace_file){ .name = is_input ? "standard input" : name };
    file->fd = is_input ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (file->fd < 0)
        return fail(file, strerror(errno));
    file->buffer = malloc(BUFFER_SIZE);
    if (file->buffer == NULL)
        return fail(file, strerror(ENOMEM));
    return read_header(file);
}

static int say_unsound(const struct trace_file *file)
{
    say("%s: what is at byte %llu is no record; the trace is damaged from there on",
        file->name, (unsigned long long)file->offset);
    return -EBADMSG;
}

/* The size that the next record claims; 0 at the end. */
static int read_size(struct trace_file *file, size_t *size)
{
    const struct record_head *head = NULL;
    int error = fill(file, sizeof(*head));
    size_t left = file->end - file->begin;

    if (error != 0) {
        say("%s: %s", file->name, strerror(-error));
        return error;
    }
    file->is_cut = left > 0 && left < sizeof(*head);
    if (left < sizeof(*head)) {
        *size = 0;
        return 0;
    }
    head = (const void *)(file->buffer + file->begin);
    *size = head->size;
    if (*size < sizeof(*head) || *size > RECORD_SIZE_MOST ||
        *size % RECORD_ALIGNMENT != 0)
        return say_unsound(file);
    return fill(file, *size);
}

int trace_file_next(struct trace_file *file, const struct record_head **record)
{
    size_t size;
    int error;

    for (;;) {
        error = read_size(file, &size);
        if (error != 0 || size == 0)
            return error;
        if (file->end - file->begin < size) {
            file->is_cut = true;
            return 0;
        }
        *record = (const void *)(file->buffer + file->begin);
        if (!record_is_whole(*record, size))
            return say_unsound(file);
        file->begin += size;
        file->offset += size;
        if ((*record)->type != RECORD_NONE)
            return 1;
    }
}

void trace_file_close(struct trace_file *file)
{
    if (file->fd > STDERR_FILENO)
        close(file->fd);
    free(file->buffer);
    file->buffer = NULL;
    file->fd = -1;
}
