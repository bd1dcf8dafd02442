/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Traces that are cut, damaged or made up. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/trace_file.h"
#include "report/writer.h"
#include "syscall_nr.h"

static char bytes[4 * RECORD_SIZE_MOST];
static size_t size;
static struct trace_file file;

static void put(void *context, const struct record_head *record)
{
    (void)context;
    memcpy(bytes + size, record, record->size);
    size += record->size;
}

static struct writer writer = { .put = put };

static void begin(void)
{
    struct trace_header header = { TRACE_MAGIC, TRACE_VERSION, sizeof(header), 0, 10, 0 };

    memcpy(bytes, &header, sizeof(header));
    size = sizeof(header);
    writer_start(&writer, 10, 10, 1);
    writer_path(&writer, 10, SYS_open, 3, ARGS(0), 0, "/etc/passwd");
    writer_end(&writer, 10, 10, 0, 1);
}

TestSuite(trace_file, .init = begin);

static int open_bytes(void)
{
    char name[] = "trace-XXXXXX";
    int fd = mkstemp(name), status;

    cr_assert_eq(write(fd, bytes, size), (ssize_t)size);
    close(fd);
    status = trace_file_open(&file, name);
    unlink(name);
    return status;
}

/* How many records there are; or an errno. */
static int read_all(void)
{
    const struct record_head *record;
    int count = 0, got;

    cr_assert_eq(open_bytes(), 0);
    while ((got = trace_file_next(&file, &record)) > 0)
        count++;
    trace_file_close(&file);
    return got < 0 ? got : count;
}

Test(trace_file, gives_every_record)
{
    cr_assert_eq(read_all(), 4);
    cr_assert_not(file.is_cut);
}

Test(trace_file, ends_early_at_every_byte)
{
    for (size = size - 1; size > sizeof(struct trace_header); size--) {
        int count = read_all();

        cr_assert(count >= 0 && count < 4);
    }
}

Test(trace_file, says_that_it_is_cut)
{
    size -= 8;
    cr_assert_eq(read_all(), 3);
    cr_assert(file.is_cut);
}

static struct record_head *first(void)
{
    return (void *)(bytes + sizeof(struct trace_header));
}

Test(trace_file, a_size_that_cannot_be_is_an_error)
{
    const uint32_t wrong[] = { 0, 8, 25, RECORD_SIZE_MOST + 8, UINT32_MAX };

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        first()->size = wrong[i];
        cr_expect_eq(read_all(), -EBADMSG, "size %u", wrong[i]);
    }
}

Test(trace_file, a_type_that_is_not_known_is_an_error)
{
    first()->type = RECORD_TYPE_COUNT;
    cr_assert_eq(read_all(), -EBADMSG);
}

Test(trace_file, a_chunk_beyond_its_record_is_an_error)
{
    size = sizeof(struct trace_header);
    writer_path(&writer, 10, SYS_open, 3, ARGS(0), 0, "/etc/passwd");
    ((struct record_chunk *)(void *)((struct record_enter *)(void *)first() + 1))->size =
        UINT32_MAX;
    cr_assert_eq(read_all(), -EBADMSG);
}

Test(trace_file, fillers_are_left_out)
{
    writer_begin(&writer, RECORD_NONE, 0, 0);
    writer.record.head.size = 512;
    writer_put(&writer);
    writer_end(&writer, 11, 11, 0, 1);
    cr_assert_eq(read_all(), 5);
}

Test(trace_file, other_files_are_refused)
{
    bytes[0] = 'L';
    cr_assert_neq(open_bytes(), 0);
    bytes[0] = 'l';
    bytes[8] = 99;
    cr_assert_neq(open_bytes(), 0);
    size = 4;
    cr_assert_neq(open_bytes(), 0);
    cr_assert_neq(trace_file_open(&file, "/does/not/exist"), 0);
}
