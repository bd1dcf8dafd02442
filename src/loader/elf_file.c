/* SPDX-License-Identifier: GPL-2.0-or-later */
/* elf_file.c - headers, with the kernel's checks in the kernel's order. */
#include "loader/elf_file.h"

#include "abi/errno.h"
#include "core/host.h"
#include "core/string.h"

#define PATH_MAX 4096
#define PROGRAM_HEADERS_MAX 65536U

long elf_read_head(struct elf_file *file, hostfd_t fd)
{
    long got = host_pread(fd, file->head, sizeof(file->head), 0);

    if (got < 0)
        return got;
    file->fd = fd;
    file->head_size = (size_t)got;
    memset(&file->header, 0, sizeof(file->header));
    if (file->head_size >= sizeof(file->header))
        memcpy(&file->header, file->head, sizeof(file->header));
    return 0;
}

/* As the kernel: class and byte order are not looked at, the machine says it. */
static bool is_for_this_machine(const Elf64_Ehdr *header)
{
    return memcmp(header->e_ident, ELFMAG, SELFMAG) == 0 && header->e_machine == EM_X86_64;
}

static bool is_mappable_type(const Elf64_Ehdr *header)
{
    return header->e_type == ET_EXEC || header->e_type == ET_DYN;
}

static bool has_program_headers(const struct elf_file *file)
{
    const Elf64_Ehdr *header = &file->header;
    Elf64_Phdr last;
    unsigned size = (unsigned)header->e_phnum * (unsigned)sizeof(last);

    if (header->e_phentsize != sizeof(last) || size == 0 || size > PROGRAM_HEADERS_MAX)
        return false;
    return elf_program_header(file, header->e_phnum - 1U, &last) == 0;
}

long elf_check_program(struct elf_file *file)
{
    const Elf64_Ehdr *header = &file->header;

    if (!is_for_this_machine(header) || !is_mappable_type(header) ||
        !has_program_headers(file))
        return -ENOEXEC;
    return 0;
}

long elf_check_interpreter(struct elf_file *file)
{
    if (file->head_size < sizeof(file->header))
        return -EIO;
    if (!is_for_this_machine(&file->header) || !is_mappable_type(&file->header) ||
        !has_program_headers(file))
        return -ELIBBAD;
    return 0;
}

long elf_program_header(const struct elf_file *file, unsigned index, Elf64_Phdr *out)
{
    uint64_t offset;
    long got;

    if (__builtin_add_overflow(file->header.e_phoff, index * sizeof(*out), &offset))
        return -ENOEXEC;
    if (offset <= file->head_size && file->head_size - offset >= sizeof(*out)) {
        memcpy(out, file->head + offset, sizeof(*out));
        return 0;
    }
    got = host_pread(file->fd, out, sizeof(*out), offset);
    if (got < 0)
        return got;
    return got == (long)sizeof(*out) ? 0 : -EIO;
}

static long read_interpreter_path(const struct elf_file *file, const Elf64_Phdr *phdr,
                                  char *path, size_t size)
{
    long got;

    if (phdr->p_filesz > PATH_MAX || phdr->p_filesz < 2 || phdr->p_filesz > size)
        return -ENOEXEC;
    got = host_pread(file->fd, path, phdr->p_filesz, phdr->p_offset);
    if (got < 0)
        return got;
    if ((size_t)got != phdr->p_filesz)
        return -EIO;
    if (path[phdr->p_filesz - 1] != '\0')
        return -ENOEXEC;
    return got;
}

/* 1 if there is one, in *phdr. */
static long find_interpreter(const struct elf_file *file, Elf64_Phdr *phdr)
{
    for (unsigned i = 0; i < file->header.e_phnum; i++) {
        long err = elf_program_header(file, i, phdr);

        if (err != 0)
            return err;
        if (phdr->p_type == PT_INTERP)
            return 1;
    }
    return 0;
}

bool elf_has_interpreter(const struct elf_file *file)
{
    Elf64_Phdr phdr;

    return find_interpreter(file, &phdr) == 1;
}

long elf_interpreter_path(const struct elf_file *file, char *path, size_t size)
{
    Elf64_Phdr phdr;
    long found = find_interpreter(file, &phdr);

    return found == 1 ? read_interpreter_path(file, &phdr, path, size) : found;
}
