/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fake_text.c - text is nobody's business where nothing is rewritten. */
#include "mm/text.h"

void text_note(struct task *task, gaddr_t start, size_t size)
{
    (void)task;
    (void)start;
    (void)size;
}

void text_withdraw(struct task *task, gaddr_t start, size_t size)
{
    (void)task;
    (void)start;
    (void)size;
}

gaddr_t text_highest(void)
{
    return 0;
}
