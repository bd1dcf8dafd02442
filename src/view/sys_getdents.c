/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_getdents.c - /proc/PID/fd and fdinfo without lxcore's own descriptors.
 *
 * Entries are taken out in the guest's buffer after the host has filled it.
 * Only procfs directories of that name are looked at.
 */
#include "abi/errno.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "core/string.h"
#include "dispatch/dispatch.h"
#include "task/task.h"
#include "view/procfs.h"

#include "syscall_entries.h"

/* struct linux_dirent and linux_dirent64 differ in where the name begins. */
#define NAME_OFFSET_OLD 18
#define NAME_OFFSET_64 19
#define RECLEN_OFFSET 16
#define NAME_MAX_DIGITS 10

static bool ends_with(const char *text, size_t size, const char *end)
{
    size_t end_size = strlen(end);

    return size >= end_size && memcmp(text + size - end_size, end, end_size) == 0;
}

static bool is_list_of_descriptors(hostfd_t fd)
{
    char link[40] = "/proc/self/fd/", path[80];
    long size;

    if (!procfs_holds(fd))
        return false;
    string_put_decimal(link + strlen(link), (uint64_t)fd);
    size = host_readlink(link, path, sizeof(path));
    return size > 0 &&
           (ends_with(path, (size_t)size, "/fd") || ends_with(path, (size_t)size, "/fdinfo"));
}

static bool is_own_name(gaddr_t name)
{
    char digits[NAME_MAX_DIGITS + 1];
    uint64_t number = 0;
    long size = guest_copy_string(digits, name, sizeof(digits));

    if (size <= 0)
        return false;
    for (long i = 0; i < size; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(digits[i] - '0');
    }
    return own_fd_is(number);
}

static long move_entry(gaddr_t to, gaddr_t from, size_t size)
{
    uint8_t entry[512];

    if (to == from)
        return 0;
    if (size > sizeof(entry) || guest_copy_in(entry, from, size) != 0)
        return -EFAULT;
    return guest_copy_out(to, entry, size);
}

/* Returns how many bytes of entries are left. */
static long drop_own(gaddr_t buffer, uint64_t size, unsigned name_offset)
{
    uint64_t from = 0, to = 0;
    uint32_t word;

    while (from < size) {
        uint64_t entry_size;

        if (guest_load32(buffer + from + RECLEN_OFFSET, &word) != 0)
            return -EFAULT;
        entry_size = word & 0xffff;
        if (entry_size == 0 || entry_size > size - from)
            return (long)to;
        if (!is_own_name(buffer + from + name_offset)) {
            if (move_entry(buffer + to, buffer + from, entry_size) != 0)
                return -EFAULT;
            to += entry_size;
        }
        from += entry_size;
    }
    return (long)to;
}

static long getdents_and_look(struct task *task, const struct sys_args *args,
                              unsigned name_offset)
{
    hostfd_t fd = (hostfd_t)args->arg[0];
    long size, left;

    for (;;) {
        size = dispatch_forward_fds(task, args);
        if (size <= 0 || !is_list_of_descriptors(fd))
            return size;
        left = drop_own(args->arg[1], (uint64_t)size, name_offset);
        /* 0 would say that the directory ends here. */
        if (left != 0)
            return left;
    }
}

long lx_sys_view_getdents(struct task *task, const struct sys_args *args)
{
    return getdents_and_look(task, args, NAME_OFFSET_OLD);
}

long lx_sys_view_getdents64(struct task *task, const struct sys_args *args)
{
    return getdents_and_look(task, args, NAME_OFFSET_64);
}
