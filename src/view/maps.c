/* SPDX-License-Identifier: GPL-2.0-or-later */
/* maps.c - copying a list of mappings line by line, without our own. */
#include "view/maps.h"

#include "arch/x86_64/trampoline.h"
#include "core/host.h"
#include "core/span.h"
#include "view/lines.h"

struct filter {
    hostfd_t to;
    bool is_hiding; /* the lines of the current mapping are not copied */
};

bool maps_line_is_header(const char *line, size_t size, uint64_t *address)
{
    size_t i = 0;

    *address = 0;
    for (; i < size; i++) {
        if (line[i] >= '0' && line[i] <= '9')
            *address = (*address << 4) | (uint64_t)(line[i] - '0');
        else if (line[i] >= 'a' && line[i] <= 'f')
            *address = (*address << 4) | (uint64_t)(line[i] - 'a' + 10);
        else
            break;
    }
    return i > 0 && i < size && (line[i] == '-' || line[i] == ' ');
}

static long filter_line(void *context, const char *line, size_t size)
{
    struct filter *filter = context;
    uint64_t address;

    if (maps_line_is_header(line, size, &address))
        filter->is_hiding = span_overlaps(address, 1) || trampoline_at(address) != 0;
    return filter->is_hiding ? 0 : lines_write(filter->to, line, size);
}

long maps_copy(hostfd_t from, hostfd_t to)
{
    struct filter filter = { .to = to };

    return lines_each(from, filter_line, &filter);
}
