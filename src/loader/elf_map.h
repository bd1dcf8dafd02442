/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * elf_map.h - putting an ELF file into memory as Linux's execve(2) does.
 *
 * World   lxcore, at boot only: one thread, nothing of the guest runs yet.
 */
#ifndef LXRUN_LOADER_ELF_MAP_H
#define LXRUN_LOADER_ELF_MAP_H

#include "core/types.h"
#include "loader/elf_file.h"

/* Where a loaded file lies; all addresses are the guest's. */
struct elf_place {
    uint64_t bias;
    gaddr_t entry;
    gaddr_t phdrs;      /* AT_PHDR; 0 if no segment holds them */
    gaddr_t start;      /* lowest and highest byte, rounded to pages */
    gaddr_t end;        /* page behind the last: where the heap may begin */
    gaddr_t code_start, code_end, data_start, data_end;
    bool wants_exec_stack;
};

/* `base`: where a position-independent file should go; 0 lets the kernel
 * choose.  -ENOEXEC, -ENOMEM, -EEXIST…: what mmap(2) says of it. */
long elf_map(const struct elf_file *file, gaddr_t base, struct elf_place *place);

#endif
