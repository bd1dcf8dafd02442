/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * call.c - a call and its arguments, in two parts.
 *
 * An argument that the kernel writes can be told only after the call, and with it
 * all that stand behind it: `read(3, ` is what is known of a call that waits.
 */
#include "report/decode/decode.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "report/decode/kinds.h"
#include "report/decode/number.h"
#include "syscall_nr.h"

#define ERRNO_MOST 4095

static const struct syscall_shape unknown_shape = {
    .nargs = 6,
    .args = { { ARG_hex, ARG_NO_SIZE }, { ARG_hex, ARG_NO_SIZE }, { ARG_hex, ARG_NO_SIZE },
              { ARG_hex, ARG_NO_SIZE }, { ARG_hex, ARG_NO_SIZE }, { ARG_hex, ARG_NO_SIZE } },
};

bool decode_failed(const struct decode *d)
{
    return d->exit == NULL || (d->exit->head.flags & RECORD_AGAIN) != 0 ||
           (d->exit->result < 0 && d->exit->result >= -ERRNO_MOST);
}

bool decode_is(const struct decode *d, int nr)
{
    return d->enter->nr == nr;
}

uint64_t decode_count(const struct decode *d, unsigned i)
{
    unsigned from = d->shape->args[i].size;
    uint32_t count;

    if (from == ARG_NO_SIZE)
        return 0;
    if (from == ARG_RETURN_SIZE)
        return decode_failed(d) ? 0 : (uint64_t)d->exit->result;
    if (d->shape->args[from].kind != ARG_size_inout)
        return arg(d, from);
    if (decode_read32(d, SIDE_OUT, arg(d, from), &count) ||
        decode_read32(d, SIDE_IN, arg(d, from), &count))
        return count;
    return 0;
}

void decode_note(struct decode *d, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    vsnprintf(d->note, sizeof(d->note), format, list);
    va_end(list);
}

void decode_name(struct text *out, int64_t nr)
{
    if (nr >= 0 && nr < SYSCALL_SHAPES_SIZE && syscall_shapes[nr].name != NULL) {
        text_string(out, syscall_shapes[nr].name);
        return;
    }
    text_string(out, "syscall_");
    text_hex(out, nr < 0 ? (uint32_t)nr : (uint64_t)nr);
}

void decode_begin(struct decode *decode, struct text *out, const struct decode_style *style,
                  const struct record_enter *enter, const struct record_exit *exit)
{
    int64_t nr = enter->nr;
    bool is_known = nr >= 0 && nr < SYSCALL_SHAPES_SIZE && syscall_shapes[nr].name != NULL;

    *decode = (struct decode){
        .out = out,
        .style = style,
        .enter = enter,
        .exit = exit,
        .shape = is_known ? &syscall_shapes[nr] : &unknown_shape,
    };
}

