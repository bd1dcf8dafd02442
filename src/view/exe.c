/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exe.c - the program behind /proc/PID/exe of a guest: each keeps it open under
 * the same number, which is one of lxcore's own.
 *
 * Limits  a link that is named from a directory descriptor, or of a process
 *         that may not be looked at, is taken for our own.
 */
#include "view/exe.h"

#include "abi/errno.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "core/string.h"

#define PREFIX "/proc/"
#define PREFIX_SIZE (sizeof(PREFIX) - 1)
#define PID_DIGITS 10

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

/* "self", if `pid` is 0. */
void exe_link_of(uint64_t pid, char link[EXE_LINK_SIZE])
{
    char *end = link + PREFIX_SIZE;

    memcpy(link, PREFIX "self", sizeof(PREFIX "self"));
    end = pid != 0 ? string_put_decimal(end, pid) : end + strlen(end);
    memcpy(end, "/fd/", sizeof("/fd/"));
    string_put_decimal(end + strlen(end), lx.first_own_fd + BOOT_PROGRAM_OFFSET);
}

static bool is_there(const char *link)
{
    char byte;

    return host_readlink(link, &byte, 1) == 1;
}

void exe_link_behind(gaddr_t path_at, char link[EXE_LINK_SIZE])
{
    char path[EXE_LINK_SIZE] = { 0 };
    uint64_t pid = 0;

    if (guest_copy_string(path, path_at, sizeof(path)) >= (long)PREFIX_SIZE)
        pid = process_in(path);
    exe_link_of(pid, link);
    if (pid != 0 && !is_there(link))
        exe_link_of(0, link);
}
