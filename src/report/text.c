/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.c - see text.h.  A trace has millions of lines: numbers are not left to printf. */
#include "report/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_AT_FIRST 4096

void text_free(struct text *text)
{
    free(text->bytes);
    *text = (struct text){ 0 };
}

/* Where `size` more bytes can be put, or NULL. */
static char *more(struct text *text, size_t size)
{
    size_t room = text->room != 0 ? text->room : ROOM_AT_FIRST;
    char *bytes;

    if (text->bytes != NULL && text->room - text->size >= size)
        return text->bytes + text->size;
    while (room - text->size < size)
        room *= 2;
    bytes = realloc(text->bytes, room);
    if (bytes == NULL) {
        text->is_short = true;
        return NULL;
    }
    text->bytes = bytes;
    text->room = room;
    return bytes + text->size;
}

void text_bytes(struct text *text, const void *bytes, size_t size)
{
    char *to = more(text, size);

    if (to == NULL)
        return;
    memcpy(to, bytes, size);
    text->size += size;
}

void text_char(struct text *text, char c)
{
    if (text->size < text->room)
        text->bytes[text->size++] = c;
    else
        text_bytes(text, &c, 1);
}

void text_string(struct text *text, const char *string)
{
    text_bytes(text, string, strlen(string));
}

void text_format(struct text *text, const char *format, ...)
{
    char small[512], *large = NULL;
    va_list list;
    int size;

    va_start(list, format);
    size = vsnprintf(small, sizeof(small), format, list);
    va_end(list);
    if (size >= 0 && (size_t)size < sizeof(small)) {
        text_bytes(text, small, (size_t)size);
        return;
    }
    va_start(list, format);
    size = vasprintf(&large, format, list);
    va_end(list);
    if (size >= 0)
        text_bytes(text, large, (size_t)size);
    free(size >= 0 ? large : NULL);
}

/* `base` is 10 or 16. */
static void digits(struct text *text, uint64_t value, unsigned base, unsigned least)
{
    char buffer[24], *first = buffer + sizeof(buffer);

    do {
        *--first = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    while (buffer + sizeof(buffer) - first < (long)least && first > buffer)
        *--first = '0';
    text_bytes(text, first, (size_t)(buffer + sizeof(buffer) - first));
}

void text_unsigned(struct text *text, uint64_t value)
{
    digits(text, value, 10, 1);
}

void text_signed(struct text *text, int64_t value)
{
    if (value < 0)
        text_char(text, '-');
    digits(text, value < 0 ? -(uint64_t)value : (uint64_t)value, 10, 1);
}

void text_hex(struct text *text, uint64_t value)
{
    if (value != 0)
        text_string(text, "0x");
    digits(text, value, 16, 1);
}

void text_padded(struct text *text, uint64_t value, unsigned least)
{
    digits(text, value, 10, least);
}
