/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pagemap.h - ioctl(2) requests of /proc/PID/pagemap and maps: structures of
 * <linux/fs.h> that are younger than the headers we are built with.
 */
#ifndef LXRUN_ABI_PAGEMAP_H
#define LXRUN_ABI_PAGEMAP_H

#include <linux/ioctl.h>
#include <stdint.h>

/* PAGEMAP_SCAN, since Linux 6.7. */
struct page_region {
    uint64_t start;
    uint64_t end;
    uint64_t categories;
};

struct pagemap_scan {
    uint64_t size;
    uint64_t flags;
    uint64_t start;
    uint64_t end;
    uint64_t walk_end;
    uint64_t vec;
    uint64_t vec_count;
    uint64_t max_pages;
    uint64_t category_inverted;
    uint64_t category_mask;
    uint64_t category_anyof_mask;
    uint64_t return_mask;
};

#define PAGEMAP_SCAN _IOWR('f', 16, struct pagemap_scan)

enum page_category {
    PAGE_IS_FILE = 1 << 2,
    PAGE_IS_PRESENT = 1 << 3,
    PAGE_IS_PFNZERO = 1 << 5,
};

/* PROCMAP_QUERY, since Linux 6.11. */
struct procmap_query {
    uint64_t size;
    uint64_t query_flags;
    uint64_t query_addr;
    uint64_t vma_start;
    uint64_t vma_end;
    uint64_t vma_flags;
    uint64_t vma_page_size;
    uint64_t vma_offset;
    uint64_t inode;
    uint32_t dev_major;
    uint32_t dev_minor;
    uint32_t vma_name_size;
    uint32_t build_id_size;
    uint64_t vma_name_addr;
    uint64_t build_id_addr;
};

#define PROCMAP_QUERY _IOWR('f', 17, struct procmap_query)
#define PROCMAP_QUERY_COVERING_OR_NEXT_VMA 0x10

_Static_assert(sizeof(struct pagemap_scan) == 96 && sizeof(struct procmap_query) == 104,
               "the kernel's layout");

#endif
