/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading a ring whose writer may be anybody. */
#include "supervisor/ring_reader.h"

#include <criterion/criterion.h>
#include <string.h>

static _Alignas(4096) unsigned char memory[TRACE_RING_STRIDE];
static _Alignas(8) unsigned char buffer[RECORD_SIZE_MOST];
static struct ring_reader reader;

#define NOW 1000000U

static void start_at(uint64_t position)
{
    memset(memory, 0, sizeof(memory));
    reader =
        (struct ring_reader){ .ring = (struct trace_ring *)memory, .tail = position };
    reader.ring->head = position;
}

static struct record_head *put(uint32_t size, uint16_t type, uint64_t time)
{
    struct record_head *head =
        (struct record_head *)(memory + TRACE_RING_DATA +
                               reader.ring->head % TRACE_RING_SIZE);

    *head = (struct record_head){ .size = size, .type = type, .time = time };
    reader.ring->head = trace_position_after(reader.ring->head, size);
    return head;
}

static enum ring_answer get(void)
{
    return ring_read(&reader, ring_head(&reader), NOW, buffer);
}

static const struct record_head *got(void)
{
    return (const struct record_head *)buffer;
}

Test(ring_reader, gives_what_was_put)
{
    start_at(0);
    put(sizeof(struct record_exit), RECORD_EXIT, 5);
    cr_assert_eq(get(), RING_RECORD);
    cr_assert_eq(got()->type, RECORD_EXIT);
    cr_assert_eq(got()->time, 5);
    cr_assert_eq(get(), RING_EMPTY);
}

Test(ring_reader, a_record_may_reach_over_the_end)
{
    start_at(TRACE_RING_SIZE - 8);
    put(sizeof(struct record_exit), RECORD_EXIT, 5);
    cr_assert_eq(reader.ring->head, TRACE_RING_SIZE);
    put(sizeof(struct record_end), RECORD_END, 6);
    cr_assert_eq(get(), RING_RECORD);
    cr_assert_eq(got()->type, RECORD_EXIT);
    cr_assert_eq(get(), RING_RECORD);
    cr_assert_eq(got()->type, RECORD_END);
    cr_assert_eq(get(), RING_EMPTY);
}

Test(ring_reader, a_record_that_ends_at_the_end_is_followed_by_the_start)
{
    start_at(TRACE_RING_SIZE - sizeof(struct record_exit));
    put(sizeof(struct record_exit), RECORD_EXIT, 5);
    cr_assert_eq(reader.ring->head, TRACE_RING_SIZE);
    cr_assert_eq(get(), RING_RECORD);
    cr_assert_eq(get(), RING_EMPTY);
}

Test(ring_reader, times_neither_go_back_nor_ahead)
{
    start_at(0);
    put(sizeof(struct record_exit), RECORD_EXIT, 50);
    put(sizeof(struct record_exit), RECORD_EXIT, 40);
    put(sizeof(struct record_exit), RECORD_EXIT, UINT64_MAX);
    cr_assert_eq(get(), RING_RECORD);
    cr_assert_eq(get(), RING_RECORD);
    cr_assert_eq(got()->time, 50);
    cr_assert_eq(get(), RING_RECORD);
    cr_assert_eq(got()->time, NOW);
}

static void expect_spoiled(uint32_t size, uint16_t type)
{
    start_at(0);
    put(size, type, 1);
    reader.ring->head = 4096;
    cr_assert_eq(get(), RING_SPOILED, "size %u type %u", size, type);
    cr_assert_eq(get(), RING_EMPTY);
}

Test(ring_reader, sizes_and_types_that_cannot_be)
{
    expect_spoiled(0, RECORD_NONE);
    expect_spoiled(16, RECORD_NONE);
    expect_spoiled(sizeof(struct record_head), RECORD_EXIT);
    expect_spoiled(sizeof(struct record_exit) + 4, RECORD_EXIT);
    expect_spoiled(RECORD_SIZE_MOST + 8, RECORD_NONE);
    expect_spoiled(UINT32_MAX, RECORD_EXIT);
    expect_spoiled(sizeof(struct record_head), RECORD_TYPE_COUNT);
}

Test(ring_reader, a_head_that_is_nowhere)
{
    start_at(0);
    reader.ring->head = TRACE_RING_SIZE + 8;
    cr_assert_eq(get(), RING_SPOILED);
    reader.ring->head -= 64;
    cr_assert_eq(get(), RING_SPOILED);
}

Test(ring_reader, a_chunk_that_is_larger_than_its_record)
{
    const uint32_t size = sizeof(struct record_exit) + sizeof(struct record_chunk) + 8;
    struct record_chunk *chunk;

    start_at(0);
    chunk = (struct record_chunk *)((char *)put(size, RECORD_EXIT, 1) +
                                    sizeof(struct record_exit));
    chunk->size = 8;
    cr_assert_eq(get(), RING_RECORD);
    start_at(0);
    put(size, RECORD_EXIT, 1);
    chunk->size = 9;
    cr_assert_eq(get(), RING_SPOILED);
    start_at(0);
    put(size, RECORD_EXIT, 1);
    chunk->size = UINT32_MAX;
    cr_assert_eq(get(), RING_SPOILED);
}

Test(ring_reader, tells_a_writer_that_waits)
{
    start_at(0);
    cr_assert_eq(ring_release(&reader), 0);
    reader.ring->is_waited_on = 1;
    cr_assert_eq(ring_release(&reader), 1);
    cr_assert_eq(reader.ring->room, 1);
    cr_assert_eq(ring_release(&reader), 0);
}
