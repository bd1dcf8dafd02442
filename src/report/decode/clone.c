/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clone.c - how threads and processes are made. */
#include <linux/sched.h>
#include <string.h>

#include "report/decode/impl.h"

static void show_clone_flags(struct decode *d, uint64_t flags)
{
    int signo = (int)(flags & 0xff);

    flags &= ~0xffUL;
    text_string(d->out, ", flags=");
    if (flags != 0)
        decode_flags(d, &constants_makeflags, flags);
    if (flags != 0 && signo != 0)
        text_char(d->out, '|');
    if (signo != 0 || flags == 0)
        decode_signal(d, signo);
}

/* What the kernel has stored there; of a child's number the call returns the same. */
static void show_tid_at(struct decode *d, uint64_t address, bool is_result)
{
    uint32_t tid;

    if (!decode_failed(d) && decode_read32(d, SIDE_OUT, address, &tid))
        text_format(d->out, "[%d]", (int)tid);
    else if (!decode_failed(d) && is_result)
        text_format(d->out, "[%d]", (int)d->exit->result);
    else
        decode_address(d, address);
}

/* What is known before the call; the rest of it is argument 1. */
static void clone_head(struct decode *d)
{
    text_string(d->out, "child_stack=");
    decode_address(d, arg(d, 1));
    show_clone_flags(d, arg(d, 0));
}

static void clone_tail(struct decode *d)
{
    uint64_t flags = arg(d, 0);

    if (flags & (CLONE_PARENT_SETTID | CLONE_PIDFD)) {
        text_string(d->out, ", parent_tid=");
        show_tid_at(d, arg(d, 2), !(flags & CLONE_PIDFD));
    }
    if (flags & CLONE_SETTLS) {
        text_string(d->out, ", tls=");
        decode_address(d, arg(d, 4));
    }
    if (flags & (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID)) {
        text_string(d->out, ", child_tidptr=");
        decode_address(d, arg(d, 3));
    }
}

void decode_clone(struct decode *d)
{
    if (d->next == 0)
        clone_head(d);
    d->next = 1;
    if (d->exit == NULL)
        return;
    clone_tail(d);
    d->next = 5;
}

static bool read_clone3(const struct decode *d, struct clone_args *args)
{
    size_t there, size = (size_t)arg(d, 1);
    const void *bytes = decode_memory(d, SIDE_IN, arg(d, 0), &there);

    memset(args, 0, sizeof(*args));
    if (bytes == NULL || size < 64)
        return false;
    size = size < sizeof(*args) ? size : sizeof(*args);
    memcpy(args, bytes, there < size ? there : size);
    return there >= 64;
}

static void member(struct decode *d, const char *name, uint64_t address)
{
    text_format(d->out, ", %s=", name);
    decode_address(d, address);
}

static void show_set_tid(struct decode *d, const struct clone_args *args)
{
    if (args->set_tid != 0 || args->set_tid_size != 0) {
        member(d, "set_tid", args->set_tid);
        text_format(d->out, ", set_tid_size=%llu", (unsigned long long)args->set_tid_size);
    }
    if (args->flags & CLONE_INTO_CGROUP)
        text_format(d->out, ", cgroup=%llu", (unsigned long long)args->cgroup);
}

void decode_arg_clone3(struct decode *d, unsigned i)
{
    struct clone_args args;

    if (!read_clone3(d, &args)) {
        decode_address(d, arg(d, i));
        return;
    }
    text_string(d->out, "{flags=");
    decode_flags(d, &constants_make3flags, args.flags);
    if (args.flags & CLONE_PIDFD)
        member(d, "pidfd", args.pidfd);
    if (args.flags & (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID))
        member(d, "child_tid", args.child_tid);
    if (args.flags & CLONE_PARENT_SETTID)
        member(d, "parent_tid", args.parent_tid);
    text_string(d->out, ", exit_signal=");
    decode_signal(d, (int)args.exit_signal);
    member(d, "stack", args.stack);
    text_string(d->out, ", stack_size=");
    text_hex(d->out, args.stack_size);
    if (args.flags & CLONE_SETTLS)
        member(d, "tls", args.tls);
    show_set_tid(d, &args);
    text_char(d->out, '}');
}

static void stored(struct decode *d, const char *name, uint64_t address, bool is_result,
                   const char **between)
{
    text_format(d->out, "%s%s=", *between, name);
    show_tid_at(d, address, is_result);
    *between = ", ";
}

void decode_clone3_out(struct decode *d)
{
    struct clone_args args;
    const char *between = " => {";

    if (decode_failed(d) || !read_clone3(d, &args))
        return;
    if (args.flags & CLONE_PIDFD)
        stored(d, "pidfd", args.pidfd, false, &between);
    if (args.flags & CLONE_PARENT_SETTID)
        stored(d, "parent_tid", args.parent_tid, true, &between);
    if (between[0] == ',')
        text_char(d->out, '}');
}
