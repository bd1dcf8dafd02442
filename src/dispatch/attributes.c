/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * attributes.c - the calls, made one: a file, found as the guest has named it, and what is
 * to become of it.
 *
 * The file goes to lxrun as a descriptor that is good for nothing else (O_PATH), so that
 * what lxrun looks at is what it changes.
 */
#include "dispatch/attributes.h"

#include "abi/errno.h"
#include "core/control.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "core/string.h"
#include "dispatch/dispatch.h"

#include <linux/fcntl.h>

#define NO_ARGUMENT 8
#define NSEC_PER_USEC 1000

/* Where each has its arguments; NO_ARGUMENT: it has none. */
struct shape {
    uint16_t nr;
    uint8_t what, dirfd, path, value, flags;
    bool is_link; /* a symbolic link is not followed */
};

static const struct shape shapes[] = {
    { SYS_chmod, CONTROL_MODE, NO_ARGUMENT, 0, 1, NO_ARGUMENT, false },
    { SYS_fchmod, CONTROL_MODE, 0, NO_ARGUMENT, 1, NO_ARGUMENT, false },
    { SYS_fchmodat, CONTROL_MODE, 0, 1, 2, NO_ARGUMENT, false },
    { SYS_fchmodat2, CONTROL_MODE, 0, 1, 2, 3, false },
    { SYS_chown, CONTROL_OWNER, NO_ARGUMENT, 0, 1, NO_ARGUMENT, false },
    { SYS_lchown, CONTROL_OWNER, NO_ARGUMENT, 0, 1, NO_ARGUMENT, true },
    { SYS_fchown, CONTROL_OWNER, 0, NO_ARGUMENT, 1, NO_ARGUMENT, false },
    { SYS_fchownat, CONTROL_OWNER, 0, 1, 2, 4, false },
    { SYS_utimensat, CONTROL_TIMES, 0, 1, 2, 3, false },
    { SYS_utimes, CONTROL_TIMES, NO_ARGUMENT, 0, 1, NO_ARGUMENT, false },
    { SYS_futimesat, CONTROL_TIMES, 0, 1, 2, NO_ARGUMENT, false },
};

static const struct shape *shape_of(long nr)
{
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
        if (shapes[i].nr == nr)
            return &shapes[i];
    return NULL;
}

bool attributes_are_of(long nr)
{
    return shape_of(nr) != NULL;
}

/* Those of seconds and microseconds become those of nanoseconds. */
static long take_times(struct control_attributes *request, const struct shape *shape,
                       const struct sys_args *args)
{
    long err = guest_copy_in(request->times, args->arg[shape->value], sizeof(request->times));

    for (int i = 1; err == 0 && shape->nr != SYS_utimensat && i < 4; i += 2) {
        if ((uint64_t)request->times[i] >= 1000000)
            return -EINVAL;
        request->times[i] *= NSEC_PER_USEC;
    }
    return err;
}

static long take_values(struct control_attributes *request, const struct shape *shape,
                        const struct sys_args *args)
{
    request->what = shape->what;
    request->mode = (uint32_t)args->arg[shape->value];
    request->uid = (uint32_t)args->arg[shape->value];
    request->gid = (uint32_t)args->arg[shape->value + 1];
    return shape->what == CONTROL_TIMES ? take_times(request, shape, args) : 0;
}

static long flags_for_open(const struct shape *shape, const struct sys_args *args)
{
    uint32_t flags = shape->flags == NO_ARGUMENT ? 0 : (uint32_t)args->arg[shape->flags];

    if ((flags & ~(uint32_t)(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)) != 0)
        return -EINVAL;
    return O_PATH | O_CLOEXEC |
           (shape->is_link || (flags & AT_SYMLINK_NOFOLLOW) != 0 ? O_NOFOLLOW : 0);
}

static bool names_no_path(const struct shape *shape, const struct sys_args *args)
{
    char first;

    if (shape->path == NO_ARGUMENT || args->arg[shape->path] == 0)
        return true;
    return shape->flags != NO_ARGUMENT && (args->arg[shape->flags] & AT_EMPTY_PATH) != 0 &&
           guest_copy_in(&first, args->arg[shape->path], 1) == 0 && first == '\0';
}

/* fchmod(2) and its like want a descriptor that is open. */
static long take_descriptor(const struct shape *shape, hostfd_t fd)
{
    long flags = host_fcntl(fd, F_GETFL, 0);

    if (flags < 0)
        return flags;
    if ((flags & O_PATH) != 0 && shape->flags == NO_ARGUMENT)
        return -EBADF;
    return host_fcntl(fd, F_DUPFD_CLOEXEC, 0);
}

static long open_subject(const struct shape *shape, const struct sys_args *args)
{
    hostfd_t directory =
        shape->dirfd == NO_ARGUMENT ? AT_FDCWD : (hostfd_t)args->arg[shape->dirfd];
    long flags = flags_for_open(shape, args);

    if (flags < 0)
        return flags;
    if (directory != AT_FDCWD && own_fd_is((uint32_t)directory))
        return -EBADF;
    if (names_no_path(shape, args) && directory != AT_FDCWD)
        return take_descriptor(shape, directory);
    return host_openat(directory, args->arg[shape->path == NO_ARGUMENT ? 0 : shape->path],
                       (int)flags, 0);
}

long attributes_ask(const struct sys_args *args)
{
    const struct shape *shape = shape_of(args->nr);
    struct control_attributes request;
    struct control_answer answer = { .result = -EPERM };
    hostfd_t replacement = -1;
    long err, fd;

    memset(&request, 0, sizeof(request));
    request.head = (struct control_head){ CONTROL_MAGIC, CONTROL_ATTRIBUTES };
    err = take_values(&request, shape, args);
    fd = err != 0 ? err : open_subject(shape, args);
    if (fd < 0)
        return fd;
    err = control_ask(&request, sizeof(request), (hostfd_t)fd, &answer, &replacement);
    host_close((hostfd_t)fd);
    if (replacement >= 0)
        host_close(replacement);
    return err != 0 ? -EPERM : answer.result;
}
