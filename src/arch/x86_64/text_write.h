/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text_write.h - writing into memory that is executable and not writable, which
 * other threads may be executing.
 *
 * World   lxcore, with text.lock held.
 */
#ifndef LXRUN_ARCH_TEXT_WRITE_H
#define LXRUN_ARCH_TEXT_WRITE_H

#include "core/types.h"

struct task;

/* How it is done, for a few writes in a row. */
struct text_writer {
    hostfd_t memory; /* /proc/self/mem; -1: by mprotect(2) */
};

/* First instruction byte of a site that is just being replaced. */
#define TEXT_HLT 0xf4

void text_writer_open(struct text_writer *writer, struct task *task);
void text_writer_close(struct text_writer *writer);

/* Within one page or two, where nobody executes anything that is longer than a byte. */
long text_write(struct text_writer *writer, gaddr_t at, const void *from, size_t size);
/* Replace an instruction of two bytes by the first two of a longer one. */
long text_replace_two(struct text_writer *writer, gaddr_t at, const uint8_t to[2]);

/* The instruction that text_replace_two() is at; 0 if none. */
gaddr_t text_being_replaced(void);

#endif
