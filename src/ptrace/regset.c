/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * regset.c - see regset.h.  A thread in guest code has the host's registers;
 * one in lxcore has those of its view.
 *
 * Limits  register sets other than the three are always the host's.
 */
#include "ptrace/regset.h"

#include "abi/errno.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/string.h"
#include "ptrace/remote.h"
#include "ptrace/view.h"

static long as_it_is(const struct tracee *tracee, const struct sys_args *args)
{
    return remote_request(args->arg[0], tracee->tid, args->arg[2], args->arg[3]);
}

/* Registers come first in struct user; behind them are those that lxcore does
 * not change (the debug registers). */
static bool is_in_regs(uint64_t offset)
{
    return offset < sizeof(struct user_regs) && offset % sizeof(uint64_t) == 0;
}

long regset_peek_user(const struct tracee *tracee, const struct sys_args *args)
{
    uint64_t offset = args->arg[2];
    struct user_regs regs;
    long err;

    if (tracee->view == VIEW_REAL || !is_in_regs(offset))
        return as_it_is(tracee, args);
    err = view_get_regs(tracee, &regs);
    if (err != 0)
        return err;
    return guest_copy_out(args->arg[3], (const uint8_t *)&regs + offset,
                          sizeof(uint64_t));
}

long regset_poke_user(const struct tracee *tracee, const struct sys_args *args)
{
    uint64_t offset = args->arg[2];
    struct user_regs regs;
    long err;

    if (tracee->view == VIEW_REAL || !is_in_regs(offset))
        return as_it_is(tracee, args);
    err = view_get_regs(tracee, &regs);
    if (err != 0)
        return err;
    memcpy((uint8_t *)&regs + offset, &args->arg[3], sizeof(uint64_t));
    return view_set_regs(tracee, &regs);
}

/* A register set in our memory. */
union regset {
    struct user_regs regs;
    uint8_t bytes[XSTATE_LIMIT];
};

static long fill(const struct tracee *tracee, uint64_t note, union regset *set,
                 uint64_t *size)
{
    long err;

    if (note == NT_PRSTATUS) {
        *size = sizeof(set->regs);
        return view_get_regs(tracee, &set->regs);
    }
    *size = sizeof(set->bytes);
    err = view_get_xstate(tracee, set->bytes, size);
    if (err != 0 || note == NT_X86_XSTATE)
        return err;
    *size = FPREGS_SIZE;
    memset(set->bytes + offsetof(struct fpstate, sw), 0,
           FPREGS_SIZE - offsetof(struct fpstate, sw));
    return 0;
}

static long store(const struct tracee *tracee, uint64_t note, const union regset *set,
                  uint64_t size)
{
    if (note == NT_PRSTATUS)
        return view_set_regs(tracee, &set->regs);
    return view_set_xstate(tracee, set->bytes, size);
}

static long get(const struct tracee *tracee, uint64_t note, gaddr_t to, uint64_t *size)
{
    union regset set;
    uint64_t actual;
    long err = fill(tracee, note, &set, &actual);

    if (err != 0)
        return err;
    if (*size > actual)
        *size = actual;
    return guest_copy_out(to, &set, *size);
}

/* What the guest does not give stays as it is. */
static long set(const struct tracee *tracee, uint64_t note, gaddr_t from, uint64_t *size)
{
    union regset set;
    uint64_t actual;
    long err = fill(tracee, note, &set, &actual);

    if (err != 0)
        return err;
    if (*size > actual)
        *size = actual;
    if (guest_copy_in(&set, from, *size) != 0)
        return -EFAULT;
    return store(tracee, note, &set, *size);
}

static bool is_seen_through(const struct tracee *tracee, uint64_t note)
{
    return tracee->view == VIEW_REAL ||
           (note != NT_PRSTATUS && note != NT_PRFPREG && note != NT_X86_XSTATE);
}

static uint64_t note_of(const struct sys_args *args)
{
    uint64_t request = args->arg[0];

    return request == PTRACE_GETREGS || request == PTRACE_SETREGS ? NT_PRSTATUS :
                                                                    NT_PRFPREG;
}

static uint64_t size_of(uint64_t note)
{
    return note == NT_PRSTATUS ? sizeof(struct user_regs) : FPREGS_SIZE;
}

long regset_get(const struct tracee *tracee, const struct sys_args *args)
{
    uint64_t note = note_of(args), size = size_of(note);

    if (is_seen_through(tracee, note))
        return as_it_is(tracee, args);
    return get(tracee, note, args->arg[3], &size);
}

long regset_set(const struct tracee *tracee, const struct sys_args *args)
{
    uint64_t note = note_of(args), size = size_of(note);

    if (is_seen_through(tracee, note))
        return as_it_is(tracee, args);
    return set(tracee, note, args->arg[3], &size);
}

static long with_buffer(const struct tracee *tracee, const struct sys_args *args,
                        long (*act)(const struct tracee *, uint64_t, gaddr_t, uint64_t *))
{
    struct regset_buffer buffer;
    uint64_t note = args->arg[2];
    long err;

    if (is_seen_through(tracee, note))
        return as_it_is(tracee, args);
    if (guest_copy_in(&buffer, args->arg[3], sizeof(buffer)) != 0)
        return -EFAULT;
    if (buffer.size % sizeof(uint64_t) != 0)
        return -EINVAL;
    err = act(tracee, note, buffer.base, &buffer.size);
    if (err != 0)
        return err;
    return guest_copy_out(args->arg[3], &buffer, sizeof(buffer));
}

long regset_get_note(const struct tracee *tracee, const struct sys_args *args)
{
    return with_buffer(tracee, args, get);
}

long regset_set_note(const struct tracee *tracee, const struct sys_args *args)
{
    return with_buffer(tracee, args, set);
}
