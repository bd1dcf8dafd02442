/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace_file.c - a file that is nearly a binary trace: every report can be made of it.
 *
 * The input is what follows the header.  The first record whose form is wrong ends the
 * reading, so most inputs have their sizes put right before: then it is the contents that
 * may be anything.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "report/json_sink.h"
#include "report/model.h"
#include "report/model_sinks.h"
#include "report/page.h"
#include "report/refused.h"
#include "report/sink.h"
#include "report/summary.h"
#include "report/text_sink.h"
#include "report/output.h"
#include "report/table.h"
#include "report/trace_file.h"
#include "report/trace_options.h"
#include "supervisor/say.h"

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size);

#define SINKS 6

static FILE *nowhere(void)
{
    static FILE *out;

    if (out == NULL)
        out = fopen("/dev/null", "we");
    return out;
}

/* Nobody wants to read what is wrong with each input. */
void say(const char *format, ...)
{
    (void)format;
}

/* No policy is known of a file. */
char *refused_rule(const struct policy *policy, const struct control_denied *denied)
{
    (void)policy;
    (void)denied;
    return NULL;
}

/* The chunks, of which `room` bytes are left, end where the record does. */
static void put_chunks_right(uint8_t *at, size_t room)
{
    struct record_chunk chunk;

    while (room >= sizeof(chunk)) {
        size_t most = room - sizeof(chunk);

        memcpy(&chunk, at, sizeof(chunk));
        chunk.size = (uint32_t)(chunk.size % (most + 1));
        if (most - (chunk.size + 7) / 8 * 8 < sizeof(chunk))
            chunk.size = (uint32_t)most;
        memcpy(at, &chunk, sizeof(chunk));
        at += sizeof(chunk) + (chunk.size + 7) / 8 * 8;
        room -= sizeof(chunk) + (chunk.size + 7) / 8 * 8;
    }
}

/* Sizes, and the numbers of calls, become such as there are. */
static void put_right(uint8_t *records, size_t size)
{
    struct record_enter enter;
    struct record_head *head = &enter.head;

    for (size_t at = 0; size - at >= sizeof(enter); at += head->size) {
        size_t least, chunks;

        memcpy(&enter, records + at, sizeof(enter));
        head->type = (uint16_t)(head->type % RECORD_TYPE_COUNT);
        least = record_type_size(head->type);
        chunks = head->size % 512 / RECORD_ALIGNMENT * RECORD_ALIGNMENT;
        if (head->type == RECORD_NONE || chunks < sizeof(struct record_chunk))
            chunks = 0;
        if (least + chunks > size - at)
            return;
        head->size = (uint32_t)(least + chunks);
        head->tid %= 4;
        if (head->type == RECORD_ENTER || head->type == RECORD_EXIT)
            enter.nr %= MODEL_CALLS;
        memcpy(records + at, &enter, least < sizeof(enter) ? least : sizeof(enter));
        put_chunks_right(records + at + least, chunks);
    }
}

static int make_file(const uint8_t *input, size_t size)
{
    struct trace_header header = { .magic = TRACE_MAGIC,
                                   .version = TRACE_VERSION,
                                   .header_size = sizeof(header) };
    uint8_t *records = malloc(size + 1);
    int fd = memfd_create("trace", MFD_CLOEXEC);

    memcpy(records, input, size);
    if (size > 0 && input[size - 1] % 8 != 0)
        put_right(records, size);
    if (fd < 0 || write(fd, &header, sizeof(header)) != sizeof(header) ||
        write(fd, records, size) != (ssize_t)size)
        abort();
    free(records);
    return fd;
}

static void make_sinks(struct trace_sink **sinks, const struct trace_options *options,
                       struct trace_output *output)
{
    sinks[0] = json_sink_make(nowhere(), NULL, NULL, false);
    sinks[1] = perfetto_sink_make(nowhere());
    sinks[2] = text_sink_make(&options[0], output);
    sinks[3] = text_sink_make(&options[1], output);
    sinks[4] = raw_sink_make(&options[0], output);
    sinks[5] = files_sink_make(nowhere());
}

static void read_all(struct trace_file *file, struct trace_sink **sinks, struct model *model)
{
    const struct record_head *record;

    while (trace_file_next(file, &record) > 0) {
        model_take(model, record);
        for (size_t i = 0; i < SINKS; i++)
            sinks[i]->record(sinks[i], record);
    }
}

static void begin_options(struct trace_options *options)
{
    for (size_t i = 0; i < 2; i++) {
        options[i].output = "/dev/null";
        options[i].all_calls = true;
        options[i].string_limit = TRACE_STRING_LIMIT;
        text_options_begin(&options[i].text);
        options[i].text.style.string_limit = TRACE_STRING_LIMIT;
    }
    options[1].text.style.is_whole = true;
    options[1].text.style.fd_paths = 2;
    options[1].text.style.hex = HEX_FOREIGN;
    options[1].text.style.words = WORDS_VERBOSE;
    options[1].text.summary = SUMMARY_TOO;
    options[1].text.summary_of_each = EACH_THREAD;
    options[1].text.stamps = 2;
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size)
{
    static struct trace_options options[2];
    static struct trace_output *output;
    struct trace_sink *sinks[SINKS];
    struct model *model = table_new(sizeof(*model));
    struct trace_file file;
    char name[32];
    int fd = make_file(input, size);

    if (output == NULL) {
        begin_options(options);
        if (output_open(&output, &options[0]) != 0)
            abort();
    }
    snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
    if (trace_file_open(&file, name) != 0)
        abort();
    make_sinks(sinks, options, output);
    model_begin(model, 10, true);
    read_all(&file, sinks, model);
    for (size_t i = 0; i < SINKS; i++)
        sinks[i]->end(sinks[i]);
    model_finish(model);
    if (model->record_count > 0) {
        summary_write(nowhere(), model, 15);
        if (size % 4 == 0) /* a page is long, and mostly the same */
            page_write(nowhere(), model);
    }
    model_free(model);
    free(model);
    trace_file_close(&file);
    close(fd);
    return 0;
}
