/* SPDX-License-Identifier: GPL-2.0-or-later */
/* string.c - bytes in quotes: paths, buffers, vectors of strings. */
#include <string.h>

#include "report/decode/impl.h"
#include "syscall_nr.h"

#define STRINGS_MOST 100000

static bool is_foreign(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((bytes[i] < ' ' || bytes[i] >= 0x7f) && !(bytes[i] >= '\t' && bytes[i] <= '\r'))
            return true;
    return false;
}

static void add_hex(struct text *out, unsigned char byte)
{
    text_string(out, "\\x");
    text_char(out, "0123456789abcdef"[byte >> 4]);
    text_char(out, "0123456789abcdef"[byte & 15]);
}

static void add_octal(struct text *out, unsigned char byte, bool is_whole)
{
    text_char(out, '\\');
    if (is_whole || byte >= 0100)
        text_char(out, (char)('0' + (byte >> 6)));
    if (is_whole || byte >= 010)
        text_char(out, (char)('0' + (byte >> 3 & 7)));
    text_char(out, (char)('0' + (byte & 7)));
}

static void add_byte(struct text *out, unsigned char byte, bool digit_follows)
{
    const char *letter = byte != 0 ? strchr("\tt\nn\vv\ff\rr\"\"\\\\", byte) : NULL;

    if (byte >= '\t' && byte <= '\r' && letter != NULL) {
        text_char(out, '\\');
        text_char(out, "tnvfr"[byte - '\t']);
    } else if (byte == '"' || byte == '\\') {
        text_char(out, '\\');
        text_char(out, (char)byte);
    } else if (byte >= ' ' && byte < 0x7f) {
        text_char(out, (char)byte);
    } else {
        add_octal(out, byte, digit_follows);
    }
}

void decode_bytes(struct decode *d, const void *bytes, size_t size, bool has_more)
{
    const unsigned char *from = bytes;
    bool is_hex = d->style->hex == HEX_ALWAYS ||
                  (d->style->hex == HEX_FOREIGN && is_foreign(from, size));

    text_char(d->out, '"');
    for (size_t i = 0; i < size; i++)
        if (is_hex)
            add_hex(d->out, from[i]);
        else
            add_byte(d->out, from[i], i + 1 < size && from[i + 1] >= '0' && from[i + 1] <= '9');
    text_string(d->out, has_more ? "\"..." : "\"");
}

void decode_limited(struct decode *d, const void *bytes, size_t size, uint64_t total)
{
    size_t limit = d->style->string_limit;

    if (size > total)
        size = (size_t)total;
    if (size > limit)
        size = limit;
    decode_bytes(d, bytes, size, total > size);
}

static void redacted(struct decode *d, uint64_t size)
{
    text_format(d->out, "\"<%llu bytes>\"", (unsigned long long)size);
}

void decode_buffer(struct decode *d, enum side side, uint64_t address, uint64_t size)
{
    size_t there;
    const void *bytes;

    if (size == 0 && address != 0) {
        text_string(d->out, "\"\"");
        return;
    }
    bytes = decode_memory(d, side, address, &there);
    if (bytes == NULL)
        decode_address(d, address);
    else if (d->style->redacts)
        redacted(d, size);
    else
        decode_limited(d, bytes, there, size);
}

static void string_at(struct decode *d, uint64_t address, size_t limit)
{
    size_t there, length;
    const char *string = decode_memory(d, SIDE_IN, address, &there);

    if (string == NULL) {
        decode_address(d, address);
        return;
    }
    length = strnlen(string, there);
    decode_bytes(d, string, length < limit ? length : limit, length == there || length > limit);
}

void decode_path(struct decode *d, uint64_t address)
{
    string_at(d, address, 4096);
}

void decode_c_string(struct decode *d, uint64_t address)
{
    string_at(d, address, d->style->string_limit);
}

void decode_text_member(struct decode *d, const char *string, size_t size)
{
    decode_bytes(d, string, strnlen(string, size), false);
}

void decode_arg_buffer_in(struct decode *d, unsigned i)
{
    decode_buffer(d, SIDE_IN, arg(d, i), decode_count(d, i));
}

/* In hexadecimal, since no letter among them means anything. */
static void random_bytes(struct decode *d, unsigned i)
{
    const struct decode_style *style = d->style;
    struct decode_style hex = *style;

    hex.hex = HEX_ALWAYS;
    d->style = &hex;
    decode_buffer(d, SIDE_OUT, arg(d, i), decode_count(d, i));
    d->style = style;
}

/* A path that the kernel has written: never cut. */
static void path_out(struct decode *d, uint64_t address)
{
    size_t there;
    const char *path = decode_memory(d, SIDE_OUT, address, &there);

    if (path == NULL)
        decode_address(d, address);
    else
        decode_bytes(d, path, strnlen(path, there), false);
}

void decode_arg_buffer_out(struct decode *d, unsigned i)
{
    if (decode_failed(d))
        decode_address(d, arg(d, i));
    else if (decode_is(d, SYS_getrandom))
        random_bytes(d, i);
    else if (decode_is(d, SYS_getcwd))
        path_out(d, arg(d, i));
    else
        decode_buffer(d, SIDE_OUT, arg(d, i), decode_count(d, i));
}

/* NAME="<11 bytes>" */
static void redacted_variable(struct decode *d, uint64_t address)
{
    size_t there, length;
    const char *string = decode_memory(d, SIDE_IN, address, &there), *equals;

    if (string == NULL) {
        decode_address(d, address);
        return;
    }
    length = strnlen(string, there);
    equals = memchr(string, '=', length);
    text_char(d->out, '"');
    if (equals != NULL) {
        text_bytes(d->out, string, (size_t)(equals + 1 - string));
        length -= (size_t)(equals + 1 - string);
    }
    text_format(d->out, "<%zu bytes>\"", length);
}

static uint64_t count_strings(const struct decode *d, uint64_t address)
{
    uint64_t count = 0, pointer;

    while (count < STRINGS_MOST &&
           decode_read64(d, SIDE_IN, address + count * 8, &pointer) && pointer != 0)
        count++;
    return count;
}

static void show_strings(struct decode *d, uint64_t address, bool is_environment)
{
    uint64_t pointer;

    text_char(d->out, '[');
    for (uint64_t i = 0; i < STRINGS_MOST; i++) {
        if (!decode_read64(d, SIDE_IN, address + i * 8, &pointer)) {
            text_string(d->out, i == 0 ? "" : ", ...");
            break;
        }
        if (pointer == 0)
            break;
        text_string(d->out, i == 0 ? "" : ", ");
        if (is_environment && d->style->redacts)
            redacted_variable(d, pointer);
        else
            decode_c_string(d, pointer);
    }
    text_char(d->out, ']');
}

/* argv in full; the environment's size only, unless -v is given. */
void decode_arg_strings(struct decode *d, unsigned i)
{
    bool is_environment = i > 0 && d->shape->args[i - 1].kind == ARG_strv;
    uint64_t first, count;

    if (!decode_read64(d, SIDE_IN, arg(d, i), &first)) {
        decode_address(d, arg(d, i));
        return;
    }
    if (!is_environment || d->style->is_whole) {
        show_strings(d, arg(d, i), is_environment);
        return;
    }
    count = count_strings(d, arg(d, i));
    decode_address(d, arg(d, i));
    text_format(d->out, " /* %llu var%s */", (unsigned long long)count, count == 1 ? "" : "s");
}
