/* SPDX-License-Identifier: GPL-2.0-or-later */
/* recall.c - see recall.h. */
#include "supervisor/recall.h"

#include <string.h>

#include "supervisor/peek.h"
#include "syscall_shapes.h"

/* What is less is no address: vm.mmap_min_addr, mostly. */
#define ADDRESS_LEAST 0x10000

static bool is_name(int64_t nr, unsigned i)
{
    unsigned kind;

    if (nr < 0 || nr >= SYSCALL_SHAPES_SIZE || i >= syscall_shapes[nr].nargs)
        return false;
    kind = syscall_shapes[nr].args[i].kind;
    return kind == ARG_path || kind == ARG_str;
}

static void add_memory(struct record_head *head, pid_t pid, uint64_t address)
{
    struct record_chunk *chunk = (void *)((char *)head + head->size);
    size_t size;

    if (address < ADDRESS_LEAST)
        return;
    size = peek_some(pid, address, chunk + 1, RECALL_BYTES);
    if (size == 0)
        return;
    *chunk = (struct record_chunk){
        .address = address, .size = (uint32_t)size, .kind = RECORD_MEMORY
    };
    head->size += (uint32_t)(sizeof(*chunk) + (size + 7) / 8 * 8);
}

void recall_call(struct recall *recall, pid_t pid, int64_t nr, const uint64_t args[6],
                 enum recall_what what)
{
    struct record_enter *enter = &recall->enter;

    *enter = (struct record_enter){
        .head = { .size = sizeof(*enter), .type = RECORD_ENTER, .pid = pid, .tid = pid },
        .nr = nr,
    };
    memcpy(enter->args, args, sizeof(enter->args));
    for (unsigned i = 0; i < 6; i++)
        if (what == RECALL_MEMORY || is_name(nr, i))
            add_memory(&enter->head, pid, args[i]);
}
