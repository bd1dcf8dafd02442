/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * count.c - a binary trace on standard input, of `guest threads N`: are all calls there?
 *
 * Each thread numbers its calls of getppid(2), which ignores its arguments: none may be
 * missing, come twice, or be without its answer.  Prints how many records there are.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define THREADS 8
#define ROOM (1 << 20)
#define HEADER 32

enum { ENTER = 1, EXIT = 2, LOST = 8 };

struct head {
    uint32_t size;
    uint16_t type, flags;
    int32_t pid, tid;
    uint64_t time;
};

/* The beginning of either record. */
struct call {
    struct head head;
    int64_t nr;
    uint64_t args[2]; /* of EXIT: the result */
};

static uint64_t records, entered[THREADS + 1], answered;
static int32_t open_of[1 << 16]; /* by the low bits of tid: the tag of its call, or 0 */

static _Noreturn void fail(const char *what, uint64_t a, uint64_t b)
{
    printf("record %llu: %s: %llu, %llu\n", (unsigned long long)records, what,
           (unsigned long long)a, (unsigned long long)b);
    exit(1);
}

static void take(const struct call *call)
{
    int32_t *open = &open_of[call->head.tid & 0xffff];

    records++;
    if (call->head.type == LOST)
        fail("records were lost", call->args[0], 0);
    if ((call->head.type != ENTER && call->head.type != EXIT) || call->nr != SYS_getppid)
        return;
    if (call->head.type == ENTER) {
        uint64_t tag = call->args[0];

        if (tag < 1 || tag > THREADS || call->args[1] != entered[tag] || *open != 0)
            fail("not the next call of its thread", tag, call->args[1]);
        entered[tag]++;
        *open = (int32_t)tag;
        return;
    }
    if (*open == 0)
        fail("an answer without a call", (uint64_t)call->head.tid, 0);
    *open = 0;
    answered++;
}

static size_t take_all(const char *bytes, size_t size)
{
    size_t at = 0;

    while (size - at >= sizeof(struct head)) {
        struct call call = { .nr = -1 };
        uint32_t record;

        memcpy(&record, bytes + at, sizeof(record));
        if (record < sizeof(struct head) || record % 8 != 0)
            fail("no record", record, at);
        if (record > size - at)
            break;
        memcpy(&call, bytes + at, record < sizeof(call) ? record : sizeof(call));
        take(&call);
        at += record;
    }
    return at;
}

int main(int argc, char **argv)
{
    const uint64_t wanted = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
    char *bytes = malloc(ROOM);
    size_t there = 0;
    ssize_t got;

    for (there = 0; there < HEADER; there += (size_t)got)
        if ((got = read(STDIN_FILENO, bytes, HEADER - there)) <= 0)
            fail("no header", 0, 0);
    there = 0;
    while ((got = read(STDIN_FILENO, bytes + there, ROOM - there)) > 0 || there == ROOM) {
        size_t used = take_all(bytes, there += (size_t)got);

        memmove(bytes, bytes + used, there -= used);
    }
    for (int tag = 1; tag <= THREADS; tag++)
        if (entered[tag] != wanted)
            fail("calls of a thread", (uint64_t)tag, entered[tag]);
    if (there != 0 || answered != THREADS * wanted)
        fail("left over, answered", there, answered);
    printf("%llu\n", (unsigned long long)records);
    return 0;
}
