/* SPDX-License-Identifier: GPL-2.0-or-later */
/* string.c - memory and string functions without a C library. */
#include "core/string.h"

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    void *start = to;

    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
    return start;
}

void *memmove(void *to, const void *from, size_t size)
{
    uint8_t *out = to;
    const uint8_t *in = from;

    if ((uintptr_t)to - (uintptr_t)from >= size)
        return memcpy(to, from, size);
    while (size-- > 0)
        out[size] = in[size];
    return to;
}

void *memset(void *at, int byte, size_t size)
{
    void *start = at;

    __asm__ volatile("rep stosb" : "+D"(at), "+c"(size) : "a"(byte) : "memory");
    return start;
}

int memcmp(const void *a, const void *b, size_t size)
{
    const uint8_t *left = a, *right = b;

    for (size_t i = 0; i < size; i++)
        if (left[i] != right[i])
            return left[i] - right[i];
    return 0;
}

size_t strlen(const char *string)
{
    size_t size = 0;

    while (string[size] != '\0')
        size++;
    return size;
}

char *string_put_decimal(char *out, uint64_t value)
{
    char digits[20];
    int count = 0;

    do {
        digits[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    while (count > 0)
        *out++ = digits[--count];
    *out = '\0';
    return out;
}

size_t string_get_decimal(const char *text, size_t size, uint64_t *value)
{
    size_t digits = 0;

    for (*value = 0; digits < size && text[digits] >= '0' && text[digits] <= '9';
         digits++)
        *value = *value * 10 + (uint64_t)(text[digits] - '0');
    return digits;
}

static int hex_digit(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

size_t string_get_hex(const char *text, size_t size, uint64_t *value)
{
    size_t digits = 0;

    for (*value = 0; digits < size && hex_digit(text[digits]) >= 0; digits++)
        *value = *value << 4 | (uint64_t)hex_digit(text[digits]);
    return digits;
}
