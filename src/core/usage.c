/* SPDX-License-Identifier: GPL-2.0-or-later */
/* usage.c - memory of lxrun's, found by an own descriptor. */
#include "core/usage.h"

#include "abi/mman.h"

#include "abi/usage.h"
#include "core/config.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "core/span.h"

static struct usage *usage_at(void)
{
    return (struct usage *)(uintptr_t)(span_start() + LX_USAGE);
}

bool usage_begin(void)
{
    if (!lx_config.has_usage)
        return false;
    return host_mmap(HOST_POINTER(usage_at()), sizeof(struct usage), PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_FIXED_NOREPLACE,
                     (hostfd_t)lx.first_own_fd + BOOT_USAGE_OFFSET, 0) >= 0;
}

static void note_unknown(uint32_t *unknown, uint32_t value)
{
    for (int i = 0; i < USAGE_UNKNOWN_COUNT; i++) {
        uint32_t seen = 0;

        if (__atomic_compare_exchange_n(&unknown[i], &seen, value, false,
                                        __ATOMIC_RELAXED, __ATOMIC_RELAXED) ||
            seen == value)
            return;
    }
}

void usage_note(long nr)
{
    struct usage *usage = usage_at();
    uint32_t number = (uint32_t)nr, bit = 1U << (number % 32);

    if (number >= SYSCALL_TABLE_SIZE)
        note_unknown(usage->unknown, number + 1);
    else if (!(__atomic_load_n(&usage->used[number / 32], __ATOMIC_RELAXED) & bit))
        __atomic_or_fetch(&usage->used[number / 32], bit, __ATOMIC_RELAXED);
}

void usage_count(enum usage_path path)
{
    __atomic_add_fetch(&usage_at()->calls[path], 1, __ATOMIC_RELAXED);
}
