/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * string.h - the four functions that gcc may call by itself, and the few of
 * <string.h> that lxcore needs.  Same meaning as in the C library.
 */
#ifndef LXRUN_CORE_STRING_H
#define LXRUN_CORE_STRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *at, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);
size_t strlen(const char *string);

static inline bool string_equal(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

/* Decimal digits of `value` and a NUL; returns the address of the NUL. */
char *string_put_decimal(char *out, uint64_t value);

/* The number that `text` begins with, as procfs writes it; returns how many digits
 * it has, which may be none. */
size_t string_get_decimal(const char *text, size_t size, uint64_t *value);
size_t string_get_hex(const char *text, size_t size, uint64_t *value);

#endif
