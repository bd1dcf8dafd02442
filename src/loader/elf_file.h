/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * elf_file.h - reading the headers of an ELF file that is to be run.
 *
 * World   lxcore (unit tests compile it with another host_pread()).
 * Result  0 or the errno with which Linux's execve(2) refuses the same file
 *         (fs/binfmt_elf.c); nothing in the file is believed before it is
 *         checked.
 */
#ifndef LXRUN_LOADER_ELF_FILE_H
#define LXRUN_LOADER_ELF_FILE_H

#include <linux/elf.h>

#include "core/types.h"

/* How much of a file is read at once: both headers of nearly every program. */
#define ELF_HEAD_SIZE 1024

struct elf_file {
    hostfd_t fd;
    Elf64_Ehdr header;
    size_t head_size;
    uint8_t head[ELF_HEAD_SIZE];
};

/* Read the start of the file; a short file is no error here. */
long elf_read_head(struct elf_file *file, hostfd_t fd);
/* -ENOEXEC unless it is a program for this machine. */
long elf_check_program(struct elf_file *file);
/* -ELIBBAD unless it is something that can be an interpreter. */
long elf_check_interpreter(struct elf_file *file);
/* Program header `index` < header.e_phnum. */
long elf_program_header(const struct elf_file *file, unsigned index, Elf64_Phdr *out);
bool elf_has_interpreter(const struct elf_file *file);
/* Copy the PT_INTERP path; 0 if there is none, else its size with the NUL. */
long elf_interpreter_path(const struct elf_file *file, char *path, size_t size);

#endif
