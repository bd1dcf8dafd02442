/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fake_guest.c - guest memory of a unit test: its own, but for bad ranges. */
#include "fake_host.h"

#include <string.h>

#include "abi/errno.h"
#include "core/guest.h"

#define LOWEST 0x10000UL
#define HIGHEST 0x7fffffffefffUL

void (*fake_guest_meddle)(void);
static gaddr_t bad_start;
static size_t bad_size;

void fake_guest_bad(gaddr_t start, size_t size)
{
    bad_start = start;
    bad_size = size;
}

static bool is_there(gaddr_t at, size_t size)
{
    if (at < LOWEST || at > HIGHEST || size > HIGHEST - at)
        return false;
    return bad_size == 0 || at + size <= bad_start || at >= bad_start + bad_size;
}

long guest_copy_in(void *to, gaddr_t from, size_t size)
{
    if (!is_there(from, size))
        return -EFAULT;
    memcpy(to, pointer_of(from), size);
    return 0;
}

long guest_copy_out(gaddr_t to, const void *from, size_t size)
{
    if (!is_there(to, size))
        return -EFAULT;
    memcpy(pointer_of(to), from, size);
    return 0;
}

long guest_zero(gaddr_t to, size_t size)
{
    if (!is_there(to, size))
        return -EFAULT;
    memset(pointer_of(to), 0, size);
    return 0;
}

long guest_load32(gaddr_t from, uint32_t *value)
{
    if (!is_there(from, sizeof(*value)))
        return -EFAULT;
    *value = __atomic_load_n((uint32_t *)pointer_of(from), __ATOMIC_RELAXED);
    return 0;
}

long guest_load64(gaddr_t from, uint64_t *value)
{
    return guest_copy_in(value, from, sizeof(*value));
}

long guest_store32(gaddr_t to, uint32_t value)
{
    if (!is_there(to, sizeof(value)))
        return -EFAULT;
    __atomic_store_n((uint32_t *)pointer_of(to), value, __ATOMIC_RELAXED);
    return 0;
}

long guest_store64(gaddr_t to, uint64_t value)
{
    return guest_copy_out(to, &value, sizeof(value));
}

long guest_cmpxchg32(gaddr_t at, uint32_t *expected, uint32_t wanted)
{
    if (!is_there(at, sizeof(wanted)))
        return -EFAULT;
    if (fake_guest_meddle != NULL)
        fake_guest_meddle();
    __atomic_compare_exchange_n((uint32_t *)pointer_of(at), expected, wanted, false,
                                __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    return 0;
}
