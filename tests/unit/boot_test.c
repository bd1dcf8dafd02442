/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The record that an image is started with, and what is none. */
#include <criterion/criterion.h>

#include "abi/boot.h"

static const struct boot sample = {
    .image_fd = 1,
    .target_fd = BOOT_NO_FD,
    .ignored = 0x8000000000000001,
    .blocked = 0xfedcba9876543210,
    .flags = 0,
    .reserved_fd = 960,
    .image_dev = UINT64_MAX - 1,
    .image_ino = 0x123456789abcdef,
};

Test(boot, record_comes_back_as_it_was)
{
    char text[BOOT_STRING_SIZE];
    struct boot back;

    boot_encode(text, &sample);
    cr_assert_eq(strlen(text), BOOT_STRING_SIZE - 1);
    cr_assert(boot_decode(text, &back));
    cr_assert_arr_eq(&back, &sample, sizeof(sample));
}

Test(boot, record_cut_anywhere_is_refused)
{
    struct boot back;

    for (size_t size = 0; size < BOOT_STRING_SIZE - 1; size++) {
        char text[BOOT_STRING_SIZE];

        boot_encode(text, &sample);
        text[size] = '\0';
        cr_assert_not(boot_decode(text, &back), "cut at %zu", size);
    }
}

Test(boot, record_with_a_foreign_character_is_refused)
{
    static const char foreign[] = { ' ', 'g', 'A', 'F', '/', ':', '`', '-', 'x', 127 };
    struct boot back;

    for (size_t at = 0; at < BOOT_STRING_SIZE - 1; at++) {
        for (size_t i = 0; i < sizeof(foreign); i++) {
            char text[BOOT_STRING_SIZE];

            if (at == 0 && foreign[i] == BOOT_MAGIC)
                continue;
            boot_encode(text, &sample);
            text[at] = foreign[i];
            cr_assert_not(boot_decode(text, &back), "%#x at %zu", (unsigned)foreign[i],
                          at);
        }
    }
}

Test(boot, longer_string_is_refused)
{
    char text[BOOT_STRING_SIZE + 1];
    struct boot back;

    boot_encode(text, &sample);
    text[BOOT_STRING_SIZE - 1] = '0';
    text[BOOT_STRING_SIZE] = '\0';
    cr_assert_not(boot_decode(text, &back));
    cr_assert_not(boot_decode("/bin/sh", &back));
    cr_assert_not(boot_decode("", &back));
}
