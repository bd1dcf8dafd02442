/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_view.c - calls that find things by path: the guest finds itself in
 * /proc/self, not lxcore.
 *
 * The host does the call first, so that links, mounts and permissions are its
 * business; then the answer is looked at.  /proc/self/exe is known by where
 * it leads, a file with a picture of its own by its name.
 */
#include "abi/errno.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "core/string.h"
#include "dispatch/dispatch.h"
#include "task/task.h"
#include "view/busy.h"
#include "view/exe.h"
#include "view/file_id.h"
#include "view/picture.h"
#include "view/procfs.h"

#include "syscall_entries.h"

#include <linux/fcntl.h>
#include <linux/openat2.h>
#include <linux/stat.h>

#define IMAGE_LINK "/memfd:lxcore (deleted)"
#define IMAGE_LINK_SIZE (sizeof(IMAGE_LINK) - 1)

/* struct statx: the fields that identify a file. */
#define STATX_INO_OFFSET 32
#define STATX_DEV_OFFSET 136

static const char *last_component(const char *path, size_t size)
{
    while (size > 0 && path[size - 1] != '/')
        size--;
    return path + size;
}

static long open_program(hostfd_t instead_of, gaddr_t link, uint64_t flags)
{
    char program[EXE_LINK_SIZE];

    exe_link_behind(link, program);
    host_close(instead_of);
    return host_openat(AT_FDCWD, HOST_POINTER(program), (int)flags, 0);
}

/* A name of its own descriptors that the guest is not to know.  In a directory of
 * another file system it is a name like any other. */
static bool leads_to_own_fd(const char *path, size_t size)
{
    static const char proc[] = "/proc/", dev[] = "/dev/fd/";

    return procfs_names_own_fd(path, size) &&
           (memcmp(path, proc, sizeof(proc) - 1) == 0 ||
            memcmp(path, dev, sizeof(dev) - 1) == 0);
}

/* `fd` has just been opened by the guest as `path`. */
static long look_at_opened(hostfd_t fd, gaddr_t path_at, uint64_t flags)
{
    char path[LX_PATH_SIZE];
    long size = guest_copy_string(path, path_at, sizeof(path));
    const char *name;
    struct file_id id;
    long err;

    if (size < 0)
        return fd;
    if (unlikely(leads_to_own_fd(path, (size_t)size))) {
        host_close(fd);
        return -ENOENT;
    }
    name = last_component(path, (size_t)size);
    if (string_equal(name, "exe") &&
        file_id_at(fd, HOST_POINTER(""), AT_EMPTY_PATH, &id) == 0 &&
        file_id_is_image(&id))
        return open_program(fd, path_at, flags);
    if (!picture_is_name(name) || (flags & O_PATH))
        return fd;
    err = picture_replace(fd, (flags & O_CLOEXEC) != 0);
    if (err == 0)
        return fd;
    host_close(fd);
    return err;
}

/* One of its own that cannot be opened so (open(2) of a socket) is not there either. */
static long error_of_opening(gaddr_t path_at, long error)
{
    char path[LX_PATH_SIZE];
    long size = error == -ENOENT ? -1 : guest_copy_string(path, path_at, sizeof(path));

    return size > 0 && leads_to_own_fd(path, (size_t)size) ? -ENOENT : error;
}

static long open_and_look(struct task *task, const struct sys_args *args, uint64_t dir,
                          gaddr_t path, uint64_t flags)
{
    long fd;

    if (unlikely(busy_is_for_open((hostfd_t)dir, path, flags)))
        return -ETXTBSY;
    fd = dispatch_forward_fds(task, args);
    return fd < 0 ? error_of_opening(path, fd) : look_at_opened((hostfd_t)fd, path, flags);
}

long lx_sys_view_open(struct task *task, const struct sys_args *args)
{
    return open_and_look(task, args, (uint64_t)AT_FDCWD, args->arg[0], args->arg[1]);
}

long lx_sys_view_openat(struct task *task, const struct sys_args *args)
{
    return open_and_look(task, args, args->arg[0], args->arg[1], args->arg[2]);
}

long lx_sys_view_creat(struct task *task, const struct sys_args *args)
{
    return open_and_look(task, args, (uint64_t)AT_FDCWD, args->arg[0],
                         O_CREAT | O_WRONLY | O_TRUNC);
}

long lx_sys_view_truncate(struct task *task, const struct sys_args *args)
{
    if (unlikely((long)args->arg[1] >= 0 && busy_is(AT_FDCWD, args->arg[0], true)))
        return -ETXTBSY;
    return dispatch_forward(task, args);
}

long lx_sys_view_openat2(struct task *task, const struct sys_args *args)
{
    struct open_how how = { 0 };

    if (guest_load64(args->arg[2] + offsetof(struct open_how, flags),
                     (uint64_t *)&how.flags) != 0)
        return dispatch_forward_fds(task, args);
    return open_and_look(task, args, args->arg[0], args->arg[1], how.flags);
}

