/* SPDX-License-Identifier: GPL-2.0-or-later */
/* uaccess.c - the exception table that uaccess.S fills. */
#include "arch/x86_64/uaccess.h"

#include <stdint.h>

/* Each word is relative to its own address, so the table needs no relocation. */
struct fixup_entry {
    int32_t instruction;
    int32_t fixup;
};

extern const struct fixup_entry lx_ex_table_start[], lx_ex_table_end[];

static uint64_t follow(const int32_t *word)
{
    return (uint64_t)((int64_t)(uintptr_t)word + *word);
}

uint64_t uaccess_fixup(uint64_t rip)
{
    for (const struct fixup_entry *e = lx_ex_table_start; e < lx_ex_table_end; e++)
        if (follow(&e->instruction) == rip)
            return follow(&e->fixup);
    return 0;
}
