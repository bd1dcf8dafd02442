/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ring.c - see ring.h. */
#include "trace/ring.h"

#include "abi/boot.h"
#include "abi/errno.h"
#include "abi/mman.h"
#include "core/host.h"
#include "core/runtime.h"
#include "core/string.h"

#include <linux/futex.h>
#include <linux/time.h>

#define BUNCHES (TRACE_RINGS / TRACE_RINGS_AT_ONCE)
#define NS_PER_SEC 1000000000UL
/* lxrun looks again by itself if a wake was missed; so does a writer. */
#define WAIT_NS 50000000

static uint8_t is_mapped[BUNCHES];

/* A guest may have forbidden the instruction (PR_SET_TSC): then 0, and lxrun takes
 * the time at which it reads. */
static uint64_t ticks(void)
{
    uint32_t low, high;

    __asm__ volatile("1: rdtsc\n"
                     "2:\n"
                     ".pushsection .text.fixup, \"ax\"\n"
                     "3: xor %%eax, %%eax\n"
                     "xor %%edx, %%edx\n"
                     "jmp 2b\n"
                     ".popsection\n"
                     ".pushsection .ex_table, \"a\"\n"
                     ".balign 4\n"
                     ".long 1b - ., 3b - .\n"
                     ".popsection"
                     : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}

uint64_t ring_now(void)
{
    uint64_t time[2] = { 0, 0 };

    if (likely(ring_shared()->flags & TRACE_HAS_TSC))
        return ticks();
    host_call3(SYS_clock_gettime, CLOCK_MONOTONIC, HOST_POINTER(time), 0);
    return time[0] * NS_PER_SEC + time[1];
}

static long map_shared(uint64_t offset, uint64_t size)
{
    long at = host_mmap(HOST_POINTER(ring_shared()) + offset, size,
                        PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED_NOREPLACE,
                        (hostfd_t)lx.first_own_fd + BOOT_TRACE_OFFSET, offset);

    /* Another thread has been quicker. */
    return at < 0 && at != -EEXIST ? at : 0;
}

long ring_map_shared(void)
{
    return map_shared(0, page_up(sizeof(struct trace_shared)));
}

static struct trace_ring *map_ring(uint32_t index)
{
    uint32_t bunch = index / TRACE_RINGS_AT_ONCE;
    uint64_t offset = trace_ring_offset(bunch * TRACE_RINGS_AT_ONCE);

    if (!__atomic_load_n(&is_mapped[bunch], __ATOMIC_ACQUIRE)) {
        if (map_shared(offset, TRACE_RINGS_AT_ONCE * TRACE_RING_STRIDE) != 0)
            return NULL;
        __atomic_store_n(&is_mapped[bunch], 1, __ATOMIC_RELEASE);
    }
    return (struct trace_ring *)(uintptr_t)(HOST_POINTER(ring_shared()) +
                                            trace_ring_offset(index));
}

uint32_t ring_index(const struct trace_ring *ring)
{
    return (uint32_t)((HOST_POINTER(ring) - HOST_POINTER(ring_shared()) -
                       TRACE_RINGS_OFFSET) /
                      TRACE_RING_STRIDE);
}

static bool try_take(struct trace_shared *shared, uint32_t index, uint32_t owner)
{
    uint32_t nobody = 0, used;

    if (__atomic_load_n(&shared->owner[index], __ATOMIC_RELAXED) != 0 ||
        !__atomic_compare_exchange_n(&shared->owner[index], &nobody, owner, false,
                                     __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
        return false;
    __atomic_store_n(&shared->hint, index + 1, __ATOMIC_RELAXED);
    while ((used = __atomic_load_n(&shared->used, __ATOMIC_RELAXED)) <= index)
        __atomic_compare_exchange_n(&shared->used, &used, index + 1, false,
                                    __ATOMIC_RELEASE, __ATOMIC_RELAXED);
    return true;
}

void ring_take(struct task *task)
{
    struct trace_shared *shared = ring_shared();
    uint32_t start = __atomic_load_n(&shared->hint, __ATOMIC_RELAXED);

    task->trace = (struct task_trace){ .ring = NULL };
    for (uint32_t i = 0; i < TRACE_RINGS; i++) {
        uint32_t index = (start + i) % TRACE_RINGS;

        if (!try_take(shared, index, (uint32_t)task->tgid))
            continue;
        task->trace.ring = map_ring(index);
        if (task->trace.ring == NULL)
            __atomic_store_n(&shared->owner[index], 0, __ATOMIC_RELEASE);
        else
            __atomic_store_n(&task->trace.ring->tid, task->tid, __ATOMIC_RELEASE);
        return;
    }
}

void ring_adopt(struct task *task, uint32_t index)
{
    task->trace = (struct task_trace){ .ring = NULL };
    if (index < TRACE_RINGS)
        task->trace.ring = map_ring(index);
}

void ring_leave(struct task *task)
{
    if (task->trace.ring != NULL)
        __atomic_store_n(&task->trace.ring->is_left, 1, __ATOMIC_RELEASE);
    task->trace.ring = NULL;
}

static void wake_reader(struct trace_shared *shared)
{
    __atomic_store_n(&shared->reader, TRACE_READER_LOOKS, __ATOMIC_RELAXED);
    host_call3(SYS_futex, HOST_POINTER(&shared->reader), FUTEX_WAKE, 1);
}

/* It is asked once, and looks at all rings then. */
static void kick_reader(struct trace_shared *shared)
{
    if (__atomic_exchange_n(&shared->kick, 1, __ATOMIC_RELAXED) == 0)
        host_call3(SYS_futex, HOST_POINTER(&shared->kick), FUTEX_WAKE, 1);
}

static uint64_t unread(struct trace_ring *ring)
{
    ring->tail_seen = __atomic_load_n(&ring->tail, __ATOMIC_ACQUIRE);
    return ring->head - ring->tail_seen;
}

static bool has_room(struct trace_ring *ring)
{
    const uint64_t limit = TRACE_RING_SIZE - RECORD_SIZE_MOST;

    return likely(ring->head - ring->tail_seen <= limit) || unread(ring) <= limit;
}

/*
 *     writer                          lxrun
 *     ------                          -----
 *     is_waited_on = 1                tail = …
 *     no room?                        is_waited_on?  room++, wake
 *     wait while room is unchanged
 *
 * Each writes one word and reads the other's; the fences put that in order, and a
 * wait ends after WAIT_NS in any case.
 */
static void wait_for_room(struct trace_shared *shared, struct trace_ring *ring)
{
    const uint64_t timeout[2] = { 0, WAIT_NS };
    uint32_t room = __atomic_load_n(&ring->room, __ATOMIC_ACQUIRE);

    __atomic_store_n(&ring->is_waited_on, 1, __ATOMIC_SEQ_CST);
    if (has_room(ring))
        return;
    kick_reader(shared);
    host_call(SYS_futex, HOST_POINTER(&ring->room), FUTEX_WAIT, room,
              HOST_POINTER(timeout), 0, 0);
}

static bool is_read(const struct trace_shared *shared)
{
    return __atomic_load_n(&shared->reader, __ATOMIC_RELAXED) != TRACE_READER_GONE;
}

static bool make_room(struct trace_ring *ring)
{
    struct trace_shared *shared = ring_shared();

    while (!has_room(ring)) {
        if ((shared->flags & TRACE_DROPS) || !is_read(shared)) {
            ring->lost++;
            return false;
        }
        wait_for_room(shared, ring);
    }
    return true;
}

static uint8_t *place_of(struct trace_ring *ring)
{
    return (uint8_t *)ring + TRACE_RING_DATA + ring->head % TRACE_RING_SIZE;
}

static void *begin(struct ring_record *record, struct task *task, unsigned type,
                   size_t size)
{
    struct record_head *head = (struct record_head *)place_of(task->trace.ring);

    *record = (struct ring_record){
        .task = task,
        .head = head,
        .at = (uint8_t *)head + size,
        .end = (uint8_t *)head + RECORD_SIZE_MOST,
    };
    head->type = (uint16_t)type;
    head->flags = 0;
    return head;
}

static void tell_of_lost(struct task *task)
{
    struct trace_ring *ring = task->trace.ring;
    struct ring_record record;
    struct record_lost *lost = begin(&record, task, RECORD_LOST, sizeof(*lost));

    lost->count = ring->lost;
    ring->lost = 0;
    ring_commit(&record);
}

void *ring_begin(struct ring_record *record, struct task *task, unsigned type,
                 size_t size)
{
    struct trace_ring *ring = task->trace.ring;

    if (unlikely(ring == NULL)) {
        __atomic_add_fetch(&ring_shared()->homeless, 1, __ATOMIC_RELAXED);
        return NULL;
    }
    if (unlikely(!has_room(ring)) && !make_room(ring))
        return NULL;
    if (unlikely(ring->lost != 0)) {
        tell_of_lost(task);
        if (!has_room(ring) && !make_room(ring))
            return NULL;
    }
    return begin(record, task, type, size);
}

/* The time is taken last, so that records of other threads that come earlier are
 * there already, nearly always, when lxrun sees this one. */
void ring_commit(struct ring_record *record)
{
    struct trace_shared *shared = ring_shared();
    struct trace_ring *ring = record->task->trace.ring;
    struct record_head *head = record->head;
    uint64_t before = ring->head;

    head->size = (uint32_t)(record->at - (uint8_t *)head);
    head->pid = record->task->tgid;
    head->tid = record->task->tid;
    head->time = ring_now();
    __atomic_store_n(&ring->head, trace_position_after(before, head->size),
                     __ATOMIC_RELEASE);
    if (unlikely(__atomic_load_n(&shared->reader, __ATOMIC_RELAXED) ==
                 TRACE_READER_SLEEPS))
        wake_reader(shared);
    if (unlikely(ring->head - ring->tail_seen > TRACE_RING_SIZE / 2) &&
        unread(ring) > TRACE_RING_SIZE / 2)
        kick_reader(shared);
}

size_t ring_chunk_room(const struct ring_record *record, size_t size)
{
    size_t left = (size_t)(record->end - record->at);

    if (left < sizeof(struct record_chunk) + RECORD_ALIGNMENT)
        return 0;
    left -= sizeof(struct record_chunk);
    return size < left ? size : left;
}

void ring_chunk_end(struct ring_record *record, uint64_t address, size_t size,
                    unsigned kind, bool is_cut)
{
    struct record_chunk *chunk = (struct record_chunk *)record->at;
    size_t padded = (size + RECORD_ALIGNMENT - 1) & ~(size_t)(RECORD_ALIGNMENT - 1);

    *chunk = (struct record_chunk){
        .address = address,
        .size = (uint32_t)size,
        .kind = (uint16_t)kind,
        .is_cut = is_cut,
    };
    memset((uint8_t *)(chunk + 1) + size, 0, padded - size);
    record->at += sizeof(*chunk) + padded;
}
