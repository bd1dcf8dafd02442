/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text_value.c - see text_value.h.
 *
 * What a guest has put into the text stands between quotes, its own quotes escaped; even
 * so nothing is believed: a reader ends where its text does, and nests so deep at most.
 */
#include "report/text_value.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "report/emit.h"

#define DEPTH_MOST 16
#define KEY_SIZE 64

struct reader {
    struct emit *json;
    const char *at, *end;
    int depth;
};

static bool starts_with(const struct reader *r, const char *word)
{
    size_t size = strlen(word);

    return (size_t)(r->end - r->at) >= size && memcmp(r->at, word, size) == 0;
}

static bool skip(struct reader *r, const char *word)
{
    if (!starts_with(r, word))
        return false;
    r->at += strlen(word);
    return true;
}

static void skip_blanks(struct reader *r)
{
    while (r->at < r->end && *r->at == ' ')
        r->at++;
}

/* Behind the string that begins at `at`, its quotes included. */
static const char *end_of_string(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++)
        if (*at == '\\' && at + 1 < end)
            at++;
    return at < end ? at + 1 : end;
}

static const char *end_of_comment(const char *at, const char *end)
{
    const char *close = memmem(at, (size_t)(end - at), "*/", 2);

    return close == NULL ? end : close + 2;
}

/* Where the value that begins here ends: at a comma or bracket that is not within it. */
static const char *end_of_value(const char *at, const char *end)
{
    int depth = 0;

    while (at < end) {
        if (*at == '"') {
            at = end_of_string(at, end);
            continue;
        }
        if (*at == '/' && at + 1 < end && at[1] == '*') {
            at = end_of_comment(at, end);
            continue;
        }
        if (depth == 0 && strchr(",]}", *at) != NULL)
            break;
        depth += strchr("([{", *at) != NULL;
        depth -= depth > 0 && strchr(")]}", *at) != NULL;
        at++;
    }
    return at;
}

static const char *octal(const char *at, const char *end, char *byte)
{
    unsigned value = 0;

    for (int i = 0; i < 3 && at < end && *at >= '0' && *at <= '7'; i++)
        value = 8 * value + (unsigned)(*at++ - '0');
    *byte = (char)value;
    return at;
}

static const char *hexadecimal(const char *at, const char *end, char *byte)
{
    unsigned value = 0;

    for (int i = 0; i < 2 && at < end && memchr("0123456789abcdef", *at, 16) != NULL; i++, at++)
        value = 16 * value + (unsigned)(*at <= '9' ? *at - '0' : *at - 'a' + 10);
    *byte = (char)value;
    return at;
}

/* One character behind a backslash. */
static const char *unescape(const char *at, const char *end, char *byte)
{
    static const char letters[] = "tnvfr", bytes[] = "\t\n\v\f\r";
    const char *letter = *at != '\0' ? strchr(letters, *at) : NULL;

    if (*at >= '0' && *at <= '7')
        return octal(at, end, byte);
    if (*at == 'x')
        return hexadecimal(at + 1, end, byte);
    *byte = letter != NULL ? bytes[letter - letters] : *at;
    return at + 1;
}

static void put_string(struct reader *r)
{
    const char *end = end_of_string(r->at, r->end), *at = r->at + 1;
    char *bytes = malloc((size_t)(end - r->at) + 1);
    size_t size = 0;

    if (bytes == NULL) {
        emit_string(r->json, "");
    } else {
        while (at < end - 1)
            if (*at == '\\')
                at = unescape(at + 1, end - 1, &bytes[size++]);
            else
                bytes[size++] = *at++;
        emit_bytes(r->json, bytes, size);
    }
    free(bytes);
    r->at = end;
    skip(r, "...");
}

void text_value_put_flags(struct emit *json, const char *text, size_t size)
{
    const char *at = text, *end = text + size;

    emit_open_array(json);
    while (at < end) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        size_t word = (size_t)((bar != NULL ? bar : end) - at);

        if (word != 1 || *at != '0')
            emit_bytes(json, at, word);
        at += word + 1;
    }
    emit_close_array(json);
}

