/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * emit.h - writing JSON as it comes, without holding it in memory.
 *
 * What is written is valid JSON in ASCII, and safe inside of a <script> of a page.
 * Bytes that are not UTF-8 become lone surrogates, byte 0xNN as \udcNN, so that a file
 * name can be had back as it was (Python's os.fsencode() does it).
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_EMIT_H
#define LXRUN_REPORT_EMIT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct emit {
    FILE *out;
    bool has_before; /* a comma is due */
};

void emit_open_object(struct emit *json);
void emit_close_object(struct emit *json);
void emit_open_array(struct emit *json);
void emit_close_array(struct emit *json);
/* `name` is plain: nothing in it needs an escape. */
void emit_key(struct emit *json, const char *name);

void emit_string(struct emit *json, const char *text);
void emit_bytes(struct emit *json, const void *bytes, size_t size);
void emit_number(struct emit *json, int64_t number);
/* As a string of digits: 64 bits are more than a number in JavaScript has. */
void emit_text64(struct emit *json, uint64_t number);
void emit_signed_text64(struct emit *json, int64_t number);
void emit_bool(struct emit *json, bool value);
void emit_null(struct emit *json);
/* The end of an object that is a line of its own. */
void emit_end_line(struct emit *json);

#endif