static bool makes_file(uint64_t flags)
{
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

static bool is_device(uint64_t mode)
{
    return S_ISCHR(mode) || S_ISBLK(mode);
}

/* Requests that have no argument. */
static bool is_bare_request(uint32_t request)
{
    return request == FIOCLEX || request == FIONCLEX || request == TIOCEXCL ||
           request == TIOCNXCL || request == TIOCNOTTY || request == TIOCVHANGUP;
}

/* How many arguments this call has, given the first of them. */
static unsigned shown(const struct decode *d)
{
    unsigned all = d->shape->nargs;

    switch (d->enter->nr) {
    case SYS_open:
        return makes_file(arg(d, 1)) ? all : 2;
    case SYS_openat:
        return makes_file(arg(d, 2)) ? all : 3;
    case SYS_mq_open:
        return makes_file(arg(d, 1)) ? all : 2;
    case SYS_mknod:
        return is_device(arg(d, 1)) ? all : 2;
    case SYS_mknodat:
        return is_device(arg(d, 2)) ? all : 3;
    case SYS_mremap:
        return arg(d, 3) & (MREMAP_FIXED | 4) ? all : 4;
    case SYS_ioctl:
        return is_bare_request((uint32_t)arg(d, 1)) ? 2 : all;
    case SYS_arch_prctl:
        return arg(d, 0) == 0x1011 ? 1 : all;
    case SYS_preadv:
    case SYS_pwritev:
        return 4;
    case SYS_membarrier:
        return 2;
    case SYS_fcntl:
        return decode_shown_fcntl(d);
    case SYS_prctl:
        return decode_shown_prctl(d);
    case SYS_futex:
        return decode_shown_futex(d);
    default:
        return all;
    }
}

static bool is_hidden(const struct decode *d, unsigned i)
{
    return i == 4 && (decode_is(d, SYS_preadv2) || decode_is(d, SYS_pwritev2));
}

static bool is_late(const struct decode *d, unsigned i)
{
    unsigned kind = d->shape->args[i].kind;

    if (kind == ARG_shmid_ds || kind == ARG_msqid_ds)
        return arg(d, 1) == IPC_STAT;
    if (kind != ARG_word)
        return kind_rows[kind].is_late;
    return decode_is(d, SYS_ioctl) || decode_is(d, SYS_prctl) ||
           (decode_is(d, SYS_fcntl) && (arg(d, 1) == 5 || arg(d, 1) == 12 || arg(d, 1) == 16 ||
                                        arg(d, 1) == 36));
}

/* These know themselves what a call that fails has written. */
static bool minds_failure(unsigned kind)
{
    return kind == ARG_size_inout || kind == ARG_off_inout || kind == ARG_mmsghdr_in ||
           kind == ARG_msghdr_out || kind == ARG_file_handle || kind == ARG_buf_out;
}

/* What is left of a sleep is stored if that was cut short, and only then. */
static bool is_stored(const struct decode *d, unsigned i)
{
    unsigned kind = d->shape->args[i].kind;

    if (decode_is(d, SYS_nanosleep) || decode_is(d, SYS_clock_nanosleep))
        return d->exit != NULL && decode_failed(d);
    if (kind == ARG_rusage && decode_is(d, SYS_wait4) && d->exit != NULL &&
        d->exit->result == 0)
        return false;
    return minds_failure(kind) || !decode_failed(d);
}

/* Where strace has another notion of an argument than the table of calls. */
static bool show_exception(struct decode *d, unsigned i)
{
    switch (d->enter->nr) {
    case SYS_futex:
        if (i == 0)
            return false;
        decode_arg_futexop(d, i);
        return true;
    case SYS_setsockopt:
    case SYS_getsockopt:
        if (i != 3)
            return false;
        decode_arg_optval(d, i);
        return true;
    case SYS_mmap:
    case SYS_rseq:
        if (i != (decode_is(d, SYS_mmap) ? 5 : 1))
            return false;
        text_hex(d->out, arg(d, i));
        return true;
    case SYS_mq_open:
    case SYS_mq_unlink:
        if (i != 0)
            return false;
        decode_path(d, arg(d, i));
        return true;
    default:
        return false;
    }
}

void decode_argument(struct decode *d, unsigned i)
{
    const struct kind_row *row;

    if (i >= d->shape->nargs)
        return;
    row = &kind_rows[d->shape->args[i].kind];
    if (d->is_raw)
        text_hex(d->out, arg(d, i));
    else if (row->is_late && !is_stored(d, i))
        decode_address(d, arg(d, i));
    else if (show_exception(d, i))
        return;
    else if (row->enumeration != NULL)
        decode_enum(d, row->enumeration, (uint32_t)arg(d, i));
    else if (row->flags != NULL)
        decode_flags(d, row->flags, (uint32_t)arg(d, i));
    else if (d->shape->args[i].kind == ARG_word)
        decode_arg_word(d, i);
    else if (row->show != NULL)
        row->show(d, i);
    else
        text_hex(d->out, arg(d, i));
}

/* From d->next up to the first one that is not known yet. */
static void show_arguments(struct decode *d, bool with_late)
{
    unsigned count = shown(d);

    while (d->next < count && (with_late || !is_late(d, d->next))) {
        unsigned i = d->next++;

        if (is_hidden(d, i))
            continue;
        decode_argument(d, i);
        if (decode_is(d, SYS_clone3) && i == 0) {
            d->is_in_end = true;
            return;
        }
        text_string(d->out, d->next < count ? ", " : "");
    }
}

void decode_call(struct decode *d)
{
    decode_name(d->out, d->enter->nr);
    text_char(d->out, '(');
    if (decode_is(d, SYS_clone))
        decode_clone(d);
    else if (!decode_is(d, SYS_rt_sigreturn))
        show_arguments(d, false);
}

bool decode_is_complete(const struct decode *d)
{
    return decode_is(d, SYS_clone) || (d->next >= shown(d) && !d->is_in_end);
}

/* The mask that returns is in the frame, which is where the stack pointer is. */
static void show_sigreturn(struct decode *d)
{
    uint64_t mask;

    if (!decode_read64(d, SIDE_IN, d->enter->sp + 0x128, &mask))
        return;
    text_string(d->out, "{mask=");
    decode_sigset_bits(d, mask);
    text_char(d->out, '}');
}

void decode_rest(struct decode *d)
{
    if (d->is_in_end) {
        decode_clone3_out(d);
        text_string(d->out, ", ");
    }
    if (decode_is(d, SYS_clone))
        decode_clone(d);
    else if (decode_is(d, SYS_rt_sigreturn))
        show_sigreturn(d);
    else
        show_arguments(d, true);
    text_char(d->out, ')');
}
