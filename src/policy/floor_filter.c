/* SPDX-License-Identifier: GPL-2.0-or-later */
/* floor_filter.c - see floor_filter.h. */
#include "policy/floor_filter.h"

long floor_add_filter(struct floor *floor, scmp_filter_ctx filter, int err)
{
    static struct sock_filter code[BPF_MAXINSNS];
    long count;

    if (err != 0) {
        seccomp_release(filter);
        return err;
    }
    count = compile_end(filter, code, BPF_MAXINSNS);
    return count < 0 ? count : floor_add(floor, code, (size_t)count);
}
