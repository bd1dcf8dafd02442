/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * control.h - talking to lxrun, in a run that has something to tell it
 * (abi/control.h).
 *
 * World   lxcore.  Any thread at any time: each message is one call.
 */
#ifndef LXRUN_CORE_CONTROL_H
#define LXRUN_CORE_CONTROL_H

#include "abi/control.h"
#include "core/config.h"
#include "core/types.h"

static inline bool control_is_open(void)
{
    return lx_config.has_control;
}

/* Send and forget.  If lxrun does not keep up the guest waits, but not for long: then
 * the message is lost, and the result a negated errno. */
long control_tell(const void *message, size_t size);

/* A question of `size` bytes about the descriptor `subject`.  0 or a negated errno; if 0,
 * *answer is lxrun's, and *replacement the descriptor that came with it, or -1. */
long control_ask(const void *request, size_t size, hostfd_t subject,
                 struct control_answer *answer, hostfd_t *replacement);

/* `address_size` bytes at `address`, in lxcore.  0 or a negated errno; if 0, *answer
 * is lxrun's, and *replacement the descriptor that came with it, or -1. */
long control_ask_to_connect(hostfd_t socket, const void *address, uint32_t address_size,
                            struct control_answer *answer, hostfd_t *replacement);

#endif
