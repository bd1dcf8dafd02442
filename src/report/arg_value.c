/* SPDX-License-Identifier: GPL-2.0-or-later */
/* arg_value.c - see arg_value.h. */
#include "report/arg_value.h"

#include <fcntl.h>
#include <string.h>

#include "report/calls.h"
#include "report/emit.h"
#include "report/record_memory.h"

struct flag {
    uint64_t bit;
    const char *name;
};

static void put_open_flags(struct emit *json, uint64_t flags)
{
    static const char *const modes[] = { "O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE" };
    static const struct flag names[] = {
        { O_CREAT, "O_CREAT" },         { O_EXCL, "O_EXCL" },
        { O_NOCTTY, "O_NOCTTY" },       { O_TRUNC, "O_TRUNC" },
        { O_APPEND, "O_APPEND" },       { O_NONBLOCK, "O_NONBLOCK" },
        { O_ASYNC, "O_ASYNC" },         { O_DIRECT, "O_DIRECT" },
        { 0100000, "O_LARGEFILE" },     { O_TMPFILE, "O_TMPFILE" },
        { O_DIRECTORY, "O_DIRECTORY" }, { O_NOFOLLOW, "O_NOFOLLOW" },
        { O_NOATIME, "O_NOATIME" },     { O_CLOEXEC, "O_CLOEXEC" },
        { O_SYNC, "O_SYNC" },           { O_DSYNC, "O_DSYNC" },
        { O_PATH, "O_PATH" },
    };

    emit_open_array(json);
    emit_string(json, modes[flags & O_ACCMODE]);
    flags &= ~(uint64_t)O_ACCMODE & UINT32_MAX;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (names[i].bit == 0 || (flags & names[i].bit) != names[i].bit)
            continue;
        emit_string(json, names[i].name);
        flags &= ~names[i].bit;
    }
    if (flags != 0)
        emit_text64(json, flags);
    emit_close_array(json);
}

/* What the kernel reads is in the one record, what it has written in the other. */
static void put_string(struct emit *json, const struct call *call, uint64_t address)
{
    size_t length;
    const char *text = record_string(call->enter, address, &length);

    if (text == NULL)
        return;
    emit_key(json, "value");
    emit_bytes(json, text, length);
}

static void put_buffer(struct emit *json, const struct record_head *record,
                       uint64_t address, uint64_t wanted)
{
    size_t size;
    const void *bytes = record != NULL ? record_memory(record, address, &size) : NULL;

    if (bytes == NULL)
        return;
    emit_key(json, "value");
    emit_bytes(json, bytes, wanted < size ? (size_t)wanted : size);
}

static bool is(const char *kind, const char *name)
{
    return strcmp(kind, name) == 0;
}

void arg_value_put(struct emit *json, const struct call *call, unsigned i,
                   const char *kind)
{
    uint64_t raw = call_arg(call, i);

    if (is(kind, "path") || is(kind, "str")) {
        put_string(json, call, raw);
    } else if (is(kind, "buf_in")) {
        put_buffer(json, call->enter, raw, i < 5 ? call_arg(call, i + 1) : UINT64_MAX);
    } else if (is(kind, "buf_out")) {
        put_buffer(json, call->exit, raw, call->is_failed ? 0 : (uint64_t)call->result);
    } else if (is(kind, "openflags")) {
        emit_key(json, "value");
        put_open_flags(json, raw);
    } else if (is(kind, "dirfd") && (int)(uint32_t)raw == AT_FDCWD) {
        emit_key(json, "value");
        emit_string(json, "AT_FDCWD");
    } else if (is(kind, "fd") || is(kind, "dirfd") || is(kind, "int") ||
               is(kind, "pid") || is(kind, "msec")) {
        emit_key(json, "value");
        emit_number(json, (int)(uint32_t)raw);
    }
}
