/* SPDX-License-Identifier: GPL-2.0-or-later */
/* seal.c - see seal.h. */
#include "loader/seal.h"

#include "core/host.h"
#include "core/span.h"

#include "syscall_nr.h"

extern const char lx_text_end[];

void seal_text(void)
{
    const uint64_t start = span_start() + LX_GATE_OFFSET;

    (void)host_call3(SYS_mseal, start, (uint64_t)(uintptr_t)lx_text_end - start, 0);
}
