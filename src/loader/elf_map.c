/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * elf_map.c - segments to mappings.
 *
 * A position-independent file is first mapped whole, which finds a hole large
 * enough, then its segments are put in place and the gaps are opened again:
 * the result is what the kernel's elf_load() leaves.
 */
#include "loader/elf_map.h"

#include "abi/errno.h"
#include "abi/mman.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/span.h"
#include "mm/text.h"

#define ADDRESS_LIMIT 0x7ffffffff000UL
/* No address but 0 has a larger alignment; such a wish is not honoured. */
#define ALIGN_LIMIT (1UL << 46)

struct extent {
    uint64_t start;
    uint64_t end;
    uint64_t align;
};

static int protection_of(const Elf64_Phdr *phdr)
{
    int prot = 0;

    if (phdr->p_flags & PF_R)
        prot |= PROT_READ;
    if (phdr->p_flags & PF_W)
        prot |= PROT_WRITE;
    if (phdr->p_flags & PF_X)
        prot |= PROT_EXEC;
    return prot;
}

static bool is_sane(const Elf64_Phdr *phdr)
{
    uint64_t end;

    if (phdr->p_filesz > phdr->p_memsz || phdr->p_memsz > ADDRESS_LIMIT)
        return false;
    if (__builtin_add_overflow(phdr->p_vaddr, phdr->p_memsz, &end) || end > ADDRESS_LIMIT)
        return false;
    return phdr->p_filesz == 0 ||
           ((phdr->p_vaddr ^ phdr->p_offset) & (PAGE_SIZE - 1)) == 0;
}

/* What all PT_LOADs cover, and the largest alignment asked for. */
static long find_extent(const struct elf_file *file, struct extent *extent)
{
    Elf64_Phdr phdr;

    *extent = (struct extent){ .start = UINT64_MAX, .align = PAGE_SIZE };
    for (unsigned i = 0; i < file->header.e_phnum; i++) {
        long err = elf_program_header(file, i, &phdr);

        if (err != 0)
            return err;
        if (phdr.p_type != PT_LOAD)
            continue;
        if (!is_sane(&phdr))
            return -EINVAL;
        if (page_down(phdr.p_vaddr) < extent->start)
            extent->start = page_down(phdr.p_vaddr);
        if (page_up(phdr.p_vaddr + phdr.p_memsz) > extent->end)
            extent->end = page_up(phdr.p_vaddr + phdr.p_memsz);
        if (phdr.p_align > extent->align && phdr.p_align <= ALIGN_LIMIT &&
            (phdr.p_align & (phdr.p_align - 1)) == 0)
            extent->align = phdr.p_align;
    }
    return extent->end == 0 ? -EINVAL : 0;
}

/* Reserve room for a position-independent file and return its bias. */
static long choose_bias(const struct extent *extent, gaddr_t base, uint64_t *bias)
{
    uint64_t first = extent->start & ~(extent->align - 1);
    uint64_t size = extent->end - first;
    uint64_t slack = extent->align > PAGE_SIZE ? extent->align : 0;
    uint64_t start;
    long at = host_mmap(base & ~(extent->align - 1), size + slack, PROT_NONE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (at < 0)
        return at;
    start = ((uint64_t)at + extent->align - 1) & ~(extent->align - 1);
    /* The first page keeps its offset within the alignment. */
    *bias = start - first;
    host_munmap((uint64_t)at, size + slack);
    return 0;
}

static long map_file_part(const struct elf_file *file, const Elf64_Phdr *phdr, uint64_t bias)
{
    uint64_t start = page_down(phdr->p_vaddr);
    uint64_t end = page_up(phdr->p_vaddr + phdr->p_filesz);
    long at;

    if (phdr->p_filesz == 0)
        return 0;
    at = host_mmap(start + bias, end - start, protection_of(phdr),
                   MAP_PRIVATE | MAP_FIXED, file->fd, page_down(phdr->p_offset));
    if (at < 0)
        return at;
    if (protection_of(phdr) == (PROT_READ | PROT_EXEC))
        text_note(NULL, start + bias, end - start);
    return 0;
}

/* The rest of the last file page belongs to the bss (ld.so's first malloc
 * relies on its being zero), and so do the pages behind it, which are writable
 * whatever the header says (the kernel's vm_brk_flags()). */
static long map_zero_part(const Elf64_Phdr *phdr, uint64_t bias)
{
    uint64_t file_end = phdr->p_vaddr + phdr->p_filesz;
    uint64_t from = phdr->p_filesz == 0 ? page_down(file_end) : page_up(file_end);
    uint64_t end = page_up(phdr->p_vaddr + phdr->p_memsz);
    long at;

    if (phdr->p_memsz == phdr->p_filesz)
        return 0;
    if (phdr->p_filesz != 0 && (phdr->p_flags & PF_W) && from != file_end &&
        guest_zero(file_end + bias, from - file_end) != 0)
        return -EFAULT;
    if (end <= from)
        return 0;
    at = host_mmap(from + bias, end - from,
                   PROT_READ | PROT_WRITE | (protection_of(phdr) & PROT_EXEC),
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    return at < 0 ? at : 0;
}

static void note_segment(struct elf_place *place, const struct elf_file *file,
                         const Elf64_Phdr *phdr)
{
    uint64_t start = phdr->p_vaddr + place->bias;
    uint64_t file_end = start + phdr->p_filesz;
    uint64_t phoff = file->header.e_phoff;

    if (phdr->p_offset <= phoff && phoff < phdr->p_offset + phdr->p_filesz)
        place->phdrs = start + (phoff - phdr->p_offset);
    if (phdr->p_flags & PF_X) {
        if (place->code_start == 0 || start < place->code_start)
            place->code_start = start;
        if (file_end > place->code_end)
            place->code_end = file_end;
    }
    if (start > place->data_start)
        place->data_start = start;
    if (file_end > place->data_end)
        place->data_end = file_end;
}

static long map_segments(const struct elf_file *file, struct elf_place *place)
{
    Elf64_Phdr phdr;
    long err = 0;

    for (unsigned i = 0; err == 0 && i < file->header.e_phnum; i++) {
        err = elf_program_header(file, i, &phdr);
        if (err != 0)
            return err;
        if (phdr.p_type == PT_GNU_STACK)
            place->wants_exec_stack = (phdr.p_flags & PF_X) != 0;
        if (phdr.p_type != PT_LOAD || phdr.p_memsz == 0)
            continue;
        if (span_overlaps(phdr.p_vaddr + place->bias, phdr.p_memsz))
            return -ENOMEM;
        err = map_file_part(file, &phdr, place->bias);
        if (err == 0)
            err = map_zero_part(&phdr, place->bias);
        note_segment(place, file, &phdr);
    }
    return err;
}

long elf_map(const struct elf_file *file, gaddr_t base, struct elf_place *place)
{
    struct extent extent;
    long err = find_extent(file, &extent);

    if (err != 0)
        return err;
    *place = (struct elf_place){ .bias = 0 };
    if (file->header.e_type == ET_DYN)
        err = choose_bias(&extent, base, &place->bias);
    if (err != 0)
        return err;
    place->entry = file->header.e_entry + place->bias;
    place->start = extent.start + place->bias;
    place->end = extent.end + place->bias;
    return map_segments(file, place);
}
