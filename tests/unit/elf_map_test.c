/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Segments as they lie in memory once mapped, in this process. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "abi/errno.h"
#include "elf_support.h"
#include "fake_host.h"
#include "loader/elf_map.h"

#define FIXED 0x20000000UL

static struct elf_image *image;
static struct elf_place place;
static gaddr_t room;
static size_t room_size;

/* Where room was reserved: mapping beyond it would hit a neighbour. */
static long note_reservation(long nr, const uint64_t arg[6])
{
    long result = fake_real_syscall(nr, arg);

    if (nr == SYS_mmap && arg[2] == PROT_NONE && result > 0) {
        room = (gaddr_t)result;
        room_size = arg[1];
    }
    return result;
}

static long map(void)
{
    struct elf_file file;

    elf_open(image, sizeof(*image), &file);
    fake_host = note_reservation;
    return elf_map(&file, 0, &place);
}

static uint8_t byte_at(uint64_t vaddr)
{
    return *(volatile uint8_t *)pointer_of(place.bias + vaddr);
}

/* Read, write and execute permission of a page, as /proc/self/maps has them. */
static int protection_at(gaddr_t address)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    unsigned long start, end;
    char flags[8];
    int prot = -1;

    while (fscanf(maps, "%lx-%lx %7s%*[^\n]", &start, &end, flags) == 3)
        if (start <= address && address < end)
            prot = (flags[0] == 'r' ? PROT_READ : 0) |
                   (flags[1] == 'w' ? PROT_WRITE : 0) | (flags[2] == 'x' ? PROT_EXEC : 0);
    fclose(maps);
    return prot;
}

Test(elf_map, lays_out_text_data_and_bss)
{
    image = elf_make(ET_DYN);
    elf_add_load(image, 0, 0, 0x1000, 0x1000, PF_R | PF_X);
    elf_add_load(image, 0x1800, 0x3800, 0x900, 0x3000, PF_R | PF_W);
    cr_assert_eq(map(), 0);

    cr_assert_eq(protection_at(place.bias), PROT_READ | PROT_EXEC);
    cr_assert_eq(protection_at(place.bias + 0x1000), -1, "the gap is open");
    cr_assert_eq(protection_at(place.bias + 0x3000), PROT_READ | PROT_WRITE);
    cr_assert_eq(protection_at(place.bias + 0x6000), PROT_READ | PROT_WRITE);
    cr_assert_eq(byte_at(0x800), 1);
    cr_assert_eq(byte_at(0x3800), 1);
    cr_assert_eq(byte_at(0x40ff), 1);
    for (uint64_t at = 0x4100; at < 0x7000; at++)
        cr_assert_eq(byte_at(at), 0, "bss at %#lx", at);
}

Test(elf_map, tells_where_things_are)
{
    image = elf_make(ET_DYN);
    elf_add_load(image, 0, 0x1000, 0x1000, 0x1000, PF_R);
    elf_add_load(image, 0x1000, 0x2000, 0x800, 0x800, PF_R | PF_X);
    elf_add_load(image, 0x2000, 0x4010, 0x10, 0x2000, PF_R | PF_W)->p_offset = 0x2010;
    cr_assert_eq(map(), 0);
    cr_assert_eq(place.entry, place.bias + 0x1234);
    cr_assert_eq(place.phdrs, place.bias + 0x1000 + 64);
    cr_assert_eq(place.start, place.bias + 0x1000);
    cr_assert_eq(place.end, place.bias + 0x7000);
    cr_assert_eq(place.code_start, place.bias + 0x2000);
    cr_assert_eq(place.code_end, place.bias + 0x2800);
    cr_assert_eq(place.data_start, place.bias + 0x4010);
    cr_assert_eq(place.data_end, place.bias + 0x4020);
    cr_assert_not(place.wants_exec_stack);
}

