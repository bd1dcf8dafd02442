/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A program whose segments ask for 2 MiB alignment is loaded at such an
 * address (elf(5)).
 */
/* build: align-2m */
#include <elf.h>

#include "check.h"

extern const Elf64_Ehdr __ehdr_start;

int main(void)
{
    CHECK_EQ((uintptr_t)&__ehdr_start % (2 << 20), 0);
    return passed();
}
