/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json.c - see json.h. */
#include "report/emit.h"

#include <string.h>

static void put(struct emit *json, char c)
{
    putc_unlocked(c, json->out);
}

static void separate(struct emit *json)
{
    if (json->has_before)
        put(json, ',');
    json->has_before = true;
}

static void open_with(struct emit *json, char c)
{
    separate(json);
    put(json, c);
    json->has_before = false;
}

static void close_with(struct emit *json, char c)
{
    put(json, c);
    json->has_before = true;
}

void emit_open_object(struct emit *json)
{
    open_with(json, '{');
}

void emit_close_object(struct emit *json)
{
    close_with(json, '}');
}

void emit_open_array(struct emit *json)
{
    open_with(json, '[');
}

void emit_close_array(struct emit *json)
{
    close_with(json, ']');
}

void emit_key(struct emit *json, const char *name)
{
    separate(json);
    put(json, '"');
    fputs_unlocked(name, json->out);
    fputs_unlocked("\":", json->out);
    json->has_before = false;
}

static void put_unit(struct emit *json, uint32_t unit)
{
    static const char digits[] = "0123456789abcdef";

    fputs_unlocked("\\u", json->out);
    for (int shift = 12; shift >= 0; shift -= 4)
        put(json, digits[unit >> shift & 0xf]);
}

static void put_character(struct emit *json, uint32_t character)
{
    if (character < 0x10000) {
        put_unit(json, character);
        return;
    }
    put_unit(json, 0xd800 + ((character - 0x10000) >> 10));
    put_unit(json, 0xdc00 + ((character - 0x10000) & 0x3ff));
}

/* How many bytes a character takes whose first one is this; 0: none begins so. */
static unsigned sequence_size(unsigned char first)
{
    if (first >= 0xc2 && first <= 0xdf)
        return 2;
    if (first >= 0xe0 && first <= 0xef)
        return 3;
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/* The character that the bytes begin with, and its size; size 0: they are not UTF-8. */
static uint32_t decode(const unsigned char *bytes, size_t left, unsigned *size)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    unsigned wanted = sequence_size(bytes[0]);
    uint32_t character;

    *size = 0;
    if (wanted == 0 || wanted > left)
        return 0;
    character = bytes[0] & (0x7fu >> wanted);
    for (unsigned i = 1; i < wanted; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
        character = character << 6 | (bytes[i] & 0x3f);
    }
    if (character < least[wanted] || character > 0x10ffff ||
        (character >= 0xd800 && character < 0xe000))
        return 0;
    *size = wanted;
    return character;
}

static bool is_plain(unsigned char c)
{
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' &&
           c != '&';
}

static void put_other(struct emit *json, const unsigned char *bytes, size_t left,
                      unsigned *size)
{
    uint32_t character;

    *size = 1;
    if (bytes[0] == '"' || bytes[0] == '\\') {
        put(json, '\\');
        put(json, (char)bytes[0]);
    } else if (bytes[0] < 0x80) {
        put_unit(json, bytes[0]);
    } else {
        character = decode(bytes, left, size);
        if (*size > 0) {
            put_character(json, character);
            return;
        }
        *size = 1;
        put_unit(json, 0xdc00u + bytes[0]);
    }
}

void emit_bytes(struct emit *json, const void *bytes, size_t size)
{
    const unsigned char *at = bytes, *end = at + size;
    unsigned step;

    separate(json);
    put(json, '"');
    for (; at < end; at += step) {
        step = 1;
        if (is_plain(*at))
            put(json, (char)*at);
        else
            put_other(json, at, (size_t)(end - at), &step);
    }
    put(json, '"');
}

void emit_string(struct emit *json, const char *text)
{
    emit_bytes(json, text, strlen(text));
}

static void put_digits(struct emit *json, uint64_t number)
{
    char digits[20];
    size_t at = sizeof(digits);

    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    fwrite_unlocked(digits + at, sizeof(digits) - at, 1, json->out);
}

static void put_signed(struct emit *json, int64_t number)
{
    if (number < 0)
        put(json, '-');
    put_digits(json, number < 0 ? -(uint64_t)number : (uint64_t)number);
}

void emit_number(struct emit *json, int64_t number)
{
    separate(json);
    put_signed(json, number);
}

void emit_text64(struct emit *json, uint64_t number)
{
    separate(json);
    put(json, '"');
    put_digits(json, number);
    put(json, '"');
}

void emit_signed_text64(struct emit *json, int64_t number)
{
    separate(json);
    put(json, '"');
    put_signed(json, number);
    put(json, '"');
}

void emit_bool(struct emit *json, bool value)
{
    separate(json);
    fputs_unlocked(value ? "true" : "false", json->out);
}

void emit_null(struct emit *json)
{
    separate(json);
    fputs_unlocked("null", json->out);
}

void emit_end_line(struct emit *json)
{
    emit_close_object(json);
    put(json, '\n');
    json->has_before = false;
}
