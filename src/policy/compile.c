/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compile.c - see compile.h.
 *
 * What a policy refuses is refused with an errno, never by killing: a kill comes
 * before lxcore can see and report the call.
 */
#include "policy/compile.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

/* The calls are found by a binary search instead of one by one. */
#define OPTIMIZE_TREE 2

scmp_filter_ctx compile_begin(uint32_t otherwise)
{
    scmp_filter_ctx filter = seccomp_init(otherwise);

    if (filter == NULL)
        return NULL;
    if (seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(ENOSYS)) == 0 &&
        seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, OPTIMIZE_TREE) == 0)
        return filter;
    seccomp_release(filter);
    return NULL;
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

long compile_end(scmp_filter_ctx filter, struct sock_filter *out, size_t max)
{
    long result = export(filter, out, max);

    seccomp_release(filter);
    return result;
}

static int add_row(scmp_filter_ctx filter, const struct refusal *row)
{
    const uint32_t refuse = SCMP_ACT_ERRNO((uint32_t)row->error);
    const struct scmp_arg_cmp other[] = {
        { row->argument, SCMP_CMP_NE, row->value, 0 },
        { row->second, SCMP_CMP_NE, row->value, 0 },
    };
    const struct scmp_arg_cmp masked = { row->argument, SCMP_CMP_MASKED_EQ, row->mask,
                                         row->value };

    switch (row->test) {
    case TEST_NONE:
        return seccomp_rule_add(filter, refuse, row->number, 0);
    case TEST_MASKED:
        return seccomp_rule_add_array(filter, refuse, row->number, 1, &masked);
    case TEST_OTHER:
        return seccomp_rule_add_array(filter, refuse, row->number,
                                      row->second != 0 ? 2 : 1, other);
    case TEST_BY_HAND:
        return seccomp_rule_add(filter, SCMP_ACT_TRACE(REFUSAL_BY_HAND & 0xffff),
                                row->number, 0);
    }
    return -EINVAL;
}

long compile_part(struct sock_filter *out, size_t max, enum floor_part part)
{
    scmp_filter_ctx filter = compile_begin(SCMP_ACT_ALLOW);
    int err = 0;

    if (filter == NULL)
        return -ENOMEM;
    for (const struct refusal *const *list = refusals_of(part); *list != NULL; list++)
        for (const struct refusal *row = *list; err == 0 && row->number >= 0; row++)
            err = add_row(filter, row);
    if (err == 0)
        return compile_end(filter, out, max);
    seccomp_release(filter);
    return err;
}
