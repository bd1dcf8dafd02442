/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exec_target.c - every reason for which Linux refuses to run a file, asked
 * before the point of no return.
 *
 * Limits  the file and its interpreter must be readable, not only executable;
 *         ETXTBSY is noticed of files that were written within ten seconds, and not
 *         under a policy that lists calls; formats other than ELF and `#!`
 *         (binfmt_misc) are ENOEXEC.
 */
#include "abi/errno.h"
#include "core/config.h"
#include "core/host.h"
#include "core/string.h"
#include "loader/elf_file.h"
#include "task/exec.h"
#include "view/exe.h"
#include "view/file_id.h"

#include <linux/fcntl.h>
#include <linux/stat.h>

#define X_OK 1
#define FD_LINKS "/proc/self/fd/"
#define FD_LINK_SIZE 40
#define CLOCK_REALTIME_COARSE 5
#define WRITTEN_LATELY_SECONDS 10
/* An address at which there is never anything. */
#define NOWHERE 8UL

static void link_of(hostfd_t fd, char link[FD_LINK_SIZE])
{
    memcpy(link, FD_LINKS, sizeof(FD_LINKS));
    string_put_decimal(link + strlen(FD_LINKS), (uint64_t)fd);
}

/* By descriptor: following the path once more would cost more than the rest. */
static long check_access(hostfd_t fd)
{
    char link[FD_LINK_SIZE];
    long err = host_call(SYS_faccessat2, (uint64_t)fd, HOST_POINTER(""), X_OK,
                         AT_EACCESS | AT_EMPTY_PATH, 0, 0);

    if (err != -ENOSYS)
        return err;
    link_of(fd, link);
    return host_call3(SYS_access, HOST_POINTER(link), X_OK, 0);
}

/* What do_open_execat() of the kernel asks of a file before its permissions.  To
 * open one of another kind may have effects, so this comes first. */
static long check_file(hostfd_t dir, const char *path, int flags, struct file_id *id)
{
    long err = -EACCES; /* an interpreter without a name is the current directory */

    if (path[0] != '\0' || (flags & AT_EMPTY_PATH))
        err = file_id_at(dir, HOST_POINTER(path), flags, id);
    if (err != 0)
        return err;
    if (S_ISLNK(id->mode))
        return -ELOOP;
    return S_ISREG(id->mode) ? 0 : -EACCES;
}

static long reopen(hostfd_t fd, int open_flags)
{
    char link[FD_LINK_SIZE];

    link_of(fd, link);
    return host_openat(AT_FDCWD, HOST_POINTER(link), O_RDONLY | open_flags, 0);
}

/* A descriptor may be O_PATH or write-only: then only a new open can read. */
static long open_descriptor(hostfd_t fd, int open_flags)
{
    char byte;
    long copy = host_fcntl(fd, open_flags & O_CLOEXEC ? F_DUPFD_CLOEXEC : F_DUPFD, 0);

    if (copy < 0 || host_pread((hostfd_t)copy, &byte, 1, 0) >= 0)
        return copy;
    host_close((hostfd_t)copy);
    return reopen(fd, open_flags);
}

static long open_own_program(int open_flags)
{
    char link[EXE_LINK_SIZE];

    exe_link_of(0, link);
    return host_openat(AT_FDCWD, HOST_POINTER(link), O_RDONLY | open_flags, 0);
}

/* The clock is not asked of a file that was old already when it was asked last. */
static bool is_written_lately(const struct file_id *id)
{
    static int64_t asked_last HOT_DATA;
    const int64_t since = id->modified + WRITTEN_LATELY_SECONDS;
    struct { int64_t seconds, ns; } now = { 0 };

    if (likely(__atomic_load_n(&asked_last, __ATOMIC_RELAXED) > since))
        return false;
    host_call3(SYS_clock_gettime, CLOCK_REALTIME_COARSE, HOST_POINTER(&now), 0);
    __atomic_store_n(&asked_last, now.seconds, __ATOMIC_RELAXED);
    return now.seconds <= since;
}

/* Asked by an exec that must fail: its arguments are nowhere, but first the kernel
 * looks whether somebody has the file open for writing (since Linux 6.9).  That
 * costs as much as ten other calls, so files are spared it that nobody has written
 * to for long. */
