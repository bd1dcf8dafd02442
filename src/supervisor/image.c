/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * image.c - link the embedded lxcore to a random base.
 *
 * The linker has left nothing to do but relative relocations: the file written
 * here is ET_EXEC with the base added to every address, and has no dynamic
 * section or section headers.  lxcore is trusted, being a part of this
 * program; the checks are for mistakes in its build.
 */
#include "supervisor/image.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <libelf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "abi/config.h"
#include "core/layout.h"
#include "supervisor/processor.h"

#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

#define BASE_LOWEST 0x680000000000UL
#define BASE_WINDOW (1UL << 40)
#define BASE_STEP (2UL << 20)
#define DRAWS_MOST 64
#define RET 0xc3
#define NOP 0x90

extern const unsigned char lxcore_elf_start[], lxcore_elf_end[];

/* The embedded file and a copy of what will be loaded of it. */
struct draft {
    const Elf64_Ehdr *header;
    const Elf64_Phdr *segments;
    size_t segment_count;
    unsigned char *bytes;
    size_t size;
    uint64_t base;
};

static bool is_randomized(void)
{
    int persona = personality(0xffffffff);

    return persona == -1 || (persona & ADDR_NO_RANDOMIZE) == 0;
}

/* The span with its guard page (core/span.h).  An lxcore around us, that of an outer
 * lxrun, says that something is where it is.  What else mmap(2) may say is no matter of addresses. */
static bool span_is_free(uint64_t base)
{
    const size_t size = LX_SPAN_SIZE + LX_GUARD_SIZE;
    void *at = mmap((void *)(uintptr_t)(base - LX_GUARD_SIZE), size, PROT_NONE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);

    if (at == MAP_FAILED)
        return errno != EEXIST;
    munmap(at, size);
    return true;
}

static long draw_base(uint64_t *base)
{
    uint64_t random = 0, steps = (BASE_WINDOW - LX_SPAN_SIZE) / BASE_STEP;
    bool draws = is_randomized();

    for (int i = 0; i < DRAWS_MOST; i++, random += LX_SPAN_SIZE / BASE_STEP) {
        if (draws && getrandom(&random, sizeof(random), 0) != (ssize_t)sizeof(random))
            return -EIO;
        *base = BASE_LOWEST + random % steps * BASE_STEP;
        if (span_is_free(*base))
            return 0;
    }
    return -EEXIST;
}

/* Where `size` bytes at an unrelocated address lie in the file; NULL if the
 * file does not hold them. */
static unsigned char *bytes_at(const struct draft *draft, uint64_t address, uint64_t size)
{
    for (size_t i = 0; i < draft->segment_count; i++) {
        const Elf64_Phdr *segment = &draft->segments[i];
        uint64_t offset = address - segment->p_vaddr;

        if (segment->p_type == PT_LOAD && address >= segment->p_vaddr &&
            offset <= segment->p_filesz && segment->p_filesz - offset >= size)
            return draft->bytes + segment->p_offset + offset;
    }
    return NULL;
}

static long relocate_one(const struct draft *draft, const Elf64_Rela *rela)
{
    uint64_t value = draft->base + (uint64_t)rela->r_addend;
    unsigned char *place = bytes_at(draft, rela->r_offset, sizeof(value));

    if (ELF64_R_TYPE(rela->r_info) != R_X86_64_RELATIVE || place == NULL)
        return -ENOEXEC;
    memcpy(place, &value, sizeof(value));
    return 0;
}

static long relocate(const struct draft *draft, uint64_t table, uint64_t size)
{
    const unsigned char *entries = bytes_at(draft, table, size);
    Elf64_Rela rela;
    long err = 0;

    if (size == 0)
        return 0;
    if (entries == NULL)
        return -ENOEXEC;
    for (uint64_t at = 0; err == 0 && at + sizeof(rela) <= size; at += sizeof(rela)) {
        memcpy(&rela, entries + at, sizeof(rela));
        err = relocate_one(draft, &rela);
    }
    return err;
}

static long relocate_by_dynamic(const struct draft *draft, const Elf64_Phdr *dynamic)
{
    const unsigned char *entries = bytes_at(draft, dynamic->p_vaddr, dynamic->p_filesz);
    uint64_t table = 0, size = 0;
    Elf64_Dyn entry;

    if (entries == NULL)
        return -ENOEXEC;
    for (size_t at = 0; at + sizeof(entry) <= dynamic->p_filesz; at += sizeof(entry)) {
        memcpy(&entry, entries + at, sizeof(entry));
        if (entry.d_tag == DT_NULL)
            break;
        if (entry.d_tag == DT_RELA)
            table = entry.d_un.d_ptr;
        else if (entry.d_tag == DT_RELASZ)
            size = entry.d_un.d_val;
        else if (entry.d_tag == DT_JMPREL || entry.d_tag == DT_REL ||
                 entry.d_tag == DT_NEEDED)
            return -ENOEXEC;
    }
    return relocate(draft, table, size);
}

static bool belongs_in_image(const Elf64_Phdr *segment)
{
    return segment->p_type == PT_LOAD || segment->p_type == PT_GNU_STACK;
}

