/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text.h - text that grows at its end.
 *
 * World   lxrun.
 * Limits  for want of memory what is added is left out; `is_short` says so.
 */
#ifndef LXRUN_REPORT_TEXT_H
#define LXRUN_REPORT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes; /* no NUL behind them */
    size_t size;
    size_t room;
    bool is_short;
};

void text_free(struct text *text);
static inline void text_clear(struct text *text)
{
    text->size = 0;
}

void text_bytes(struct text *text, const void *bytes, size_t size);
void text_char(struct text *text, char c);
void text_string(struct text *text, const char *string);
void text_format(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void text_unsigned(struct text *text, uint64_t value);
void text_signed(struct text *text, int64_t value);
/* With 0x, but plain 0. */
void text_hex(struct text *text, uint64_t value);
/* At least so many digits, and never a prefix. */
void text_padded(struct text *text, uint64_t value, unsigned digits);

#endif
