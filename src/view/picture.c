/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * picture.c - see picture.h.
 *
 * The memfd's name is the path of the file that it stands for.  The kernel shows
 * it in /proc/PID/fd, where it becomes that path again.
 */
#include "view/picture.h"

#include "abi/errno.h"
#include "core/host.h"
#include "core/string.h"
#include "view/file_id.h"
#include "view/io.h"
#include "view/maps.h"
#include "view/other.h"
#include "view/procfs.h"
#include "view/release.h"
#include "view/rollup.h"
#include "view/status.h"

#include <linux/fcntl.h>
#include <linux/memfd.h>

#define NAME "lxview:"
#define NAME_SIZE (sizeof(NAME) - 1)
#define LINK_START "/memfd:" NAME
#define LINK_START_SIZE (sizeof(LINK_START) - 1)
#define LINK_END " (deleted)"
#define LINK_END_SIZE (sizeof(LINK_END) - 1)
#define FD_LINK_SIZE 40

static bool has_any;

bool picture_has_any(void)
{
    return __atomic_load_n(&has_any, __ATOMIC_RELAXED);
}

bool picture_is_name(const char *name)
{
    return maps_is_name(name) || status_is_name(name) || rollup_is_name(name) ||
           release_is_name(name) || io_is_name(name);
}

static const char *last_component(const char *path)
{
    const char *at = path + strlen(path);

    while (at > path && at[-1] != '/')
        at--;
    return at;
}

static void link_of(hostfd_t fd, char link[FD_LINK_SIZE])
{
    memcpy(link, "/proc/self/fd/", sizeof("/proc/self/fd/"));
    string_put_decimal(link + strlen(link), (uint64_t)fd);
}

/* Other files may have the names that picture_is_name() knows. */
static bool needs_picture(const char *path)
{
    const char *name = last_component(path);
    int pid, tid;

    if (release_is_name(name))
        return release_is_told_by(path);
    return picture_is_name(name) && procfs_process_of(path, &pid, &tid) &&
           other_is_guest(pid);
}

static long draw(hostfd_t from, hostfd_t to, const char *path)
{
    const char *name = last_component(path);
    int pid, tid;

    if (release_is_told_by(path))
        return release_copy(from, to);
    if (!procfs_process_of(path, &pid, &tid))
        return -ESRCH;
    if (maps_is_name(name))
        return maps_copy(from, to, pid);
    if (io_is_name(name))
        return io_copy(from, to, path, pid, tid);
    if (rollup_is_name(name))
        return rollup_copy(from, to, path, pid);
    return status_copy(from, to, path, pid, tid);
}

static long make_memfd(const char *path, size_t size)
{
    char name[PICTURE_LINK_SIZE] = NAME;

    if (LINK_START_SIZE + size + LINK_END_SIZE >= PICTURE_LINK_SIZE)
        return -ENAMETOOLONG;
    memcpy(name + NAME_SIZE, path, size + 1);
    return host_call3(SYS_memfd_create, HOST_POINTER(name), MFD_CLOEXEC, 0);
}

/* Open the memfd once more: read-only, at offset 0, as the guest asked. */
static long put_in_place(hostfd_t fd, hostfd_t memfd, bool is_close_on_exec)
{
    char link[FD_LINK_SIZE];
    long reopened, err;

    link_of(memfd, link);
    reopened = host_openat(AT_FDCWD, HOST_POINTER(link), O_RDONLY | O_CLOEXEC, 0);
    if (reopened < 0)
        return reopened;
    err = host_dup3((hostfd_t)reopened, fd, is_close_on_exec ? O_CLOEXEC : 0);
    host_close((hostfd_t)reopened);
    return err < 0 ? err : 0;
}

long picture_replace(hostfd_t fd, bool is_close_on_exec)
{
    char path[PICTURE_LINK_SIZE];
    size_t size = procfs_holds(fd) ? procfs_path_of(fd, path, PICTURE_LINK_SIZE) : 0;
    long memfd, err;

    if (size == 0 || !needs_picture(path))
        return 0;
    memfd = make_memfd(path, size);
    if (memfd < 0)
        return memfd;
    err = draw(fd, (hostfd_t)memfd, path);
    if (err == 0)
        err = put_in_place(fd, (hostfd_t)memfd, is_close_on_exec);
    host_close((hostfd_t)memfd);
    __atomic_store_n(&has_any, true, __ATOMIC_RELAXED);
    return err;
}

bool picture_name_origin(char link[PICTURE_LINK_SIZE], size_t *size)
{
    if (*size < LINK_START_SIZE + LINK_END_SIZE ||
        memcmp(link, LINK_START, LINK_START_SIZE) != 0)
        return false;
    *size -= LINK_START_SIZE + LINK_END_SIZE;
    memmove(link, link + LINK_START_SIZE, *size);
    link[*size] = '\0';
    return true;
}

/* The image is a memfd as well, so they have their device in common. */
static bool is_on_device_of_memfds(hostfd_t fd)
{
    struct file_id id;

    return file_id_at(fd, HOST_POINTER(""), AT_EMPTY_PATH, &id) == 0 &&
           id.dev == lx.image_dev;
}

static void draw_anew(hostfd_t picture, const char *path)
{
    char link[FD_LINK_SIZE];
    long from = host_openat(AT_FDCWD, HOST_POINTER(path), O_RDONLY | O_CLOEXEC, 0);
    long to;

    if (from < 0)
        return;
    link_of(picture, link);
    to = host_openat(AT_FDCWD, HOST_POINTER(link), O_RDWR | O_TRUNC | O_CLOEXEC, 0);
    if (to >= 0) {
        draw((hostfd_t)from, (hostfd_t)to, path);
        host_close((hostfd_t)to);
    }
    host_close((hostfd_t)from);
}

void picture_refresh(hostfd_t fd)
{
    char path[PICTURE_LINK_SIZE];
    size_t size;

    if (!is_on_device_of_memfds(fd))
        return;
    size = procfs_path_of(fd, path, PICTURE_LINK_SIZE);
    if (picture_name_origin(path, &size))
        draw_anew(fd, path);
}