Test(elf_map, sees_a_wish_for_an_executable_stack)
{
    image = elf_make(ET_DYN);
    elf_add_load(image, 0, 0, 0x1000, 0x1000, PF_R);
    elf_add(image, PT_GNU_STACK)->p_flags = PF_R | PF_W | PF_X;
    cr_assert_eq(map(), 0);
    cr_assert(place.wants_exec_stack);
}

Test(elf_map, puts_a_fixed_program_where_it_was_linked)
{
    image = elf_make(ET_EXEC);
    elf_add_load(image, 0, FIXED, 0x1000, 0x1000, PF_R | PF_X);
    elf_add_load(image, 0, FIXED + 0x1000, 0, 0x2000, PF_R | PF_W);
    cr_assert_eq(map(), 0);
    cr_assert_eq(place.bias, 0);
    cr_assert_eq(place.start, FIXED);
    cr_assert_eq(byte_at(FIXED + 0x800), 1);
    cr_assert_eq(byte_at(FIXED + 0x2fff), 0);
}

Test(elf_map, heeds_the_largest_alignment)
{
    for (uint64_t align = 0x1000; align <= 0x1000000; align <<= 4) {
        image = elf_make(ET_DYN);
        elf_add_load(image, 0, 0, 0x1000, 0x1000, PF_R)->p_align = align;
        elf_add_load(image, 0x1000, 0x3000, 0x1000, 0x1000, PF_R | PF_W);
        cr_assert_eq(map(), 0);
        cr_assert_eq(place.bias % align, 0);
    }
}

Test(elf_map, stays_in_the_room_it_has_reserved)
{
    static const uint64_t starts[] = { 0, 0x1000, 0x1ff000, 0x200000, 0x3ff000 };

    for (size_t i = 0; i < ARRAY_LEN(starts); i++) {
        image = elf_make(ET_DYN);
        elf_add_load(image, 0, starts[i], 0x1000, 0x5000, PF_R | PF_W)->p_align =
            0x200000;
        room_size = 0;
        cr_assert_eq(map(), 0);
        cr_assert_eq(place.bias % 0x200000, 0);
        cr_assert_geq(place.start, room, "starts at %#lx", starts[i]);
        cr_assert_leq(place.end, room + room_size, "starts at %#lx", starts[i]);
    }
}

static long map_one(uint64_t offset, uint64_t vaddr, uint64_t filesz, uint64_t memsz)
{
    image = elf_make(ET_DYN);
    elf_add_load(image, offset, vaddr, filesz, memsz, PF_R | PF_W);
    return map();
}

Test(elf_map, refuses_segments_that_make_no_sense)
{
    cr_assert_eq(map_one(0, 0, 0x1001, 0x1000), -EINVAL);
    cr_assert_eq(map_one(0, 0, 0, 0x800000000000), -EINVAL);
    cr_assert_eq(map_one(0, 0x7ffffffff000, 0, 0x1000), -EINVAL);
    cr_assert_eq(map_one(0, UINT64_MAX - 0xfff, 0, 0x2000), -EINVAL);
    cr_assert_eq(map_one(0x10, 0x20, 0x100, 0x100), -EINVAL);
    image = elf_make(ET_DYN);
    elf_add(image, PT_NOTE);
    cr_assert_eq(map(), -EINVAL);
}

Test(elf_map, keeps_lxcore_where_it_is)
{
    image = elf_make(ET_EXEC);
    elf_add_load(image, 0, 0x680000000000, 0x1000, 0x1000, PF_R);
    cr_assert_eq(map(), -ENOMEM);
}

/* A read-only segment may have a bss that starts in mid page: the kernel tries
 * to clear the rest of that page, and does not mind that it cannot. */
Test(elf_map, takes_a_read_only_segment_with_a_bss)
{
    image = elf_make(ET_DYN);
    elf_add_load(image, 0, 0, 0x800, 0x2000, PF_R);
    cr_assert_eq(map(), 0);
    cr_assert_eq(byte_at(0x900), 1);
    cr_assert_eq(byte_at(0x1000), 0);
}
