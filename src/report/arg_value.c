/* SPDX-License-Identifier: GPL-2.0-or-later */
/* arg_value.c - see arg_value.h. */
#include "report/arg_value.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "report/calls.h"
#include "report/emit.h"
#include "report/record_memory.h"
#include "report/text_value.h"

static bool is(const char *kind, const char *name)
{
    return strcmp(kind, name) == 0;
}

static bool is_flags(const char *kind)
{
    size_t length = strlen(kind);

    return is(kind, "prot") || is(kind, "statxmask") || is(kind, "accessmode") ||
           is(kind, "waitoptions") || (length > 5 && is(kind + length - 5, "flags"));
}

static bool is_number(const char *kind)
{
    return is(kind, "fd") || is(kind, "dirfd") || is(kind, "int") || is(kind, "pid") ||
           is(kind, "msec");
}

/* What the kernel reads is in the one record, what it has written in the other. */
static void put_bytes(struct emit *json, const struct record_head *record,
                      uint64_t address, uint64_t wanted, bool is_string)
{
    size_t size;
    const void *bytes = record != NULL ? record_memory(record, address, &size) : NULL;

    if (bytes == NULL)
        return;
    if (is_string)
        wanted = strnlen(bytes, size);
    emit_key(json, "value");
    emit_bytes(json, bytes, wanted < size ? (size_t)wanted : size);
}

/* Nothing but the number itself says nothing. */
static bool is_raw(const struct text *text, uint64_t raw)
{
    char plain[24], hex[24];
    size_t plain_size =
        (size_t)snprintf(plain, sizeof(plain), "%llu", (unsigned long long)raw);
    size_t hex_size =
        (size_t)snprintf(hex, sizeof(hex), "%#llx", (unsigned long long)raw);

    return text->size == 0 ||
           (text->size == plain_size && memcmp(text->bytes, plain, plain_size) == 0) ||
           (text->size == hex_size && memcmp(text->bytes, hex, hex_size) == 0);
}

static void put_decoded(struct emit *json, struct arg_values *values, uint64_t raw,
                        unsigned i, const char *kind)
{
    text_clear(&values->text);
    decode_argument(&values->decode, i);
    if (is_flags(kind)) {
        emit_key(json, "value");
        text_value_put_flags(json, values->text.bytes, values->text.size);
    } else if (!is_raw(&values->text, raw)) {
        emit_key(json, "value");
        text_value_put(json, values->text.bytes, values->text.size);
    }
}

void arg_value_put(struct emit *json, struct arg_values *values, const struct call *call,
                   unsigned i, const char *kind)
{
    uint64_t raw = call_arg(call, i);
    bool is_hidden = values->decode.style->redacts;

    if (is(kind, "path") || is(kind, "str")) {
        put_bytes(json, call->enter, raw, 0, true);
    } else if (is(kind, "buf_in") && !is_hidden) {
        put_bytes(json, call->enter, raw, i < 5 ? call_arg(call, i + 1) : UINT64_MAX,
                  false);
    } else if (is(kind, "buf_out") && !is_hidden) {
        put_bytes(json, call->exit, raw, call->is_failed ? 0 : (uint64_t)call->result,
                  false);
    } else if (is_number(kind) && (int)(uint32_t)raw != AT_FDCWD) {
        emit_key(json, "value");
        emit_number(json, (int)(uint32_t)raw);
    } else {
        put_decoded(json, values, raw, i, kind);
    }
}
