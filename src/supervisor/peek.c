/* SPDX-License-Identifier: GPL-2.0-or-later */
/* peek.c - see peek.h. */
#include "supervisor/peek.h"

#include <sys/uio.h>

#define PAGE 4096

bool peek(pid_t pid, uint64_t address, void *to, size_t size)
{
    struct iovec local = { to, size }, remote = { (void *)(uintptr_t)address, size };

    return process_vm_readv(pid, &local, 1, &remote, 1, 0) == (ssize_t)size;
}

/* The kernel reads a range of `remote` whole or not at all: hence one for each page. */
size_t peek_some(pid_t pid, uint64_t address, void *to, size_t size)
{
    char *out = to;
    size_t used = 0;

    while (used < size) {
        uint64_t at = address + used;
        size_t piece = PAGE - (size_t)(at % PAGE);

        if (piece > size - used)
            piece = size - used;
        if (!peek(pid, at, out + used, piece))
            break;
        used += piece;
    }
    return used;
}

bool poke(pid_t pid, uint64_t address, uint32_t value)
{
    struct iovec local = { &value, sizeof(value) };
    struct iovec remote = { (void *)(uintptr_t)address, sizeof(value) };

    return process_vm_writev(pid, &local, 1, &remote, 1, 0) == sizeof(value);
}
