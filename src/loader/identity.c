/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * identity.c - prctl(PR_SET_MM_MAP) and PR_SET_NAME.
 *
 * The first may fail (a kernel without CONFIG_CHECKPOINT_RESTORE): the guest then
 * runs all the same and `ps` shows less.
 */
#include "loader/identity.h"

#include "core/host.h"
#include "core/runtime.h"
#include "core/string.h"
#include "loader/elf_map.h"
#include "loader/stack.h"
#include "mm/brk.h"

#include <linux/prctl.h>

static const char *base_name(const char *path)
{
    const char *base = path;

    for (; *path != '\0'; path++)
        if (*path == '/')
            base = path + 1;
    return base;
}

/* The kernel puts all strings of a vector one behind the other. */
static uint64_t strings_end(char **vector, uint64_t otherwise)
{
    size_t count = 0;

    while (vector[count] != NULL)
        count++;
    if (count == 0)
        return otherwise;
    return HOST_POINTER(vector[count - 1] + strlen(vector[count - 1]) + 1);
}

static void describe_memory(const struct elf_place *place, const struct first_stack *stack)
{
    uint64_t argv_start = HOST_POINTER(stack->argv[0]);
    struct prctl_mm_map map = {
        .start_code = place->code_start,
        .end_code = place->code_end,
        .start_data = place->data_start,
        .end_data = place->data_end,
        .start_stack = HOST_POINTER(stack->argc),
        .arg_start = argv_start,
        .arg_end = strings_end(stack->argv, argv_start),
        .auxv = (void *)stack->auxv,
        .auxv_size = (uint32_t)stack->auxv_size,
        .exe_fd = UINT32_MAX,
    };
    gaddr_t heap, heap_end;

    brk_range(&heap, &heap_end);
    map.start_brk = heap;
    /* The kernel shows as [heap] what reaches below its idea of the break. */
    map.brk = heap_end + PAGE_SIZE;
    map.env_start = stack->envp[0] != NULL ? HOST_POINTER(stack->envp[0]) : map.arg_end;
    map.env_end = strings_end(stack->envp, map.env_start);
    host_call(SYS_prctl, PR_SET_MM, PR_SET_MM_MAP, HOST_POINTER(&map), sizeof(map), 0, 0);
}

void identity_assume(const struct elf_place *place, const struct first_stack *stack,
                     const char *name)
{
    describe_memory(place, stack);
    host_call3(SYS_prctl, PR_SET_NAME, HOST_POINTER(base_name(name)), 0);
}
