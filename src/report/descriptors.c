/* SPDX-License-Identifier: GPL-2.0-or-later */
/* descriptors.c - see descriptors.h. */
#include "report/descriptors.h"

#include <stdlib.h>
#include <string.h>

#define DESCRIPTOR_MOST (1 << 20)

struct descriptor {
    struct channel *channel; /* NULL: closed, or unknown */
    bool is_cloexec;
};

struct descriptors {
    unsigned users;
    size_t count;
    struct descriptor *at;
};

struct descriptors *descriptors_new(void)
{
    struct descriptors *table = table_new(sizeof(*table));

    table->users = 1;
    return table;
}

struct descriptors *descriptors_share(struct descriptors *table)
{
    table->users++;
    return table;
}

struct descriptors *descriptors_copy(const struct descriptors *table)
{
    struct descriptors *copy = descriptors_new();

    if (table->count == 0)
        return copy;
    copy->count = table->count;
    copy->at = table_grow(NULL, copy->count, sizeof(*copy->at));
    memcpy(copy->at, table->at, copy->count * sizeof(*copy->at));
    for (size_t fd = 0; fd < copy->count; fd++)
        if (copy->at[fd].channel != NULL)
            copy->at[fd].channel->users++;
    return copy;
}

void descriptors_drop(struct descriptors *table)
{
    if (--table->users > 0)
        return;
    descriptors_close_range(table, 0, UINT64_MAX);
    free(table->at);
    free(table);
}

static bool is_in(const struct descriptors *table, int64_t fd)
{
    return fd >= 0 && (uint64_t)fd < table->count;
}

struct channel *descriptors_get(const struct descriptors *table, int64_t fd)
{
    return is_in(table, fd) ? table->at[fd].channel : NULL;
}

static bool make_room(struct descriptors *table, int64_t fd)
{
    size_t count = table->count;

    if (fd < 0 || fd >= DESCRIPTOR_MOST)
        return false;
    if ((size_t)fd < count)
        return true;
    table->count = (size_t)fd + 32;
    table->at = table_grow(table->at, table->count, sizeof(*table->at));
    memset(table->at + count, 0, (table->count - count) * sizeof(*table->at));
    return true;
}

static void put(struct descriptors *table, int64_t fd, struct channel *channel,
                bool is_cloexec)
{
    descriptors_close(table, fd);
    table->at[fd] = (struct descriptor){ channel, is_cloexec };
}

void descriptors_open(struct descriptors *table, int64_t fd, struct object *object,
                      bool is_cloexec)
{
    struct channel *channel;

    if (!make_room(table, fd))
        return;
    channel = table_new(sizeof(*channel));
    channel->users = 1;
    channel->object = object;
    put(table, fd, channel, is_cloexec);
}

void descriptors_close(struct descriptors *table, int64_t fd)
{
    struct channel *channel = descriptors_get(table, fd);

    if (channel == NULL)
        return;
    table->at[fd].channel = NULL;
    if (--channel->users == 0)
        free(channel);
}

void descriptors_close_range(struct descriptors *table, uint64_t first, uint64_t last)
{
    for (uint64_t fd = first; fd < table->count && fd <= last; fd++)
        descriptors_close(table, (int64_t)fd);
}

void descriptors_duplicate(struct descriptors *table, int64_t from, int64_t to,
                           bool is_cloexec)
{
    struct channel *channel = descriptors_get(table, from);

    if (from == to || !make_room(table, to))
        return;
    if (channel == NULL) {
        descriptors_close(table, to);
        return;
    }
    channel->users++;
    put(table, to, channel, is_cloexec);
}

void descriptors_set_cloexec(struct descriptors *table, uint64_t first, uint64_t last,
                             bool is_cloexec)
{
    for (uint64_t fd = first; fd < table->count && fd <= last; fd++)
        table->at[fd].is_cloexec = is_cloexec;
}

void descriptors_exec(struct descriptors *table)
{
    for (size_t fd = 0; fd < table->count; fd++)
        if (table->at[fd].is_cloexec)
            descriptors_close(table, (int64_t)fd);
}
