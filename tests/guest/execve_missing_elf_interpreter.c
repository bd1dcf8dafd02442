/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PT_INTERP missing, not executable, a directory or no ELF: ENOENT, EACCES,
 * EACCES, ELIBBAD.
 */
#include <elf.h>

#include "check.h"

static void refuse(const char *interpreter, int want)
{
    static char image[1 << 20];
    int in = CHECK_OK(open("/proc/self/exe", O_RDONLY));
    int out = CHECK_OK(open("patched", O_WRONLY | O_CREAT | O_TRUNC, 0700));
    ssize_t size = CHECK_OK(read(in, image, sizeof image));
    Elf64_Phdr *ph = (Elf64_Phdr *)(image + ((Elf64_Ehdr *)image)->e_phoff);
    char *argv[] = { "x", NULL };

    while (ph->p_type != PT_INTERP)
        ph++;
    CHECK(strlen(interpreter) < ph->p_filesz);
    memset(image + ph->p_offset, 0, ph->p_filesz);
    strcpy(image + ph->p_offset, interpreter);
    CHECK_EQ(write(out, image, size), size);
    CHECK_OK(close(in));
    CHECK_OK(close(out));
    CHECK_ERR(execv("./patched", argv), want);
    CHECK_OK(unlink("patched"));
}

int main(void)
{
    static char text[200];

    memset(text, 't', sizeof text - 1);
    write_file("text", text, 0700);
    write_file("no-x", text, 0600);
    refuse("/nowhere/ld.so", ENOENT);
    refuse("./no-x", EACCES);
    refuse("/", EACCES);
    refuse("./text", ELIBBAD);
    return passed();
}
