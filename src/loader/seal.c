/* SPDX-License-Identifier: GPL-2.0-or-later */
/* seal.c - see seal.h. */
#include "loader/seal.h"

#include "core/host.h"
#include "core/span.h"

#include "syscall_nr.h"

extern const char lx_text_end[];

void seal_text(void)
{
    (void)host_call3(SYS_mseal, span_start(), (uint64_t)(lx_text_end - lx_image_start), 0);
}
