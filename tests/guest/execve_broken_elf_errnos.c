/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files that begin like ELF and are not, or are for another machine, are
 * ENOEXEC (execve(2)).
 */
#include <elf.h>

#include "check.h"

static char image[64 << 10];
static ssize_t size;
static Elf64_Ehdr *header = (Elf64_Ehdr *)image;

static void load_self(void)
{
    int fd = CHECK_OK(open("/proc/self/exe", O_RDONLY));

    size = CHECK_OK(read(fd, image, sizeof image));
    CHECK_OK(close(fd));
}

static void refuse(ssize_t keep, int want)
{
    char *argv[] = { "x", NULL };
    int fd = CHECK_OK(open("broken", O_WRONLY | O_CREAT | O_TRUNC, 0700));

    CHECK_EQ(write(fd, image, keep), keep);
    CHECK_OK(close(fd));
    CHECK_ERR(execv("./broken", argv), want);
    load_self();
}

int main(void)
{
    load_self();
    refuse(4, ENOEXEC);
    refuse(63, ENOEXEC);
    header->e_machine = EM_AARCH64;
    refuse(size, ENOEXEC);
    header->e_type = ET_CORE;
    refuse(size, ENOEXEC);
    header->e_type = ET_REL;
    refuse(size, ENOEXEC);
    header->e_phnum = 0;
    refuse(size, ENOEXEC);
    header->e_phentsize = 32;
    refuse(size, ENOEXEC);
    header->e_phoff = 1 << 30;
    refuse(size, ENOEXEC);
    header->e_ident[EI_MAG3] = 'X';
    refuse(size, ENOEXEC);
    CHECK_OK(unlink("broken"));
    return passed();
}
