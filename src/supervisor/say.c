/* SPDX-License-Identifier: GPL-2.0-or-later */
/* say.c - messages to the user, each written at once so that lines stay whole. */
#include "supervisor/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MESSAGE_SIZE 8192
#define ESCAPE_SIZE 4

static char *kept;
static size_t kept_size;

void say_to(char *out, size_t size)
{
    kept = out;
    kept_size = size;
}

static size_t put_escaped(char *out, size_t size, const char *text)
{
    size_t used = 0;

    for (; *text != '\0' && used + ESCAPE_SIZE < size; text++) {
        unsigned char c = (unsigned char)*text;

        if (c >= ' ' && c != 0x7f) {
            out[used++] = (char)c;
            continue;
        }
        out[used++] = '\\';
        out[used++] = (char)('0' + (c >> 6));
        out[used++] = (char)('0' + ((c >> 3) & 7));
        out[used++] = (char)('0' + (c & 7));
    }
    return used;
}

void say(const char *format, ...)
{
    static const char prefix[] = "lxrun: ";
    char text[MESSAGE_SIZE], line[MESSAGE_SIZE];
    size_t used = sizeof(prefix) - 1;
    va_list values;

    va_start(values, format);
    vsnprintf(text, sizeof(text), format, values);
    va_end(values);
    if (kept != NULL) {
        snprintf(kept, kept_size, "%s", text);
        return;
    }
    memcpy(line, prefix, used);
    used += put_escaped(line + used, sizeof(line) - used - 1, text);
    line[used++] = '\n';
    /* Nobody is left to be told if stderr does not take it. */
    if (write(STDERR_FILENO, line, used) < 0)
        return;
}