/* Of members that are flags one alone is an array, too. */
static bool is_of_flags(const char *key)
{
    static const char *const ends[] = { "flags", "flag", "events", "mode", "mask" };
    size_t size = strlen(key);

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        if (size >= strlen(ends[i]) && strcmp(key + size - strlen(ends[i]), ends[i]) == 0)
            return true;
    return false;
}

static void put_value(struct reader *r, const char *key);

/* `htons(80)`: the number; false if it is not one of these. */
static bool put_unwrapped(struct reader *r)
{
    static const char *const names[] = { "htons(", "htonl(", "inet_addr(", "if_nametoindex(" };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (skip(r, names[i])) {
            const char *end = memchr(r->at, ')', (size_t)(r->end - r->at));

            end = end != NULL ? end : r->end;
            if (r->at < end && *r->at == '"')
                put_string(r);
            else
                emit_bytes(r->json, r->at, (size_t)(end - r->at));
            r->at = end;
            skip(r, ")");
            return true;
        }
    return false;
}

static const char *without_comment(const char *at, const char *end)
{
    const char *comment = memmem(at, (size_t)(end - at), "/*", 2);

    if (comment != NULL)
        end = comment;
    while (end > at && end[-1] == ' ')
        end--;
    return end;
}

static void put_word(struct reader *r, const char *key)
{
    const char *stop = end_of_value(r->at, r->end), *end = without_comment(r->at, stop);
    size_t size = (size_t)(end - r->at);
    bool has_bar = memchr(r->at, '|', size) != NULL && memchr(r->at, '"', size) == NULL;

    if (size == 4 && memcmp(r->at, "NULL", 4) == 0)
        emit_null(r->json);
    else if (has_bar || (is_of_flags(key) && size > 0))
        text_value_put_flags(r->json, r->at, size);
    else
        emit_bytes(r->json, r->at, size);
    r->at = stop;
}

/* `before => after` */
static bool put_change(struct reader *r, const char *stop)
{
    const char *arrow = memmem(r->at, (size_t)(stop - r->at), " => ", 4);

    if (arrow == NULL || *r->at == '"' || *r->at == '{')
        return false;
    emit_open_object(r->json);
    emit_key(r->json, "before");
    emit_bytes(r->json, r->at, (size_t)(arrow - r->at));
    emit_key(r->json, "after");
    emit_bytes(r->json, arrow + 4, (size_t)(stop - arrow - 4));
    emit_close_object(r->json);
    r->at = stop;
    return true;
}

/* Elements stand behind commas, those of sets of signals and descriptors behind blanks. */
static void put_array(struct reader *r)
{
    emit_open_array(r->json);
    r->at++;
    skip_blanks(r);
    while (r->at < r->end && *r->at != ']' && *r->at != '}') {
        const char *stop = end_of_value(r->at, r->end);
        const char *blank = memchr(r->at, ' ', (size_t)(stop - r->at));
        bool is_plain = strchr("\"{[~", *r->at) == NULL;

        if (is_plain && blank != NULL && !put_change(r, stop) && blank[1] != '/') {
            emit_bytes(r->json, r->at, (size_t)(blank - r->at));
            r->at = blank;
        } else if (r->at < stop) {
            put_value(r, "");
        }
        skip_blanks(r);
        skip(r, ",");
        skip_blanks(r);
    }
    skip(r, "]");
    emit_close_array(r->json);
}

/* `NAME=`; the name without what stands behind it in brackets. */
static bool read_key(struct reader *r, char key[KEY_SIZE])
{
    size_t size = 0, left = (size_t)(r->end - r->at);

    while (size < left && size < KEY_SIZE - 1 &&
           (r->at[size] == '_' || (r->at[size] >= '0' && r->at[size] <= '9') ||
            ((r->at[size] | 32) >= 'a' && (r->at[size] | 32) <= 'z')))
        size++;
    if (size == 0 || size == left || r->at[size] != '=' ||
        (size + 1 < left && r->at[size + 1] == '='))
        return false;
    memcpy(key, r->at, size);
    key[size] = '\0';
    r->at += size + 1;
    return true;
}

