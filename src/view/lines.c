/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lines.c - see lines.h. */
#include "view/lines.h"

#include "core/host.h"
#include "core/string.h"

#define BUFFER_SIZE 8192

long lines_write(hostfd_t fd, const char *data, size_t size)
{
    while (size > 0) {
        long put = host_write(fd, data, size);

        if (put < 0)
            return put;
        data += put;
        size -= (size_t)put;
    }
    return 0;
}

long lines_flush(struct lines_out *out)
{
    size_t filled = out->filled;

    out->filled = 0;
    return lines_write(out->fd, out->buffer, filled);
}

long lines_put(struct lines_out *out, const char *data, size_t size)
{
    if (size > LINES_OUT_SIZE - out->filled) {
        long err = lines_flush(out);

        if (err != 0)
            return err;
    }
    if (size > LINES_OUT_SIZE)
        return lines_write(out->fd, data, size);
    memcpy(out->buffer + out->filled, data, size);
    out->filled += size;
    return 0;
}

/* Hand over all whole lines of the buffer and keep the rest. */
static long give_lines(char *buffer, size_t *filled, lines_give_t *give, void *context)
{
    size_t start = 0;

    for (size_t i = 0; i < *filled; i++) {
        long stop;

        if (buffer[i] != '\n')
            continue;
        stop = give(context, buffer + start, i + 1 - start);
        if (stop != 0)
            return stop;
        start = i + 1;
    }
    memmove(buffer, buffer + start, *filled - start);
    *filled -= start;
    return 0;
}

/* Lines are shorter than a path and some words: the buffer holds one whole. */
long lines_each(hostfd_t fd, lines_give_t *give, void *context)
{
    char buffer[BUFFER_SIZE];
    size_t filled = 0;

    for (;;) {
        long got = host_read(fd, buffer + filled, BUFFER_SIZE - filled);
        long stop;

        if (got <= 0)
            return got;
        filled += (size_t)got;
        stop = give_lines(buffer, &filled, give, context);
        if (stop != 0)
            return stop;
    }
}

/* What was there is longer, or as long. */
static void put_at_right(char *start, char *end, uint64_t number)
{
    do {
        *--end = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0 && end > start);
    while (end > start)
        *--end = ' ';
}

void lines_subtract_kb(char *line, size_t size, const char *label, uint64_t kb)
{
    const size_t label_size = strlen(label);
    size_t at = label_size, digits;
    uint64_t number;

    if (size <= label_size || memcmp(line, label, label_size) != 0)
        return;
    while (at < size && line[at] == ' ')
        at++;
    digits = string_get_decimal(line + at, size - at, &number);
    if (digits != 0)
        put_at_right(line + label_size, line + at + digits,
                     number > kb ? number - kb : 0);
}
