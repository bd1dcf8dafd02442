/* SPDX-License-Identifier: GPL-2.0-or-later */
/* maps.c - copying a list of mappings line by line, without our own. */
#include "view/maps.h"

#include "core/host.h"
#include "core/string.h"
#include "view/hidden.h"
#include "view/lines.h"

#define PERMISSIONS 4

struct filter {
    struct lines_out to;
    bool is_hiding; /* the lines of the current mapping are not copied */
    struct hidden hidden;
};

bool maps_is_name(const char *name)
{
    return string_equal(name, "maps") || string_equal(name, "smaps") ||
           string_equal(name, "numa_maps");
}

bool maps_line_is_header(const char *line, size_t size, uint64_t *address)
{
    size_t digits = string_get_hex(line, size, address);

    return digits > 0 && digits < size && (line[digits] == '-' || line[digits] == ' ');
}

/* START-END rwxp … */
bool maps_parse_header(const char *line, size_t size, struct maps_header *header)
{
    size_t at = string_get_hex(line, size, &header->start), digits;

    if (at == 0 || at >= size || line[at++] != '-')
        return false;
    digits = string_get_hex(line + at, size - at, &header->end);
    at += digits;
    if (digits == 0 || at + 1 + PERMISSIONS > size || line[at++] != ' ')
        return false;
    header->is_readable = line[at] == 'r';
    header->is_writable = line[at + 1] == 'w';
    header->is_executable = line[at + 2] == 'x';
    header->is_private = line[at + 3] == 'p';
    return true;
}

static long filter_line(void *context, const char *line, size_t size)
{
    struct filter *filter = context;
    uint64_t address;

    if (maps_line_is_header(line, size, &address))
        filter->is_hiding = hidden_has(&filter->hidden, address);
    return filter->is_hiding ? 0 : lines_put(&filter->to, line, size);
}

long maps_copy(hostfd_t from, hostfd_t to, int pid)
{
    struct filter filter;
    long err;

    filter.is_hiding = false;
    lines_out_begin(&filter.to, to);
    hidden_of(pid, &filter.hidden);
    err = lines_each(from, filter_line, &filter);
    return err != 0 ? err : lines_flush(&filter.to);
}