static void write_headers(const struct draft *draft)
{
    Elf64_Ehdr header = *draft->header;
    unsigned char *out = draft->bytes + sizeof(header);

    header.e_type = ET_EXEC;
    header.e_entry += draft->base;
    header.e_phoff = sizeof(header);
    header.e_phnum = 0;
    header.e_shoff = 0;
    header.e_shnum = 0;
    header.e_shstrndx = 0;
    for (size_t i = 0; i < draft->segment_count; i++) {
        Elf64_Phdr segment = draft->segments[i];

        if (!belongs_in_image(&segment))
            continue;
        if (segment.p_type == PT_GNU_STACK)
            segment.p_flags &= ~(Elf64_Word)PF_X;
        segment.p_vaddr += draft->base;
        segment.p_paddr += draft->base;
        memcpy(out, &segment, sizeof(segment));
        out += sizeof(segment);
        header.e_phnum++;
    }
    memcpy(draft->bytes, &header, sizeof(header));
}

static long link_to_base(const struct draft *draft)
{
    long err = 0;

    for (size_t i = 0; err == 0 && i < draft->segment_count; i++)
        if (draft->segments[i].p_type == PT_DYNAMIC)
            err = relocate_by_dynamic(draft, &draft->segments[i]);
    if (err == 0)
        write_headers(draft);
    return err;
}

static long measure(struct draft *draft, size_t file_size)
{
    for (size_t i = 0; i < draft->segment_count; i++) {
        const Elf64_Phdr *segment = &draft->segments[i];
        uint64_t end = segment->p_offset + segment->p_filesz;

        if (segment->p_type != PT_LOAD)
            continue;
        if (end > file_size || segment->p_vaddr + segment->p_memsz > LX_IMAGE_LIMIT)
            return -ENOEXEC;
        if (end > draft->size)
            draft->size = end;
    }
    return draft->size == 0 ? -ENOEXEC : 0;
}

static long read_embedded(struct draft *draft, Elf *elf)
{
    draft->header = elf64_getehdr(elf);
    draft->segments = elf64_getphdr(elf);
    if (draft->header == NULL || draft->segments == NULL ||
        elf_getphdrnum(elf, &draft->segment_count) != 0)
        return -ENOEXEC;
    return 0;
}

/* Executable memfds must ask for it where vm.memfd_noexec is 1; kernels before
 * 6.3 do not know the question. */
static int make_memfd(void)
{
    unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
    int fd = memfd_create("lxcore", flags | MFD_EXEC);

    if (fd < 0 && errno == EINVAL)
        fd = memfd_create("lxcore", flags);
    return fd;
}

static long fill_memfd(struct image *image, const struct draft *draft)
{
    int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
    struct stat status;

    image->fd = make_memfd();
    if (image->fd < 0)
        return -errno;
    if (write(image->fd, draft->bytes, draft->size) != (ssize_t)draft->size)
        return -EIO;
    if (fcntl(image->fd, F_ADD_SEALS, seals) != 0 || fstat(image->fd, &status) != 0)
        return -errno;
    image->device = status.st_dev;
    image->inode = status.st_ino;
    return 0;
}

static long find_gate(struct image *image, const struct draft *draft)
{
    const unsigned char *gate = bytes_at(draft, LX_GATE_OFFSET, LX_GATE_SIZE);

    if (gate == NULL)
        return -ENOEXEC;
    image->gate_offset = gate - draft->bytes;
    image->gate = draft->base + LX_GATE_OFFSET;
    return 0;
}

static long choose_returns(const struct draft *draft)
{
    unsigned char *place = bytes_at(draft, LX_RETURN_OFFSET, 1);

    if (place == NULL || *place != RET)
        return -ENOEXEC;
    if (processor_forgets_calls())
        *place = NOP;
    return 0;
}

static long write_config(const struct draft *draft, const struct lx_config *config)
{
    unsigned char *place = bytes_at(draft, LX_CONFIG_OFFSET, sizeof(*config));

    if (place == NULL)
        return -ENOEXEC;
    memcpy(place, config, sizeof(*config));
    return 0;
}

static long make_from(struct image *image, const struct lx_config *config, Elf *elf,
                      size_t file_size)
{
    struct draft draft = { 0 };
    long err = read_embedded(&draft, elf);

    if (err == 0)
        err = measure(&draft, file_size);
    if (err == 0)
        err = draw_base(&draft.base);
    if (err != 0)
        return err;
    draft.bytes = malloc(draft.size);
    if (draft.bytes == NULL)
        return -ENOMEM;
    memcpy(draft.bytes, lxcore_elf_start, draft.size);
    err = link_to_base(&draft);
    if (err == 0)
        err = choose_returns(&draft);
    if (err == 0)
        err = write_config(&draft, config);
    if (err == 0)
        err = find_gate(image, &draft);
    if (err == 0)
        err = fill_memfd(image, &draft);
    free(draft.bytes);
    return err;
}

long image_make(struct image *image, const struct lx_config *config)
{
    size_t file_size = (size_t)(lxcore_elf_end - lxcore_elf_start);
    Elf *elf;
    long err;

    elf_version(EV_CURRENT);
    /* libelf does not write to an image it was given, but says `char *`. */
    elf = elf_memory((char *)(uintptr_t)lxcore_elf_start, file_size);
    if (elf == NULL)
        return -ENOEXEC;
    err = make_from(image, config, elf, file_size);
    elf_end(elf);
    return err;
}

long image_map_gate(const struct image *image)
{
    void *at = mmap((void *)(uintptr_t)image->gate, LX_GATE_SIZE, PROT_READ | PROT_EXEC,
                    MAP_PRIVATE | MAP_FIXED_NOREPLACE, image->fd, image->gate_offset);

    return at == MAP_FAILED ? -errno : 0;
}

bool image_is_run_by(const struct image *image, pid_t pid)
{
    char path[32];
    struct stat st;

    snprintf(path, sizeof(path), "/proc/%d/exe", pid);
    return stat(path, &st) == 0 && st.st_ino == image->inode && st.st_dev == image->device;
}
