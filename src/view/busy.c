/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * busy.c - see busy.h.
 *
 * Asked only of files that exist, are regular and executable by somebody: then
 * /proc is searched for processes of the run that keep it as their program, each
 * under the same number (exe.h).
 */
#include "view/busy.h"

#include "core/config.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/string.h"
#include "view/exe.h"
#include "view/file_id.h"
#include "view/other.h"

#include <linux/fcntl.h>
#include <linux/stat.h>

#define W_OK 2
#define LISTING_SIZE 2048
/* struct linux_dirent64. */
#define RECLEN_OFFSET 16
#define NAME_OFFSET 19

static bool is_same(const struct file_id *one, const struct file_id *other)
{
    return one->ino == other->ino && one->dev == other->dev;
}

static bool is_program_of(uint64_t pid, const struct file_id *file)
{
    char link[EXE_LINK_SIZE];
    struct file_id program;

    exe_link_of(pid, link);
    return file_id_at(AT_FDCWD, HOST_POINTER(link), 0, &program) == 0 &&
           is_same(&program, file) && other_is_guest((int)pid);
}

static bool is_program_in(const uint8_t *listing, size_t size, const struct file_id *file)
{
    uint16_t record;
    uint64_t pid;

    for (size_t at = 0; at < size; at += record) {
        const char *name = (const char *)listing + at + NAME_OFFSET;

        memcpy(&record, listing + at + RECLEN_OFFSET, sizeof(record));
        if (string_get_decimal(name, strlen(name), &pid) == strlen(name) &&
            is_program_of(pid, file))
            return true;
    }
    return false;
}

static bool is_program_of_any(const struct file_id *file)
{
    uint8_t listing[LISTING_SIZE];
    long proc = host_openat(AT_FDCWD, HOST_POINTER("/proc"),
                            O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    bool found = false;
    long got;

    if (proc < 0)
        return false;
    do {
        got = host_call3(SYS_getdents64, (uint64_t)proc, HOST_POINTER(listing),
                         sizeof(listing));
        found = got > 0 && is_program_in(listing, (size_t)got, file);
    } while (got > 0 && !found);
    host_close((hostfd_t)proc);
    return found;
}

/* What the kernel asks first: whoever may not write learns that, not this. */
static bool may_be_written(hostfd_t dir, gaddr_t path, bool follows)
{
    return host_call(SYS_faccessat2, (uint64_t)dir, path, W_OK,
                     AT_EACCESS | (follows ? 0 : AT_SYMLINK_NOFOLLOW), 0, 0) == 0;
}

static bool may_be_program(const struct file_id *id)
{
    return S_ISREG(id->mode) && (id->mode & (S_IXUSR | S_IXGRP | S_IXOTH)) != 0;
}

bool busy_is(hostfd_t dir, gaddr_t path, bool follows)
{
    struct file_id id;
    char link[EXE_LINK_SIZE];

    if (unlikely(lx_config.has_call_list) ||
        file_id_at(dir, path, follows ? 0 : AT_SYMLINK_NOFOLLOW, &id) != 0 ||
        likely(!may_be_program(&id)))
        return false;
    if (file_id_is_image(&id)) {
        exe_link_behind(path, link);
        return may_be_written(AT_FDCWD, HOST_POINTER(link), true);
    }
    return is_program_of_any(&id) && may_be_written(dir, path, follows);
}

bool busy_is_for_open(hostfd_t dir, gaddr_t path, uint64_t flags)
{
    if (likely((flags & (O_ACCMODE | O_TRUNC)) == 0) ||
        (flags & (O_PATH | O_DIRECTORY)) || (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
        return false;
    return busy_is(dir, path, !(flags & O_NOFOLLOW));
}
