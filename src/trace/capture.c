/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * capture.c - copies of guest memory behind a record.
 *
 * Whatever is not there is left out: the reader then shows the pointer.
 */
#include "trace/capture.h"

#include "abi/errno.h"
#include "core/guest.h"
#include "core/runtime.h"
#include "core/string.h"
#include "dispatch/dispatch.h"
#include "trace/ring.h"

#include <linux/fcntl.h>

#define STRINGS_MOST 4096
#define WHOLE_MOST 49152
#define STACK_SIZE 16384
#define IOVECS_MOST 1024
#define CONTROL_MOST 4096

struct iovec {
    uint64_t base;
    uint64_t size;
};

struct msghdr {
    uint64_t name;
    uint32_t name_size;
    uint32_t pad;
    uint64_t iov;
    uint64_t iov_count;
    uint64_t control;
    uint64_t control_size;
    uint64_t flags;
};

#define MMSGHDR_SIZE (sizeof(struct msghdr) + 8)

static uint64_t string_limit(void)
{
    return ring_shared()->string_limit;
}

void capture_bytes(struct ring_record *record, gaddr_t from, uint64_t size,
                   uint64_t limit)
{
    size_t room = ring_chunk_room(record, size < limit ? size : limit), copied;

    if (from == 0 || size == 0)
        return;
    copied = guest_copy_some(ring_chunk_bytes(record), from, room);
    if (copied != 0 || room == 0)
        ring_chunk_end(record, from, copied, RECORD_MEMORY, copied < size);
}

void capture_string(struct ring_record *record, gaddr_t from, size_t limit)
{
    char *to = ring_chunk_bytes(record);
    size_t room = ring_chunk_room(record, limit);
    long size;

    if (from == 0)
        return;
    size = guest_copy_string(to, from, room);
    if (size >= 0)
        ring_chunk_end(record, from, (size_t)size + 1, RECORD_MEMORY, false);
    else if (size == -ENAMETOOLONG)
        ring_chunk_end(record, from, room, RECORD_MEMORY, true);
}

void capture_own(struct ring_record *record, const char *string)
{
    size_t room = ring_chunk_room(record, strlen(string) + 1);

    memcpy(ring_chunk_bytes(record), string, room);
    ring_chunk_end(record, HOST_POINTER(string), room, RECORD_MEMORY, false);
}

/* The pointers first, the null one included, then what they point to. */
static void capture_strings(struct ring_record *record, gaddr_t from, bool is_followed)
{
    const size_t limit =
        string_limit() > TRACE_ARGUMENT_LIMIT ? string_limit() : TRACE_ARGUMENT_LIMIT;
    size_t room =
        ring_chunk_room(record, STRINGS_MOST * sizeof(uint64_t)) / sizeof(uint64_t);
    uint64_t *words = ring_chunk_bytes(record), word = 1;
    size_t count = 0;

    if (from == 0)
        return;
    while (count < room && word != 0 &&
           guest_load64(from + count * sizeof(word), &word) == 0)
        words[count++] = word;
    ring_chunk_end(record, from, count * sizeof(word), RECORD_MEMORY, word != 0);
    for (size_t i = 0; is_followed && i < count && words[i] != 0; i++) {
        if ((size_t)(record->end - record->at) < limit + 64)
            break;
        capture_string(record, words[i], limit + 1);
    }
}

static void capture_iovec(struct ring_record *record, gaddr_t from, uint64_t count,
                          uint64_t bytes)
{
    const uint64_t shown = count < string_limit() ? count : string_limit();
    struct iovec iov;

    if (count > IOVECS_MOST)
        return;
    capture_bytes(record, from, count * sizeof(iov), shown * sizeof(iov));
    for (uint64_t i = 0; i < shown && bytes != 0; i++) {
        if (guest_copy_in(&iov, from + i * sizeof(iov), sizeof(iov)) != 0)
            return;
        if (iov.size > bytes)
            iov.size = bytes;
        bytes -= iov.size;
        capture_bytes(record, iov.base, iov.size, string_limit());
    }
}

static void capture_message(struct ring_record *record, gaddr_t from, uint64_t bytes)
{
    struct msghdr message;

    capture_bytes(record, from, sizeof(message), sizeof(message));
    if (guest_copy_in(&message, from, sizeof(message)) != 0)
        return;
    capture_bytes(record, message.name, message.name_size, 128);
    capture_iovec(record, message.iov, message.iov_count, bytes);
    capture_bytes(record, message.control, message.control_size, CONTROL_MOST);
}

/* Behind each message is how many of its bytes were transferred. */
static void capture_messages(struct ring_record *record, gaddr_t from, uint64_t count,
                             unsigned bit)
{
    for (uint64_t i = 0; i < count && i < string_limit(); i++, from += MMSGHDR_SIZE) {
        uint32_t bytes;

        if (guest_load32(from + sizeof(struct msghdr), &bytes) != 0)
            return;
        capture_message(record, from, bit == CAPTURE_IN ? UINT64_MAX : bytes);
        capture_bytes(record, from + sizeof(struct msghdr), sizeof(bytes), sizeof(bytes));
    }
}

static void capture_sigset_arg(struct ring_record *record, gaddr_t from)
{
    uint64_t words[2];

    if (from == 0 || guest_copy_in(words, from, sizeof(words)) != 0)
        return;
    capture_bytes(record, from, sizeof(words), sizeof(words));
    capture_bytes(record, words[0], words[1], 8);
}

