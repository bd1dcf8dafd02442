/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What Linux refuses to run, and with which errno. */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <unistd.h>

#include "abi/errno.h"
#include "elf_support.h"

static struct elf_image *sample(void)
{
    struct elf_image *image = elf_make(ET_DYN);

    elf_add_load(image, 0, 0, 0x1000, 0x1000, PF_R | PF_X);
    return image;
}

static long check_program(const struct elf_image *image, size_t size)
{
    struct elf_file file;

    elf_open(image, size, &file);
    return elf_check_program(&file);
}

static long check_interpreter(const struct elf_image *image, size_t size)
{
    struct elf_file file;

    elf_open(image, size, &file);
    return elf_check_interpreter(&file);
}

Test(elf_file, program_is_accepted)
{
    struct elf_image *image = sample();

    cr_assert_eq(check_program(image, sizeof(*image)), 0);
    image->header.e_type = ET_EXEC;
    cr_assert_eq(check_program(image, sizeof(*image)), 0);
    cr_assert_eq(check_interpreter(image, sizeof(*image)), 0);
}

Test(elf_file, what_is_for_another_machine_is_refused)
{
    struct elf_image *image = sample();

    image->header.e_machine = EM_386;
    cr_assert_eq(check_program(image, sizeof(*image)), -ENOEXEC);
    cr_assert_eq(check_interpreter(image, sizeof(*image)), -ELIBBAD);
    image->header.e_machine = EM_X86_64;
    /* The kernel does not look at the class: the machine says it. */
    image->header.e_ident[EI_CLASS] = ELFCLASS32;
    cr_assert_eq(check_program(image, sizeof(*image)), 0);
    image->header.e_ident[EI_CLASS] = ELFCLASS64;
    image->header.e_ident[1] = 'e';
    cr_assert_eq(check_program(image, sizeof(*image)), -ENOEXEC);
    cr_assert_eq(check_interpreter(image, sizeof(*image)), -ELIBBAD);
}

Test(elf_file, what_is_no_program_is_refused)
{
    struct elf_image *image = sample();

    image->header.e_type = ET_REL;
    cr_assert_eq(check_program(image, sizeof(*image)), -ENOEXEC);
    image->header.e_type = ET_CORE;
    cr_assert_eq(check_program(image, sizeof(*image)), -ENOEXEC);
}

Test(elf_file, program_headers_have_to_be_there)
{
    struct elf_image *image = sample();

    image->header.e_phnum = 0;
    cr_assert_eq(check_program(image, sizeof(*image)), -ENOEXEC);
    image->header.e_phnum = 65536 / sizeof(Elf64_Phdr);
    cr_assert_eq(check_program(image, 100000), 0);
    image->header.e_phnum++;
    cr_assert_eq(check_program(image, 100000), -ENOEXEC);
    image = sample();
    image->header.e_phentsize = 32;
    cr_assert_eq(check_program(image, sizeof(*image)), -ENOEXEC);
    image = sample();
    image->header.e_phoff = sizeof(*image) - sizeof(Elf64_Phdr) + 1;
    cr_assert_eq(check_program(image, sizeof(*image)), -ENOEXEC);
    image->header.e_phoff = UINT64_MAX - 8;
    image->header.e_phnum = 2;
    cr_assert_eq(check_program(image, sizeof(*image)), -ENOEXEC);
    cr_assert_eq(check_interpreter(image, sizeof(*image)), -ELIBBAD);
}

Test(elf_file, short_files_are_no_programs)
{
    static const size_t sizes[] = { 0, 1, 4, 63, 64, 64 + 55 };
    struct elf_image *image = sample();

    for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
        cr_assert_eq(check_program(image, sizes[i]), -ENOEXEC, "%zu bytes", sizes[i]);
    cr_assert_eq(check_program(image, 64 + 56), 0);
    cr_assert_eq(check_interpreter(image, 63), -EIO);
    cr_assert_eq(check_interpreter(image, 64), -ELIBBAD);
}

Test(elf_file, program_headers_may_lie_anywhere)
{
    static const size_t places[] = { 64,
                                     1000,
                                     ELF_HEAD_SIZE - 56,
                                     ELF_HEAD_SIZE - 55,
                                     ELF_HEAD_SIZE,
                                     5000,
                                     ELF_FILE_SIZE - 56 };

    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        struct elf_image *image = sample();
        struct elf_file file;
        Elf64_Phdr phdr = { .p_type = PT_NOTE, .p_vaddr = 77 }, found;

        memcpy((char *)image + places[i], &phdr, sizeof(phdr));
        image->header.e_phoff = places[i];
        elf_open(image, sizeof(*image), &file);
        cr_assert_eq(elf_check_program(&file), 0);
        cr_assert_eq(elf_program_header(&file, 0, &found), 0);
        cr_assert_arr_eq(&found, &phdr, sizeof(phdr));
    }
}

static char path[4096];

static long interpreter_of(const struct elf_image *image)
{
    struct elf_file file;

    elf_open(image, sizeof(*image), &file);
    return elf_interpreter_path(&file, path, sizeof(path));
}

static struct elf_image *with_interpreter(const char *name, uint64_t size)
{
    struct elf_image *image = sample();
    Elf64_Phdr *phdr = elf_add(image, PT_INTERP);

    phdr->p_offset = 0x2000;
    phdr->p_filesz = size;
    memcpy((char *)image + 0x2000, name, strlen(name) + 1);
    return image;
}

Test(elf_file, interpreter_is_named)
{
    cr_assert_eq(interpreter_of(sample()), 0);
    cr_assert_eq(interpreter_of(with_interpreter("/lib/ld.so", 11)), 11);
    cr_assert_eq(strcmp(path, "/lib/ld.so"), 0);
}

Test(elf_file, interpreter_name_that_makes_no_sense_is_refused)
{
    cr_assert_eq(interpreter_of(with_interpreter("/lib/ld.so", 10)), -ENOEXEC);
    cr_assert_eq(interpreter_of(with_interpreter("", 1)), -ENOEXEC);
    cr_assert_eq(interpreter_of(with_interpreter("/lib/ld.so", 4097)), -ENOEXEC);
}

Test(elf_file, interpreter_name_beyond_the_file_is_eio)
{
    struct elf_image *image = with_interpreter("/lib/ld.so", 11);

    image->phdr[1].p_offset = sizeof(*image) - 5;
    cr_assert_eq(interpreter_of(image), -EIO);
}
