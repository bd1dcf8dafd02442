/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * output.c - see output.h.
 *
 * With a file for each thread there may be more of them than descriptors: then all
 * are closed, and opened again, to append, when they are needed.
 */
#include "report/output.h"

#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/trace_options.h"
#include "supervisor/say.h"

#define BUFFER_SIZE 65536

struct part {
    int32_t tid;
    FILE *stream;    /* NULL: closed for now, or for good */
    bool was_opened; /* it is to be continued */
    bool has_begun;
};

struct trace_output {
    const char *name; /* NULL: stderr */
    bool splits;
    bool appends;
    bool is_command;
    bool has_failed; /* and that was said */
    bool has_begun;
    FILE *stream; /* the only one; nowhere, if each thread has its own */
    void *parts;  /* tsearch(3) of struct part, by tid */
};

static void note_failure(struct trace_output *output)
{
    if (output->has_failed)
        return;
    output->has_failed = true;
    /* A pager that has seen enough is no failure. */
    if (!output->is_command || errno != EPIPE)
        say("%s: the trace cannot be written: %s",
            output->name != NULL ? output->name : "stderr", strerror(errno));
}

static int refuse(const char *name, const char *why)
{
    say("%s: %s", name, why);
    return STATUS_LXRUN_FAILED;
}

static FILE *with_buffer(FILE *stream)
{
    if (stream != NULL)
        setvbuf(stream, NULL, _IOFBF, BUFFER_SIZE);
    return stream;
}

static FILE *open_only(struct trace_output *output)
{
    int fd;

    if (output->is_command)
        return popen(output->name + 1, "we");
    if (output->splits)
        return fopen("/dev/null", "we");
    if (output->name != NULL)
        return fopen(output->name, output->appends ? "ae" : "we");
    fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
    return fd < 0 ? NULL : fdopen(fd, "w");
}

int output_open(struct trace_output **result, const struct trace_options *options)
{
    struct trace_output *output = calloc(1, sizeof(*output));

    if (output == NULL)
        return refuse("trace", "out of memory");
    output->name = options->output;
    output->splits = options->splits && options->output != NULL;
    output->appends = options->appends;
    output->is_command = options->output != NULL && options->output[0] == '|';
    if (output->is_command && output->splits) {
        free(output);
        return refuse(options->output, "one command cannot take a trace for each thread; "
                                       "use -f instead of -ff, or a file");
    }
    output->stream = with_buffer(open_only(output));
    if (output->stream == NULL) {
        free(output);
        return refuse(options->output != NULL ? options->output : "stderr",
                      strerror(errno));
    }
    *result = output;
    return 0;
}

static int compare(const void *a, const void *b)
{
    const struct part *left = a, *right = b;

    return (left->tid > right->tid) - (left->tid < right->tid);
}

static void close_part(struct trace_output *output, struct part *part)
{
    if (part->stream != NULL && fclose(part->stream) != 0)
        note_failure(output);
    part->stream = NULL;
}

static void close_visited(const void *node, VISIT which, void *output)
{
    if (which == postorder || which == leaf)
        close_part(output, *(struct part *const *)node);
}

static void open_part(struct trace_output *output, struct part *part)
{
    const char *mode = part->was_opened || output->appends ? "ae" : "we";
    char *path;

    if (asprintf(&path, "%s.%d", output->name, part->tid) < 0)
        return;
    part->stream = fopen(path, mode);
    if (part->stream == NULL && errno == EMFILE) {
        twalk_r(output->parts, close_visited, output);
        part->stream = fopen(path, mode);
    }
    if (with_buffer(part->stream) == NULL)
        note_failure(output);
    part->was_opened = true;
    free(path);
}

static struct part *part_of(struct trace_output *output, int32_t tid)
{
    const struct part key = { .tid = tid };
    struct part **found = tfind(&key, &output->parts, compare);
    struct part *part;

    if (found != NULL)
        return *found;
    part = calloc(1, sizeof(*part));
    if (part == NULL)
        return NULL;
    part->tid = tid;
    if (tsearch(part, &output->parts, compare) != NULL)
        return part;
    free(part);
    return NULL;
}

FILE *output_of(struct trace_output *output, int32_t tid)
{
    struct part *part;

    if (!output->splits)
        return output->stream;
    part = part_of(output, tid);
    if (part != NULL && part->stream == NULL)
        open_part(output, part);
    return part != NULL && part->stream != NULL ? part->stream : output->stream;
}

bool output_is_new(struct trace_output *output, int32_t tid)
{
    struct part *part = output->splits ? part_of(output, tid) : NULL;
    bool *has_begun = part != NULL ? &part->has_begun : &output->has_begun;
    bool is_new = !*has_begun;

    *has_begun = true;
    return is_new;
}

void output_end_of(struct trace_output *output, int32_t tid)
{
    const struct part key = { .tid = tid };
    struct part **found = tfind(&key, &output->parts, compare);

    if (found != NULL)
        close_part(output, *found);
}

static void flush_visited(const void *node, VISIT which, void *output)
{
    const struct part *part = *(struct part *const *)node;

    if ((which == postorder || which == leaf) && part->stream != NULL &&
        fflush(part->stream) != 0)
        note_failure(output);
}

void output_flush(struct trace_output *output)
{
    if (output->splits)
        twalk_r(output->parts, flush_visited, output);
    else if (fflush(output->stream) != 0)
        note_failure(output);
}

int output_close(struct trace_output *output)
{
    bool has_failed;

    output_flush(output);
    twalk_r(output->parts, close_visited, output);
    tdestroy(output->parts, free);
    if (output->is_command)
        pclose(output->stream);
    else if (fclose(output->stream) != 0)
        note_failure(output);
    has_failed = output->has_failed;
    free(output);
    return has_failed ? STATUS_LXRUN_FAILED : 0;
}