/* `inet_pton(AF_INET6, "::1", &sin6_addr)` has its name at the end. */
static bool put_address6(struct reader *r)
{
    const char *stop = end_of_value(r->at, r->end), *quote;

    if (!starts_with(r, "inet_pton("))
        return false;
    quote = memchr(r->at, '"', (size_t)(stop - r->at));
    if (quote == NULL)
        return false;
    emit_key(r->json, "sin6_addr");
    r->at = quote;
    put_string(r);
    r->at = stop;
    return true;
}

/* `WIFEXITED(s)`, and `WEXITSTATUS(s) == 3`. */
static bool put_claim(struct reader *r, const char *stop)
{
    const char *end = memmem(r->at, (size_t)(stop - r->at), "(s)", 3);
    char key[KEY_SIZE];
    size_t size;

    if (end == NULL || end - r->at >= KEY_SIZE || *r->at != 'W')
        return false;
    memcpy(key, r->at, (size_t)(end - r->at));
    key[end - r->at] = '\0';
    emit_key(r->json, key);
    r->at = end + 3;
    if (!skip(r, " == ")) {
        emit_bool(r->json, true);
        return true;
    }
    for (size = 0; r->at + size < stop && r->at[size] != ' ';)
        size++;
    emit_bytes(r->json, r->at, size);
    r->at += size;
    return true;
}

/* What has no name goes by its place. */
static void put_unnamed(struct reader *r, unsigned place)
{
    const char *stop = end_of_value(r->at, r->end);
    char key[16];

    if (put_address6(r))
        return;
    if (put_claim(r, stop)) {
        while (skip(r, " && ") && put_claim(r, stop))
            ;
        r->at = stop;
        return;
    }
    key[0] = (char)('0' + place / 100 % 10);
    key[1] = (char)('0' + place / 10 % 10);
    key[2] = (char)('0' + place % 10);
    key[3] = '\0';
    emit_key(r->json, place < 10 ? key + 2 : place < 100 ? key + 1 : key);
    put_value(r, "");
}

static void put_object(struct reader *r)
{
    char key[KEY_SIZE];

    emit_open_object(r->json);
    r->at++;
    for (unsigned place = 0; r->at < r->end && *r->at != '}' && *r->at != ']'; place++) {
        if (skip(r, "...")) {
            r->at = end_of_value(r->at, r->end);
        } else if (read_key(r, key)) {
            emit_key(r->json, key);
            put_value(r, key);
        } else {
            put_unnamed(r, place);
        }
        skip_blanks(r);
        skip(r, ",");
        skip_blanks(r);
    }
    skip(r, "}");
    emit_close_object(r->json);
}

/* Always takes at least one byte where there is one, but for a bracket that closes. */
static void put_value(struct reader *r, const char *key)
{
    const char *start = r->at;

    if (r->at == r->end || r->depth++ >= DEPTH_MOST) {
        emit_string(r->json, "...");
        r->at = end_of_value(r->at, r->end);
    } else if (*r->at == '{') {
        put_object(r);
    } else if (*r->at == '[') {
        put_array(r);
    } else if (starts_with(r, "~[")) {
        r->at++;
        emit_open_object(r->json);
        emit_key(r->json, "except");
        put_array(r);
        emit_close_object(r->json);
    } else if (*r->at == '"') {
        put_string(r);
    } else if (!put_unwrapped(r)) {
        put_word(r, key);
    }
    r->depth -= r->depth > 0;
    /* Behind a value nothing is left but a comment. */
    r->at = end_of_value(r->at, r->end);
    if (r->at == start && r->at < r->end)
        r->at++;
}

void text_value_put(struct emit *json, const char *text, size_t size)
{
    struct reader reader = { .json = json, .at = text, .end = text + size };

    put_value(&reader, "");
}
