/* SPDX-License-Identifier: GPL-2.0-or-later */
/* guest.c - guest memory with fault recovery; the accesses are in uaccess.S. */
#include "core/guest.h"

#include "abi/errno.h"
#include "arch/x86_64/uaccess.h"
#include "core/runtime.h"
#include "core/span.h"

long guest_copy_in(void *to, gaddr_t from, size_t size)
{
    if (span_overlaps(from, size))
        return -EFAULT;
    return uaccess_copy((uint64_t)(uintptr_t)to, from, size) == 0 ? 0 : -EFAULT;
}

size_t guest_copy_some(void *to, gaddr_t from, size_t size)
{
    if (span_overlaps(from, size))
        return 0;
    return size - uaccess_copy((uint64_t)(uintptr_t)to, from, size);
}

long guest_copy_out(gaddr_t to, const void *from, size_t size)
{
    if (span_overlaps(to, size))
        return -EFAULT;
    return uaccess_copy(to, (uint64_t)(uintptr_t)from, size) == 0 ? 0 : -EFAULT;
}

long guest_zero(gaddr_t to, size_t size)
{
    if (span_overlaps(to, size))
        return -EFAULT;
    return uaccess_zero(to, size) == 0 ? 0 : -EFAULT;
}

#define STRING_CHUNK 128

/* Piece by piece, none across a page: a string may end right before memory
 * that is not there, and most are short. */
long guest_copy_string(char *to, gaddr_t from, size_t size)
{
    size_t done = 0;

    while (done < size) {
        size_t chunk = PAGE_SIZE - ((from + done) & (PAGE_SIZE - 1));
        long err;

        if (chunk > STRING_CHUNK)
            chunk = STRING_CHUNK;
        if (chunk > size - done)
            chunk = size - done;
        err = guest_copy_in(to + done, from + done, chunk);
        if (err != 0)
            return err;
        for (size_t end = done + chunk; done < end; done++)
            if (to[done] == '\0')
                return (long)done;
    }
    return -ENAMETOOLONG;
}

RETURNS_BEFORE_CALL gaddr_t guest_string_end(gaddr_t from)
{
    return span_overlaps(from, LX_PATH_SIZE) ? 0 : uaccess_string_end(from);
}

RETURNS_BEFORE_CALL long guest_load32(gaddr_t from, uint32_t *value)
{
    if (span_overlaps(from, sizeof(*value)))
        return -EFAULT;
    return uaccess_load32(from, value);
}

long guest_load64(gaddr_t from, uint64_t *value)
{
    if (span_overlaps(from, sizeof(*value)))
        return -EFAULT;
    return uaccess_load64(from, value);
}

long guest_store32(gaddr_t to, uint32_t value)
{
    if (span_overlaps(to, sizeof(value)))
        return -EFAULT;
    return uaccess_store32(to, value);
}

long guest_store64(gaddr_t to, uint64_t value)
{
    if (span_overlaps(to, sizeof(value)))
        return -EFAULT;
    return uaccess_store64(to, value);
}

long guest_cmpxchg32(gaddr_t at, uint32_t *expected, uint32_t wanted)
{
    if (span_overlaps(at, sizeof(wanted)))
        return -EFAULT;
    return uaccess_cmpxchg32(at, expected, wanted);
}