static bool is_open_for_writing(hostfd_t fd, const struct file_id *id)
{
    if (unlikely(lx_config.has_call_list))
        return false;
    if (likely(!is_written_lately(id)))
        return false;
    return host_call(SYS_execveat, (uint64_t)fd, HOST_POINTER(""), NOWHERE, 0,
                     AT_EMPTY_PATH, 0) == -ETXTBSY;
}

static long open_checked(hostfd_t dir, const char *path, int flags, int open_flags,
                         struct file_id *id)
{
    long err = check_file(dir, path, flags, id);

    if (err != 0)
        return err;
    /* /proc/self/exe leads to our own image; the guest means its program. */
    if (file_id_is_image(id))
        return open_own_program(open_flags);
    if (path[0] == '\0')
        return open_descriptor(dir, open_flags);
    return host_openat(dir, HOST_POINTER(path), O_RDONLY | open_flags, 0);
}

static long open_file(hostfd_t dir, const char *path, int flags, int open_flags)
{
    struct file_id id;
    long err, fd = open_checked(dir, path, flags, open_flags, &id);

    if (fd < 0)
        return fd;
    err = check_access((hostfd_t)fd);
    if (err == 0 && unlikely(is_open_for_writing((hostfd_t)fd, &id)))
        err = -ETXTBSY;
    if (err == 0)
        return fd;
    host_close((hostfd_t)fd);
    return err;
}

static long check_interpreter(struct elf_file *file)
{
    char path[LX_PATH_SIZE];
    struct elf_file interpreter;
    long fd, err = elf_interpreter_path(file, path, sizeof(path));

    if (err <= 0)
        return err;
    fd = open_file(AT_FDCWD, path, 0, O_CLOEXEC);
    if (fd < 0)
        return fd;
    err = elf_read_head(&interpreter, (hostfd_t)fd);
    if (err == 0)
        err = elf_check_interpreter(&interpreter);
    host_close((hostfd_t)fd);
    return err;
}

/* 1: the file is a script whose line is now in target->scripts. */
static long check_format(hostfd_t fd, struct exec_target *target)
{
    struct elf_file file;
    long err = elf_read_head(&file, fd);

    if (err != 0)
        return err;
    if (script_is(file.head, file.head_size)) {
        size_t size = file.head_size < SCRIPT_HEAD_SIZE ? file.head_size : SCRIPT_HEAD_SIZE;

        if (target->script_count == EXEC_SCRIPT_LEVELS)
            return -ELOOP;
        err = script_parse(file.head, size, &target->scripts[target->script_count]);
        if (err != 0)
            return err;
        target->script_count++;
        return 1;
    }
    err = elf_check_program(&file);
    return err != 0 ? err : check_interpreter(&file);
}

static bool is_close_on_exec(hostfd_t fd)
{
    return (host_fcntl(fd, F_GETFD, 0) & FD_CLOEXEC) != 0;
}

/* execveat(2): the name that a script's interpreter is given. */
static void name_target(const struct exec_request *request, struct exec_target *target)
{
    char *end = target->name;

    if (request->dir != AT_FDCWD && request->path[0] != '/') {
        memcpy(end, "/dev/fd/", 8);
        end = string_put_decimal(end + 8, (uint64_t)request->dir);
        if (request->path[0] != '\0')
            *end++ = '/';
    }
    memcpy(end, request->path, strlen(request->path) + 1);
}

static bool is_name_lost_by_exec(const struct exec_request *request)
{
    return request->dir != AT_FDCWD && request->path[0] != '/' &&
           is_close_on_exec(request->dir);
}

long exec_find_target(const struct exec_request *request, struct exec_target *target)
{
    long fd = open_file(request->dir, request->path, request->flags, request->open_flags);
    long kind;

    target->script_count = 0;
    name_target(request, target);
    for (;;) {
        if (fd < 0)
            return fd;
        kind = check_format((hostfd_t)fd, target);
        if (kind == 1 && target->script_count == 1 && is_name_lost_by_exec(request))
            kind = -ENOENT;
        if (kind == 0)
            break;
        host_close((hostfd_t)fd);
        if (kind < 0)
            return kind;
        fd = open_file(AT_FDCWD, target->scripts[target->script_count - 1].interpreter, 0,
                       request->open_flags);
    }
    target->fd = (hostfd_t)fd;
    return 0;
}
