/* SPDX-License-Identifier: GPL-2.0-or-later */
/* table.c - see table.h. */
#include "report/table.h"

#include <stdlib.h>
#include <string.h>

#include "supervisor/say.h"

_Noreturn void table_no_memory(void)
{
    say("out of memory for the report");
    exit(STATUS_LXRUN_FAILED);
}

void *table_new(size_t size)
{
    void *memory = calloc(1, size);

    if (memory == NULL)
        table_no_memory();
    return memory;
}

void *table_grow(void *memory, size_t count, size_t size)
{
    memory = reallocarray(memory, count, size);
    if (memory == NULL)
        table_no_memory();
    return memory;
}

char *table_string(const char *text, size_t length)
{
    char *copy = table_new(length + 1);

    memcpy(copy, text, length);
    return copy;
}
