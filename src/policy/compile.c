/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compile.c - the policy part of the floor, compiled by libseccomp.
 *
 * What a profile refuses is refused with an errno, never by killing: a kill
 * comes before lxcore can see and report the call.
 */
#include <errno.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include "policy/floor.h"

/* io_uring works in kernel threads, past every filter.  ENOSYS is what a libc
 * or a runtime falls back on. */
#define UNSEEN_COUNT 3
static const int unseen_calls[UNSEEN_COUNT] = {
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
};

static long add_rules(scmp_filter_ctx filter)
{
    /* Numbers of the x32 ABI, which libseccomp would kill for. */
    int err = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(ENOSYS));

    for (size_t i = 0; err == 0 && i < UNSEEN_COUNT; i++)
        err = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), unseen_calls[i], 0);
    return err;
}

/* libseccomp writes to descriptors only. */
static long export(scmp_filter_ctx filter, struct sock_filter *out, size_t max)
{
    size_t room = max * sizeof(*out);
    ssize_t size;
    long err;
    int fd = memfd_create("policy", MFD_CLOEXEC);

    if (fd < 0)
        return -errno;
    err = seccomp_export_bpf(filter, fd);
    size = err == 0 ? pread(fd, out, room, 0) : 0;
    if (size < 0)
        err = -errno;
    close(fd);
    if (err != 0)
        return err;
    return (size_t)size == room ? -E2BIG : size / (ssize_t)sizeof(*out);
}

long floor_put_policy(struct sock_filter *out, size_t max, enum profile profile)
{
    scmp_filter_ctx filter;
    long result;

    if (profile != PROFILE_NONE)
        return -EINVAL;
    filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == NULL)
        return -ENOMEM;
    result = add_rules(filter);
    if (result == 0)
        result = export(filter, out, max);
    seccomp_release(filter);
    return result;
}
