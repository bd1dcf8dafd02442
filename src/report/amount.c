/* SPDX-License-Identifier: GPL-2.0-or-later */
/* amount.c - see amount.h. */
#include "report/amount.h"

#include <stdio.h>
#include <string.h>

#define TEXTS 8
#define TEXT_SIZE 1024

static char *next_text(void)
{
    static char texts[TEXTS][TEXT_SIZE];
    static unsigned next;

    return texts[next++ % TEXTS];
}

/* Three digits that say something. */
static const char *scaled(double value, const char *unit)
{
    char *text = next_text();
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;

    snprintf(text, TEXT_SIZE, "%.*f %s", digits, value, unit);
    return text;
}

const char *amount_time(uint64_t nanoseconds)
{
    double value = (double)nanoseconds;

    if (nanoseconds == 0)
        return "0";
    if (value < 1e3)
        return scaled(value, "ns");
    if (value < 1e6)
        return scaled(value / 1e3, "us");
    if (value < 1e9)
        return scaled(value / 1e6, "ms");
    return scaled(value / 1e9, "s");
}

const char *amount_bytes(uint64_t bytes)
{
    static const char *const units[] = { "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
    double value = (double)bytes / 1024;
    unsigned unit = 0;
    char *text;

    if (bytes < 1024) {
        text = next_text();
        snprintf(text, TEXT_SIZE, bytes == 0 ? "0" : "%u B", (unsigned)bytes);
        return text;
    }
    for (; value >= 1024; value /= 1024)
        unit++;
    return scaled(value, units[unit]);
}

const char *amount_count(uint64_t count)
{
    char digits[32], *text = next_text();
    size_t size =
        (size_t)snprintf(digits, sizeof(digits), "%llu", (unsigned long long)count);
    size_t at = 0;

    for (size_t i = 0; i < size; i++) {
        if (i > 0 && (size - i) % 3 == 0)
            text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = '\0';
    return text;
}

/* A long name loses its beginning: the end of a path says more. */
const char *amount_name(const char *name, int width)
{
    size_t size = strlen(name), most = (size_t)width, at = 0;
    char *text = next_text();

    if (size > most) {
        name += size - most + 3;
        at = (size_t)snprintf(text, TEXT_SIZE, "...");
    }
    for (; *name != '\0' && at + 5 < TEXT_SIZE; name++) {
        unsigned char c = (unsigned char)*name;

        if (c < ' ' || c == 0x7f)
            at += (size_t)snprintf(text + at, TEXT_SIZE - at, "\\%03o", c);
        else
            text[at++] = (char)c;
    }
    text[at] = '\0';
    return text;
}
