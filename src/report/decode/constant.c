/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * constant.c - names for numbers, as -X wants them.
 *
 * -X raw     0x1
 * -X verbose 0x1 with the names behind it, as a comment
 */
#include <fcntl.h>

#include "report/decode/impl.h"

/* Enumerations are in order; a set of flags is looked through. */
const char *constant_name(const struct constants *set, uint64_t value)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->constants[i].value == value)
            return set->constants[i].name;
    return NULL;
}

static void add_unnamed(struct decode *d, const struct constants *set)
{
    text_format(d->out, " /* %s */", set->unnamed);
}

void decode_enum(struct decode *d, const struct constants *set, uint64_t value)
{
    const char *name = d->style->words == WORDS_RAW ? NULL : constant_name(set, value);

    if (name != NULL && d->style->words == WORDS_ABBREVIATED) {
        text_string(d->out, name);
        return;
    }
    text_hex(d->out, value);
    if (d->style->words == WORDS_RAW)
        return;
    if (name != NULL)
        text_format(d->out, " /* %s */", name);
    else
        add_unnamed(d, set);
}

bool decode_flag_names(struct decode *d, const struct constants *set, uint64_t value)
{
    bool is_named = false;

    for (size_t i = 0; i < set->count; i++) {
        uint64_t bits = set->constants[i].value;

        if (bits == 0 || (value & bits) != bits)
            continue;
        text_string(d->out, is_named ? "|" : "");
        text_string(d->out, set->constants[i].name);
        is_named = true;
        value &= ~bits;
    }
    if (is_named && value != 0) {
        text_char(d->out, '|');
        text_hex(d->out, value);
    }
    return is_named;
}

static bool has_name(const struct constants *set, uint64_t value)
{
    for (size_t i = 0; i < set->count; i++) {
        uint64_t bits = set->constants[i].value;

        if (bits != 0 && (value & bits) == bits)
            return true;
    }
    return false;
}

static void flags_without_names(struct decode *d, const struct constants *set, uint64_t value)
{
    const char *zero = value == 0 ? constant_name(set, 0) : NULL;

    if (zero != NULL) {
        text_string(d->out, zero);
        return;
    }
    text_hex(d->out, value);
    if (value != 0)
        add_unnamed(d, set);
}

void decode_flags(struct decode *d, const struct constants *set, uint64_t value)
{
    if (d->style->words == WORDS_RAW) {
        text_hex(d->out, value);
    } else if (!has_name(set, value)) {
        flags_without_names(d, set, value);
    } else if (d->style->words == WORDS_ABBREVIATED) {
        decode_flag_names(d, set, value);
    } else {
        text_hex(d->out, value);
        text_string(d->out, " /* ");
        decode_flag_names(d, set, value);
        text_string(d->out, " */");
    }
}

static void open_flag_names(struct decode *d, uint64_t flags)
{
    text_string(d->out, constant_name(&constants_openmodes, flags & O_ACCMODE));
    flags &= ~(uint64_t)O_ACCMODE;
    if (flags == 0)
        return;
    text_char(d->out, '|');
    if (!decode_flag_names(d, &constants_openbits, flags))
        text_hex(d->out, flags);
}

void decode_open_flags(struct decode *d, uint64_t flags)
{
    if (d->style->words != WORDS_ABBREVIATED)
        text_hex(d->out, flags);
    if (d->style->words == WORDS_VERBOSE)
        text_string(d->out, " /* ");
    if (d->style->words != WORDS_RAW)
        open_flag_names(d, flags);
    if (d->style->words == WORDS_VERBOSE)
        text_string(d->out, " */");
}