static uint64_t count_of(const struct capture *capture, const struct sys_args *args,
                         long result)
{
    uint64_t count;
    uint32_t behind;

    if (capture->count == CAPTURE_ONE)
        return 1;
    if (capture->count == CAPTURE_RETURNED)
        return result > 0 ? (uint64_t)result : 0;
    count = args->arg[capture->count];
    if (capture->bits & CAPTURE_COUNT_BEHIND_POINTER)
        count = guest_load32(count, &behind) == 0 ? behind : 0;
    if (capture->bits & CAPTURE_COUNT_IN_BITS)
        count = count > INT32_MAX ? 0 : (count + 63) / 64 * 8;
    return count;
}

static uint64_t times(uint64_t count, uint64_t size)
{
    uint64_t product;

    return __builtin_mul_overflow(count, size, &product) ? UINT64_MAX : product;
}

/* What a vector of buffers holds: all of it on the way in, then what is returned. */
static uint64_t bytes_of(unsigned bit, long result)
{
    if (bit == CAPTURE_IN)
        return UINT64_MAX;
    return result > 0 ? (uint64_t)result : 0;
}

static void capture_arg(struct ring_record *record, const struct capture *capture,
                        int arg, const struct sys_args *args, unsigned bit, long result)
{
    const gaddr_t at = args->arg[arg];
    const uint64_t count = count_of(capture, args, result);

    switch (capture->form) {
    case CAPTURE_PATH:
        capture_string(record, at, LX_PATH_SIZE);
        break;
    case CAPTURE_STRING:
        capture_string(record, at, string_limit() + 1);
        break;
    case CAPTURE_STRINGS:
        capture_strings(record, at, true);
        break;
    case CAPTURE_VARIABLES:
        capture_strings(record, at, (ring_shared()->flags & TRACE_WHOLE) != 0);
        break;
    case CAPTURE_BYTES:
        capture_bytes(record, at, count, string_limit());
        break;
    case CAPTURE_ARRAY:
        capture_bytes(record, at, times(count, capture->size),
                      times(string_limit(), capture->size));
        break;
    case CAPTURE_WHOLE:
        capture_bytes(record, at, times(count, capture->size), WHOLE_MOST);
        break;
    case CAPTURE_IOVEC:
        capture_iovec(record, at, count, bytes_of(bit, result));
        break;
    case CAPTURE_MESSAGE:
        capture_message(record, at, bytes_of(bit, result));
        break;
    case CAPTURE_MESSAGES:
        capture_messages(record, at, count, bit);
        break;
    case CAPTURE_SIGSET_ARG:
        capture_sigset_arg(record, at);
        break;
    case CAPTURE_WORD:
        capture_word(record, args, arg, bit);
        break;
    default:
        break;
    }
}

static void capture_args(struct ring_record *record, const struct sys_args *args,
                         unsigned bit, long result)
{
    const struct capture_row *row;

    if ((uint64_t)args->nr >= SYSCALL_TABLE_SIZE)
        return;
    row = &capture_table[args->nr];
    for (int i = 0; i < 6; i++)
        if (row->arg[i].bits & bit)
            capture_arg(record, &row->arg[i], i, args, bit, result);
}

static void capture_fds(struct ring_record *record, const struct sys_args *args)
{
    unsigned fds;

    if ((uint64_t)args->nr >= SYSCALL_TABLE_SIZE)
        return;
    fds = dispatch_table[args->nr].fd_args;
    for (int i = 0; fds != 0; i++, fds >>= 1)
        if (fds & 1)
            capture_fd(record, args->arg[i]);
}

void capture_enter(struct ring_record *record, const struct sys_args *args)
{
    capture_args(record, args, CAPTURE_IN, 0);
    if (ring_shared()->flags & TRACE_FD_PATHS)
        capture_fds(record, args);
}

void capture_base(struct ring_record *record, const struct sys_args *args)
{
    const struct dispatch_row *row = &dispatch_table[args->nr];

    capture_fd(record, row->dirfd_arg != 0 ? args->arg[row->dirfd_arg - 1] :
                                             (uint64_t)AT_FDCWD);
}

/* The two ends that pipe(2) and socketpair(2) have made. */
static void capture_pair(struct ring_record *record, const struct sys_args *args)
{
    gaddr_t at = args->nr == SYS_socketpair ? args->arg[3] : args->arg[0];
    uint32_t ends[2];

    if ((args->nr == SYS_pipe || args->nr == SYS_pipe2 || args->nr == SYS_socketpair) &&
        guest_copy_in(ends, at, sizeof(ends)) == 0)
        for (int i = 0; i < 2; i++)
            capture_fd(record, ends[i]);
}

/* A wait that was interrupted has written what is left of its time. */
void capture_exit(struct ring_record *record, const struct sys_args *args, long result)
{
    if (result < 0 && result != -EINTR)
        return;
    capture_args(record, args, CAPTURE_OUT, result);
    if ((ring_shared()->flags & TRACE_FD_PATHS) && result >= 0 &&
        (uint64_t)args->nr < SYSCALL_TABLE_SIZE && capture_table[args->nr].returns_fd)
        capture_fd(record, (uint64_t)result);
    if ((ring_shared()->flags & TRACE_FD_PATHS) && result == 0)
        capture_pair(record, args);
}

void capture_stack(struct ring_record *record, gaddr_t sp)
{
    size_t copied = guest_copy_some(ring_chunk_bytes(record), sp,
                                    ring_chunk_room(record, STACK_SIZE));

    if (copied != 0)
        ring_chunk_end(record, sp, copied, RECORD_STACK, true);
}
