/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "elf_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct elf_image *elf_make(uint16_t type)
{
    struct elf_image *image = calloc(1, sizeof(*image));

    memset(image->rest, 1, sizeof(image->rest));
    memcpy(image->header.e_ident, ELFMAG, SELFMAG);
    image->header.e_ident[EI_CLASS] = ELFCLASS64;
    image->header.e_type = type;
    image->header.e_machine = EM_X86_64;
    image->header.e_entry = 0x1234;
    image->header.e_phoff = offsetof(struct elf_image, phdr);
    image->header.e_phentsize = sizeof(Elf64_Phdr);
    return image;
}

Elf64_Phdr *elf_add(struct elf_image *image, uint32_t type)
{
    Elf64_Phdr *phdr = &image->phdr[image->header.e_phnum++];

    phdr->p_type = type;
    phdr->p_align = PAGE_SIZE;
    return phdr;
}

Elf64_Phdr *elf_add_load(struct elf_image *image, uint64_t offset, uint64_t vaddr,
                         uint64_t filesz, uint64_t memsz, uint32_t flags)
{
    Elf64_Phdr *phdr = elf_add(image, PT_LOAD);

    phdr->p_offset = offset;
    phdr->p_vaddr = vaddr;
    phdr->p_filesz = filesz;
    phdr->p_memsz = memsz;
    phdr->p_flags = flags;
    return phdr;
}

void elf_open(const struct elf_image *image, size_t size, struct elf_file *file)
{
    FILE *stream = tmpfile();

    size_t written = size < sizeof(*image) ? size : sizeof(*image);

    if (stream == NULL || fwrite(image, 1, written, stream) != written ||
        fflush(stream) != 0 || ftruncate(fileno(stream), (off_t)size) != 0)
        abort();
    if (elf_read_head(file, fileno(stream)) != 0)
        abort();
}
