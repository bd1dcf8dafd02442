/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * xstate.c - the vector state of a tracee in lxcore: the kernel has put it into
 * the guest's frame when it entered lxcore's handler.
 *
 * Frame and register set have the same layout, but for the words that the
 * kernel reserves for software: in the frame they say how long it is, in the
 * register set which features the kernel has enabled.
 */
#include "abi/errno.h"
#include "core/host.h"
#include "core/string.h"
#include "dispatch/fast.h"
#include "ptrace/remote.h"
#include "ptrace/view.h"

#define SW_OFFSET offsetof(struct fpstate, sw)
#define SW_END FPSTATE_LEGACY_SIZE
#define XSTATE_BV_OFFSET offsetof(struct fpstate, xstate_bv)
#define XFEATURES_LEGACY 3U /* x87 and SSE */

struct frame_state {
    uint64_t at;
    uint64_t size;
};

static long find_state(const struct tracee *tracee, struct frame_state *state)
{
    const uint64_t fpstate_at = tracee->frame_at + offsetof(struct sigframe, uc) +
                                offsetof(struct ucontext, mcontext) +
                                offsetof(struct mcontext, fpstate);
    uint8_t sw[SW_END - SW_OFFSET];
    uint32_t magic, size;
    long err = remote_read(tracee->tid, fpstate_at, &state->at, sizeof(state->at));

    if (err == 0)
        err = remote_read(tracee->tid, state->at + SW_OFFSET, sw, sizeof(sw));
    if (err != 0)
        return err;
    memcpy(&magic, sw, sizeof(magic));
    memcpy(&size, sw + offsetof(struct fpstate, sw.xstate_size) - SW_OFFSET,
           sizeof(size));
    state->size = magic == FP_XSTATE_MAGIC1 ? size & ~7U : FPSTATE_LEGACY_SIZE;
    if (state->at <= tracee->frame_at || state->at >= tracee->task_at ||
        state->size > tracee->task_at - state->at || state->size < FPSTATE_LEGACY_SIZE)
        return -EIO;
    return 0;
}

static long read_host_state(int tid, uint8_t *state, uint64_t *size)
{
    struct regset_buffer buffer = { .base = HOST_POINTER(state), .size = *size };
    long err =
        remote_request(PTRACE_GETREGSET, tid, NT_X86_XSTATE, HOST_POINTER(&buffer));

    *size = buffer.size;
    return err;
}

static void enable_legacy_features(uint8_t *state)
{
    uint64_t features;

    memcpy(&features, state + XSTATE_BV_OFFSET, sizeof(features));
    features |= XFEATURES_LEGACY;
    memcpy(state + XSTATE_BV_OFFSET, &features, sizeof(features));
}

/* The host takes it only whole. */
static long write_host_state(int tid, const uint8_t *state, uint64_t size)
{
    uint8_t whole[XSTATE_LIMIT];
    struct regset_buffer buffer = { .base = HOST_POINTER(whole) };
    long err;

    buffer.size = sizeof(whole);
    err = read_host_state(tid, whole, &buffer.size);
    if (err != 0)
        return err;
    if (size > buffer.size)
        size = buffer.size;
    memcpy(whole, state, size > SW_OFFSET ? SW_OFFSET : size);
    if (size > SW_END)
        memcpy(whole + SW_END, state + SW_END, size - SW_END);
    else
        enable_legacy_features(whole);
    return remote_request(PTRACE_SETREGSET, tid, NT_X86_XSTATE, HOST_POINTER(&buffer));
}

/* In a call that came by the fast way, it is still in the processor. */
static bool is_in_processor(const struct tracee *tracee)
{
    return tracee->frame_at == fast_frame_at(tracee->task_at);
}

long view_get_xstate(const struct tracee *tracee, uint8_t *state, uint64_t *size)
{
    uint8_t sw[SW_END - SW_OFFSET];
    struct frame_state frame;
    long err;

    if (is_in_processor(tracee))
        return read_host_state(tracee->tid, state, size);
    err = find_state(tracee, &frame);
    if (err == 0)
        err = read_host_state(tracee->tid, state, size);
    if (err != 0)
        return err;
    if (*size < FPSTATE_MIN_XSAVE_SIZE)
        return -EIO;
    memcpy(sw, state + SW_OFFSET, sizeof(sw));
    if (frame.size > *size)
        frame.size = *size;
    if (frame.size == FPSTATE_LEGACY_SIZE)
        enable_legacy_features(state);
    err = remote_read(tracee->tid, frame.at, state, frame.size);
    memcpy(state + SW_OFFSET, sw, sizeof(sw));
    return err;
}

long view_set_xstate(const struct tracee *tracee, const uint8_t *state, uint64_t size)
{
    struct frame_state frame;
    long err;

    if (tracee->view == VIEW_END)
        return 0;
    if (is_in_processor(tracee))
        return write_host_state(tracee->tid, state, size);
    err = find_state(tracee, &frame);
    if (err == 0)
        err = remote_write(tracee->tid, frame.at, state, SW_OFFSET);
    if (err != 0)
        return err;
    if (size > frame.size)
        size = frame.size;
    if (size <= SW_END)
        return 0;
    return remote_write(tracee->tid, frame.at + SW_END, state + SW_END, size - SW_END);
}
