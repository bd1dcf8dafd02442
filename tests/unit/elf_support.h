/* SPDX-License-Identifier: GPL-2.0-or-later */
/* elf_support.h - small ELF files, made in memory. */
#ifndef LXRUN_TESTS_UNIT_ELF_SUPPORT_H
#define LXRUN_TESTS_UNIT_ELF_SUPPORT_H

#include "loader/elf_file.h"

#define ELF_FILE_SIZE 0x8000

struct elf_image {
    Elf64_Ehdr header;
    Elf64_Phdr phdr[8];
    uint8_t rest[ELF_FILE_SIZE - sizeof(Elf64_Ehdr) - 8 * sizeof(Elf64_Phdr)];
};

/* A program without program headers yet; what follows them is filled with 1s. */
struct elf_image *elf_make(uint16_t type);
Elf64_Phdr *elf_add(struct elf_image *image, uint32_t type);
/* A PT_LOAD with file offset, address, sizes and flags. */
Elf64_Phdr *elf_add_load(struct elf_image *image, uint64_t offset, uint64_t vaddr,
                         uint64_t filesz, uint64_t memsz, uint32_t flags);
/* The first `size` bytes as a file, with zeros behind the image, read like a
 * program about to be run. */
void elf_open(const struct elf_image *image, size_t size, struct elf_file *file);

#endif
