/* SPDX-License-Identifier: GPL-2.0-or-later */
/* poll.c - waiting for descriptors: poll, select, epoll. */
#include <string.h>

#include "report/decode/impl.h"

#define FDS_MOST 65536
#define SETS_SIZE_MOST 8192 /* bytes of a set */

struct poll_entry {
    int32_t fd;
    int16_t events;
    int16_t revents;
};

static void show_events(struct decode *d, const struct poll_entry *entry)
{
    text_string(d->out, "{fd=");
    decode_fd(d, entry->fd);
    if (entry->fd >= 0) {
        text_string(d->out, ", events=");
        decode_flags(d, &constants_pollevents, (uint16_t)entry->events);
    }
    text_char(d->out, '}');
}

void decode_arg_pollfds(struct decode *d, unsigned i)
{
    uint64_t count = decode_count(d, i) & UINT32_MAX;
    struct poll_entry entry;

    if (count == 0 && arg(d, i) != 0) {
        text_string(d->out, "[]");
        return;
    }
    if (!decode_read(d, SIDE_IN, arg(d, i), &entry, sizeof(entry))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_char(d->out, '[');
    for (uint64_t j = 0; j < count && j < FDS_MOST; j++) {
        uint64_t at = arg(d, i) + j * sizeof(entry);

        text_string(d->out, j == 0 ? "" : ", ");
        if ((!d->style->is_whole && j >= d->style->string_limit) ||
            !decode_read(d, SIDE_IN, at, &entry, sizeof(entry))) {
            text_string(d->out, "...");
            break;
        }
        show_events(d, &entry);
    }
    text_char(d->out, ']');
}

/* The notes are written with the usual tools, and then moved behind the result. */
static struct text *begin_note(struct decode *d, struct text *note)
{
    struct text *out = d->out;

    *note = (struct text){ 0 };
    d->out = note;
    return out;
}

static void end_note(struct decode *d, struct text *note, struct text *out)
{
    d->out = out;
    if (note->size > 0)
        decode_note(d, "%.*s", (int)note->size, note->bytes);
    text_free(note);
}

static void add_left(struct decode *d, uint64_t address, bool is_timeval)
{
    uint64_t time[2];

    if (!decode_read(d, SIDE_OUT, address, time, sizeof(time)))
        return;
    text_string(d->out, d->out->size == 0 ? "left " : ", left ");
    if (is_timeval)
        decode_timeval_at(d, SIDE_OUT, address);
    else
        decode_timespec_at(d, SIDE_OUT, address);
}

static void add_ready(struct decode *d)
{
    uint64_t count = arg(d, 1) & UINT32_MAX, shown = 0;
    struct poll_entry entry;

    for (uint64_t j = 0; j < count && j < FDS_MOST; j++) {
        if (!decode_read(d, SIDE_OUT, arg(d, 0) + j * sizeof(entry), &entry, sizeof(entry)))
            break;
        if (entry.revents == 0)
            continue;
        text_string(d->out, shown == 0 ? "[" : ", ");
        if (!d->style->is_whole && shown >= d->style->string_limit) {
            text_string(d->out, "...");
            break;
        }
        text_string(d->out, "{fd=");
        decode_fd(d, entry.fd);
        text_string(d->out, ", revents=");
        decode_flags(d, &constants_pollevents, (uint16_t)entry.revents);
        text_char(d->out, '}');
        shown++;
    }
    text_string(d->out, shown > 0 ? "]" : "");
}

void decode_note_poll(struct decode *d)
{
    struct text note, *out;

    if (decode_failed(d))
        return;
    if (d->exit->result == 0) {
        decode_note(d, "Timeout");
        return;
    }
    out = begin_note(d, &note);
    add_ready(d);
    if (d->shape->args[2].kind == ARG_timespec_inout)
        add_left(d, arg(d, 2), false);
    end_note(d, &note, out);
}

static const unsigned char *set_of(const struct decode *d, enum side side, unsigned i,
                                   uint64_t *bits)
{
    size_t there = 0;
    const unsigned char *set = decode_memory(d, side, arg(d, i), &there);

    *bits = arg(d, 0) & INT32_MAX;
    if (*bits > 8 * SETS_SIZE_MOST)
        *bits = 8 * SETS_SIZE_MOST;
    if (*bits > 8 * there)
        *bits = 8 * there;
    return set;
}

static void show_set(struct decode *d, const unsigned char *set, uint64_t bits)
{
    const char *between = "";

    text_char(d->out, '[');
    for (uint64_t j = 0; j < bits; j++) {
        if (!(set[j / 8] >> (j % 8) & 1))
            continue;
        text_string(d->out, between);
        decode_fd(d, (int)j);
        between = " ";
    }
    text_char(d->out, ']');
}

static bool is_set_empty(const unsigned char *set, uint64_t bits)
{
    for (uint64_t j = 0; j < bits; j++)
        if (set[j / 8] >> (j % 8) & 1)
            return false;
    return true;
}

void decode_arg_fdset(struct decode *d, unsigned i)
{
    uint64_t bits;
    const unsigned char *set = set_of(d, SIDE_IN, i, &bits);

    if (set == NULL)
        decode_address(d, arg(d, i));
    else
        show_set(d, set, bits);
}

static void add_sets(struct decode *d)
{
    static const char *const names[] = { "in ", "out ", "except " };

    for (unsigned i = 1; i <= 3; i++) {
        uint64_t bits;
        const unsigned char *set = set_of(d, SIDE_OUT, i, &bits);

        if (set == NULL || is_set_empty(set, bits))
            continue;
        text_string(d->out, d->out->size == 0 ? "" : ", ");
        text_string(d->out, names[i - 1]);
        show_set(d, set, bits);
    }
}

void decode_note_select(struct decode *d)
{
    struct text note, *out;

    if (decode_failed(d))
        return;
    if (d->exit->result == 0) {
        decode_note(d, "Timeout");
        return;
    }
    out = begin_note(d, &note);
    add_sets(d);
    add_left(d, arg(d, 4), d->shape->args[4].kind == ARG_timeval_inout);
    end_note(d, &note, out);
}

static bool show_epoll_event(struct decode *d, enum side side, uint64_t address)
{
    struct {
        uint32_t events;
        uint64_t data;
    } __attribute__((packed)) event;

    if (!decode_read(d, side, address, &event, sizeof(event)))
        return false;
    text_string(d->out, "{events=");
    decode_flags(d, &constants_epollevents, event.events);
    text_format(d->out, ", data={u32=%u, u64=%llu}}", (uint32_t)event.data,
                (unsigned long long)event.data);
    return true;
}

/* Not for EPOLL_CTL_DEL, which does not look at it. */
void decode_arg_epoll_in(struct decode *d, unsigned i)
{
    if (arg(d, 1) == 2 || !show_epoll_event(d, SIDE_IN, arg(d, i)))
        decode_address(d, arg(d, i));
}

void decode_arg_epoll_out(struct decode *d, unsigned i)
{
    uint64_t count = decode_count(d, i);

    if (decode_failed(d)) {
        decode_address(d, arg(d, i));
        return;
    }
    text_char(d->out, '[');
    for (uint64_t j = 0; j < count && j < FDS_MOST; j++) {
        text_string(d->out, j == 0 ? "" : ", ");
        if ((!d->style->is_whole && j >= d->style->string_limit) ||
            !show_epoll_event(d, SIDE_OUT, arg(d, i) + 12 * j)) {
            text_string(d->out, "...");
            break;
        }
    }
    text_char(d->out, ']');
}
