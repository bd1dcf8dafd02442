/* SPDX-License-Identifier: GPL-2.0-or-later */
/* files.c - files outside of what is granted, from the gate. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hostile.h"

#define HERE ((long)AT_FDCWD)
#define REFUSED(name, ...) \
    static enum outcome name(void) \
    { \
        return refused(gate(__VA_ARGS__, 0L, 0L, 0L, 0L, 0L, 0L)); \
    }

REFUSED(write_outside, (long)SYS_openat, HERE, target.file, (long)O_WRONLY)
REFUSED(truncate_by_open, (long)SYS_openat, HERE, target.file, (long)(O_RDONLY | O_TRUNC))
REFUSED(truncate_outside, (long)SYS_truncate, target.file, 0L)
REFUSED(unlink_outside, (long)SYS_unlink, target.file)
REFUSED(rename_in, (long)SYS_rename, target.file, "moved")
REFUSED(link_in, (long)SYS_link, target.file, "linked")
REFUSED(chmod_outside, (long)SYS_chmod, target.file, 0777L)
REFUSED(chown_outside, (long)SYS_chown, target.file, -1L, -1L)
REFUSED(setxattr_outside, (long)SYS_setxattr, target.file, "user.a", "b", 1L, 0L)
REFUSED(read_secret, (long)SYS_openat, HERE, target.secret, (long)O_RDONLY)
REFUSED(write_sysctl, (long)SYS_openat, HERE, "/proc/sys/kernel/core_pattern",
        (long)O_WRONLY)
REFUSED(write_sysrq, (long)SYS_openat, HERE, "/proc/sysrq-trigger", (long)O_WRONLY)
REFUSED(read_kmsg, (long)SYS_openat, HERE, "/dev/kmsg", (long)O_RDONLY)
REFUSED(read_memory, (long)SYS_openat, HERE, "/dev/mem", (long)O_RDONLY)
REFUSED(make_disk, (long)SYS_mknodat, HERE, "disk", (long)(S_IFBLK | 0600), 0x800L)

static enum outcome fchmod_outside(void)
{
    long fd = gate((long)SYS_openat, HERE, target.file, (long)O_RDONLY, 0L, 0L, 0L);

    return fd < 0 ? CONTAINED :
                    refused(gate((long)SYS_fchmod, fd, 0777L, 0L, 0L, 0L, 0L));
}

static enum outcome by_symlink(void)
{
    gate((long)SYS_symlink, target.file, "link", 0L, 0L, 0L, 0L);
    return refused(gate((long)SYS_openat, HERE, "link", (long)O_RDWR, 0L, 0L, 0L));
}

static enum outcome by_int80(void)
{
    static char path[256] __attribute__((section(".data")));
    long result = 5; /* open, for 32 bits */

    snprintf(path, sizeof(path), "%s", target.file);
    if ((uintptr_t)path >> 32 != 0)
        return COULD_NOT_TRY;
    __asm__ volatile("int $0x80"
                     : "+a"(result)
                     : "b"(path), "c"(O_RDWR), "d"(0)
                     : "memory", "r8", "r9", "r10", "r11");
    return refused((int)result);
}

static enum outcome make_beside(void)
{
    char path[512];

    snprintf(path, sizeof(path), "%s.new", target.file);
    return refused(
        gate((long)SYS_openat, HERE, path, (long)(O_CREAT | O_WRONLY), 0600L, 0L, 0L));
}

static enum outcome through_proc_root(void)
{
    char path[512];

    snprintf(path, sizeof(path), "/proc/%d/root%s", getppid(), target.file);
    return refused(gate((long)SYS_openat, HERE, path, (long)O_RDWR, 0L, 0L, 0L));
}

const struct attack file_attacks[] = {
    { "write_outside", write_outside },
    { "truncate_by_open", truncate_by_open },
    { "truncate_outside", truncate_outside },
    { "unlink_outside", unlink_outside },
    { "rename_in", rename_in },
    { "link_in", link_in },
    { "chmod_outside", chmod_outside },
    { "fchmod_outside", fchmod_outside },
    { "chown_outside", chown_outside },
    { "setxattr_outside", setxattr_outside },
    { "read_secret", read_secret },
    { "write_sysctl", write_sysctl },
    { "write_sysrq", write_sysrq },
    { "read_kmsg", read_kmsg },
    { "read_memory", read_memory },
    { "make_disk", make_disk },
    { "by_symlink", by_symlink },
    { "by_int80", by_int80 },
    { "make_beside", make_beside },
    { "through_proc_root", through_proc_root },
    { 0 },
};