static long give_program(gaddr_t link, gaddr_t buffer, uint64_t buffer_size)
{
    char program[EXE_LINK_SIZE];

    exe_link_behind(link, program);
    return host_call3(SYS_readlink, HOST_POINTER(program), buffer, buffer_size);
}

static bool is_image_link(const char *link, size_t size)
{
    return size == IMAGE_LINK_SIZE && memcmp(link, IMAGE_LINK, size) == 0;
}

static long give_link(const char *link, size_t size, gaddr_t buffer, uint64_t buffer_size)
{
    if (size > buffer_size)
        size = buffer_size;
    return guest_copy_out(buffer, link, size) != 0 ? -EFAULT : (long)size;
}

/* `args` are those of a readlink(2) or readlinkat(2) whose buffer is argument
 * `buffer_arg`, and its size the next.  The host writes to us first: a guest's
 * buffer keeps what is in it behind the link that the guest gets. */
static long readlink_and_look(struct task *task, const struct sys_args *args,
                              int buffer_arg)
{
    const gaddr_t buffer = args->arg[buffer_arg];
    const int buffer_size = (int)args->arg[buffer_arg + 1];
    struct sys_args ours = *args;
    char link[PICTURE_LINK_SIZE], path[LX_PATH_SIZE];
    size_t size;
    long result;

    if (buffer_size <= 0)
        return dispatch_forward_fds(task, args);
    ours.arg[buffer_arg] = HOST_POINTER(link);
    ours.arg[buffer_arg + 1] = sizeof(link);
    result = dispatch_forward_fds(task, &ours);
    if (result < 0)
        return result;
    size = (size_t)result;
    if (guest_copy_string(path, args->arg[buffer_arg - 1], sizeof(path)) > 0 &&
        unlikely(leads_to_own_fd(path, strlen(path))))
        return -ENOENT;
    if (size == sizeof(link))
        return dispatch_forward_fds(task, args);
    if (is_image_link(link, size))
        return give_program(args->arg[buffer_arg - 1], buffer, (uint64_t)buffer_size);
    picture_name_origin(link, &size);
    return give_link(link, size, buffer, (uint64_t)buffer_size);
}

long lx_sys_view_readlink(struct task *task, const struct sys_args *args)
{
    return readlink_and_look(task, args, 1);
}

long lx_sys_view_readlinkat(struct task *task, const struct sys_args *args)
{
    return readlink_and_look(task, args, 2);
}

static long stat_program(gaddr_t link, gaddr_t buffer)
{
    char program[EXE_LINK_SIZE];

    exe_link_behind(link, program);
    return host_call(SYS_newfstatat, (uint64_t)AT_FDCWD, HOST_POINTER(program), buffer, 0,
                     0, 0);
}

/* struct stat begins with st_dev and st_ino. */
static bool stat_is_image(gaddr_t buffer)
{
    struct file_id id;

    return guest_load64(buffer, &id.dev) == 0 &&
           guest_load64(buffer + sizeof(id.dev), &id.ino) == 0 && file_id_is_image(&id);
}

static long stat_and_look(struct task *task, const struct sys_args *args, gaddr_t link,
                          gaddr_t buffer)
{
    long err = dispatch_forward_fds(task, args);

    if (err != 0 || likely(!stat_is_image(buffer)))
        return err;
    return stat_program(link, buffer);
}

long lx_sys_view_stat(struct task *task, const struct sys_args *args)
{
    return stat_and_look(task, args, args->arg[0], args->arg[1]);
}

long lx_sys_view_newfstatat(struct task *task, const struct sys_args *args)
{
    return stat_and_look(task, args, args->arg[1], args->arg[2]);
}

/* new_encode_dev() of the kernel, which stat(2) uses. */
static uint64_t device_number(uint32_t major, uint32_t minor)
{
    return (minor & 0xff) | ((uint64_t)major << 8) | ((uint64_t)(minor & ~0xffU) << 12);
}

static bool statx_is_image(gaddr_t buffer)
{
    uint64_t device;
    struct file_id id;

    if (guest_load64(buffer + STATX_INO_OFFSET, &id.ino) != 0 ||
        guest_load64(buffer + STATX_DEV_OFFSET, &device) != 0)
        return false;
    id.dev = device_number((uint32_t)device, (uint32_t)(device >> 32));
    return file_id_is_image(&id);
}

long lx_sys_view_statx(struct task *task, const struct sys_args *args)
{
    long err = dispatch_forward_fds(task, args);
    char program[EXE_LINK_SIZE];

    if (err != 0 || likely(!statx_is_image(args->arg[4])))
        return err;
    exe_link_behind(args->arg[1], program);
    return host_call(SYS_statx, (uint64_t)AT_FDCWD, HOST_POINTER(program),
                     args->arg[2] & ~(uint64_t)AT_EMPTY_PATH, args->arg[3], args->arg[4],
                     0);
}
