/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * usage.c - System V shared memory, because it is found by a number: a descriptor
 * would have to be kept away from the guest.
 */
#include "core/usage.h"

#include "abi/usage.h"
#include "core/config.h"
#include "core/host.h"
#include "core/span.h"

static struct usage *usage_at(void)
{
    return (struct usage *)(uintptr_t)(span_start() + LX_USAGE);
}

/* In another IPC namespace the number may be that of a guest's own memory. */
bool usage_begin(void)
{
    struct usage *usage = usage_at();

    if (lx_config.usage_nonce == 0 ||
        host_call3(SYS_shmat, lx_config.usage_id, HOST_POINTER(usage), 0) < 0)
        return false;
    if (usage->nonce == lx_config.usage_nonce)
        return true;
    host_call3(SYS_shmdt, HOST_POINTER(usage), 0, 0);
    return false;
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
