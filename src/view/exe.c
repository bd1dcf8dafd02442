/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exe.c - each guest knows the path of its own program (lx.exe_path); that of
 * another guest of the run is read there, at the same address.
 *
 * Limits  a link that is named from a directory descriptor, or of a process
 *         that may not be read, is taken for our own.
 */
#include "view/exe.h"

#include "core/guest.h"
#include "core/host.h"
#include "core/string.h"

#define PREFIX "/proc/"
#define PREFIX_SIZE (sizeof(PREFIX) - 1)
#define PID_DIGITS 10

struct host_iovec {
    uint64_t base;
    uint64_t size;
};

/* The number in /proc/NUMBER/…, or 0. */
static uint64_t process_in(const char *path)
{
    uint64_t pid = 0;
    int digits = 0;

    if (memcmp(path, PREFIX, PREFIX_SIZE) != 0)
        return 0;
    path += PREFIX_SIZE;
    for (; digits < PID_DIGITS && path[digits] >= '0' && path[digits] <= '9'; digits++)
        pid = pid * 10 + (uint64_t)(path[digits] - '0');
    return digits > 0 && path[digits] == '/' ? pid : 0;
}

static bool read_there(uint64_t pid, char path[LX_PATH_SIZE])
{
    const struct host_iovec to = { HOST_POINTER(path), LX_PATH_SIZE };
    const struct host_iovec from = { HOST_POINTER(lx.exe_path), LX_PATH_SIZE };
    long size = host_call(SYS_process_vm_readv, pid, HOST_POINTER(&to), 1,
                          HOST_POINTER(&from), 1, 0);

    return size == LX_PATH_SIZE && path[0] == '/' && path[LX_PATH_SIZE - 1] == '\0';
}

const char *exe_path_behind(gaddr_t link, char other[LX_PATH_SIZE])
{
    uint64_t pid;

    if (guest_copy_string(other, link, LX_PATH_SIZE) < (long)PREFIX_SIZE)
        return lx.exe_path;
    pid = process_in(other);
    return pid != 0 && read_there(pid, other) ? other : lx.exe_path;
}
