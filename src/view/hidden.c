/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hidden.c - see hidden.h.
 *
 * The kernel is asked for the mappings (/proc/PID/maps) and, for lxcore's alone,
 * for their pages (/proc/PID/pagemap): smaps would walk all pages of the guest.
 */
#include "view/hidden.h"

#include "abi/errno.h"
#include "abi/pagemap.h"
#include "core/host.h"
#include "core/span.h"
#include "core/string.h"
#include "view/lines.h"
#include "view/maps.h"
#include "view/other.h"

#include <linux/fcntl.h>

#define PATH_SIZE 40
#define REGIONS 32
#define ENTRIES 64
/* An entry of pagemap, for kernels without PAGEMAP_SCAN. */
#define ENTRY_PRESENT (1UL << 63)
#define ENTRY_IS_FILE (1UL << 61)

struct measure {
    const struct hidden *hidden;
    struct hidden_sizes *sizes;
    hostfd_t pagemap;
};

/* A process that may not be asked is shown with its trampolines. */
void hidden_of(int pid, struct hidden *hidden)
{
    const uint32_t *count = trampoline_count_address();
    const gaddr_t *pages = trampoline_pages_address();
    bool is_read = true;

    hidden->count = *count;
    if (pid == host_getpid())
        memcpy(hidden->trampolines, pages, sizeof(hidden->trampolines));
    else
        is_read =
            other_read(pid, count, &hidden->count, sizeof(*count)) &&
            other_read(pid, pages, hidden->trampolines, sizeof(hidden->trampolines));
    if (!is_read || hidden->count > TRAMPOLINE_PAGES_MOST)
        hidden->count = 0;
}

bool hidden_has(const struct hidden *hidden, uint64_t start)
{
    if (span_overlaps(start, 1))
        return true;
    for (uint32_t i = 0; i < hidden->count; i++)
        if (hidden->trampolines[i] == start)
            return true;
    return false;
}

static long open_file(int pid, const char *name)
{
    char path[PATH_SIZE] = "/proc/";
    char *end = string_put_decimal(path + strlen(path), (uint64_t)pid);

    memcpy(end, name, strlen(name) + 1);
    return host_openat(AT_FDCWD, HOST_POINTER(path), O_RDONLY | O_CLOEXEC, 0);
}

static void count_regions(struct hidden_sizes *sizes, const struct page_region *regions,
                          long count)
{
    for (long i = 0; i < count; i++) {
        uint64_t pages = (regions[i].end - regions[i].start) / PAGE_SIZE;

        if (regions[i].categories & PAGE_IS_FILE)
            sizes->file += pages;
        else
            sizes->anon += pages;
    }
}

/* Pages that are there, but for the one of zeros that the kernel lends: it counts
 * for nobody.  False: the kernel cannot scan. */
static bool scan(const struct measure *measure, uint64_t start, uint64_t end)
{
    struct page_region regions[REGIONS];
    struct pagemap_scan arg = {
        .size = sizeof(arg),
        .start = start,
        .end = end,
        .vec = HOST_POINTER(regions),
        .vec_count = REGIONS,
        .category_inverted = PAGE_IS_PFNZERO,
        .category_mask = PAGE_IS_PRESENT | PAGE_IS_PFNZERO,
        .return_mask = PAGE_IS_FILE,
    };

    while (arg.start < end) {
        long count = host_call3(SYS_ioctl, (uint64_t)measure->pagemap, PAGEMAP_SCAN,
                                HOST_POINTER(&arg));

        if (count < 0 || arg.walk_end <= arg.start)
            return false;
        count_regions(measure->sizes, regions, count);
        arg.start = arg.walk_end;
    }
    return true;
}

static void count_entries(const struct measure *measure, uint64_t start, uint64_t end)
{
    uint64_t entries[ENTRIES];

    for (; start < end; start += ENTRIES * PAGE_SIZE) {
        long got = host_pread(measure->pagemap, entries, sizeof(entries),
                              start / PAGE_SIZE * sizeof(entries[0]));

        for (long i = 0; i < got / (long)sizeof(entries[0]); i++) {
            if (start + (uint64_t)i * PAGE_SIZE >= end || !(entries[i] & ENTRY_PRESENT))
                continue;
            if (entries[i] & ENTRY_IS_FILE)
                measure->sizes->file++;
            else
                measure->sizes->anon++;
        }
    }
}

static void measure_mapping(const struct measure *measure,
                            const struct maps_header *mapping)
{
    struct hidden_sizes *sizes = measure->sizes;
    uint64_t pages = (mapping->end - mapping->start) / PAGE_SIZE;

    sizes->mapped += pages;
    if (mapping->is_writable && mapping->is_private)
        sizes->writable += pages;
    if (mapping->is_executable && !mapping->is_writable)
        sizes->code += pages;
    if (!mapping->is_readable || measure->pagemap < 0)
        return;
    if (!scan(measure, mapping->start, mapping->end))
        count_entries(measure, mapping->start, mapping->end);
}

static long measure_line(void *context, const char *line, size_t size)
{
    const struct measure *measure = context;
    struct maps_header mapping;

    if (maps_parse_header(line, size, &mapping) &&
        hidden_has(measure->hidden, mapping.start))
        measure_mapping(measure, &mapping);
    return 0;
}

void hidden_measure(int pid, struct hidden_sizes *sizes)
{
    long maps = open_file(pid, "/maps");
    struct hidden hidden;
    struct measure measure = { .hidden = &hidden, .sizes = sizes };

    *sizes = (struct hidden_sizes){ 0 };
    if (maps < 0)
        return;
    hidden_of(pid, &hidden);
    measure.pagemap = (hostfd_t)open_file(pid, "/pagemap");
    lines_each((hostfd_t)maps, measure_line, &measure);
    if (measure.pagemap >= 0)
        host_close(measure.pagemap);
    host_close((hostfd_t)maps);
}
