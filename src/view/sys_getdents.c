/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_getdents.c - /proc/PID/fd and fdinfo without lxcore's own descriptors,
 * map_files without its mappings.
 *
 * Entries are taken out in the guest's buffer after the host has filled it.
 * Only procfs directories of that name are looked at.
 */
#include "abi/errno.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "core/span.h"
#include "core/string.h"
#include "dispatch/dispatch.h"
#include "task/task.h"
#include "view/maps.h"
#include "view/procfs.h"

#include "syscall_entries.h"

/* struct linux_dirent and linux_dirent64 differ in where the name begins. */
#define NAME_OFFSET_OLD 18
#define NAME_OFFSET_64 19
#define RECLEN_OFFSET 16
#define NAME_MAX_DIGITS 10
#define RANGE_SIZE 40

/* Is an entry of this name not for the guest? */
typedef bool own_name_t(gaddr_t name);

static bool is_own_descriptor(gaddr_t name)
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

/* START-END of a mapping. */
static bool is_own_mapping(gaddr_t name)
{
    char range[RANGE_SIZE];
    uint64_t start;
    long size = guest_copy_string(range, name, sizeof(range));

    return size > 0 && maps_line_is_header(range, (size_t)size, &start) &&
           span_overlaps(start, 1);
}

/* How to know what is to be hidden of the directory; NULL: nothing is. */
static own_name_t *own_names_of(hostfd_t fd)
{
    char path[80];
    size_t size = procfs_holds(fd) ? procfs_path_of(fd, path, sizeof(path)) : 0;

    if (procfs_ends_with(path, size, "/fd") || procfs_ends_with(path, size, "/fdinfo"))
        return is_own_descriptor;
    return procfs_ends_with(path, size, "/map_files") ? is_own_mapping : NULL;
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
static long drop_own(gaddr_t buffer, uint64_t size, unsigned name_offset,
                     own_name_t *is_own)
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
        if (!is_own(buffer + from + name_offset)) {
            if (move_entry(buffer + to, buffer + from, entry_size) != 0)
                return -EFAULT;
            to += entry_size;
        }
        from += entry_size;
    }
    return (long)to;
}

static bool is_digit_below(uint8_t byte, char limit)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte < limit);
}

/* Does a name begin as those that own_name_t asks about: a number, or a range of
 * addresses, which have more digits than `name` holds? */
static bool is_number_or_range(uint64_t name, unsigned size)
{
    bool is_decimal = true;

    for (unsigned i = 0; i < size; i++, name >>= 8) {
        const uint8_t byte = (uint8_t)name;

        if (byte == '\0')
            return i > 0 && is_decimal;
        if (!is_digit_below(byte, 'g'))
            return false;
        is_decimal = is_decimal && is_digit_below(byte, 'a');
    }
    return true;
}

static bool is_dot_or_dots(uint64_t name)
{
    return (name & 0xffff) == '.' || (name & 0xffffff) == ('.' | '.' << 8);
}

/* To ask the host what directory it is costs more than most calls.  In those that are
 * of interest each entry tells, but for the two that all have. */
static bool may_have_own(gaddr_t buffer, uint64_t size, unsigned name_offset)
{
    const unsigned before = name_offset - RECLEN_OFFSET;
    uint64_t at = 0, entry;

    while (at + RECLEN_OFFSET + sizeof(entry) <= size) {
        if (guest_load64(buffer + at + RECLEN_OFFSET, &entry) != 0)
            return true;
        if (!is_dot_or_dots(entry >> 8 * before))
            return is_number_or_range(entry >> 8 * before,
                                      (unsigned)sizeof(entry) - before);
        if ((entry & 0xffff) == 0)
            return true;
        at += entry & 0xffff;
    }
    return false;
}

static long getdents_and_look(struct task *task, const struct sys_args *args,
                              unsigned name_offset)
{
    hostfd_t fd = (hostfd_t)args->arg[0];
    own_name_t *is_own;
    long size, left;

    for (;;) {
        size = dispatch_forward_fds(task, args);
        if (size <= 0 || likely(!may_have_own(args->arg[1], (uint64_t)size, name_offset)))
            return size;
        is_own = own_names_of(fd);
        if (is_own == NULL)
            return size;
        left = drop_own(args->arg[1], (uint64_t)size, name_offset, is_own);
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
