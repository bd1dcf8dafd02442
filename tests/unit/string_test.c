/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lxcore's own memory functions, under names that do not hide the C library's. */
#include <criterion/criterion.h>

#define memcpy own_memcpy
#define memmove own_memmove
#define memset own_memset
#define memcmp own_memcmp
#define strlen own_strlen
#include "core/string.c"
#undef memcpy
#undef memmove
#undef memset
#undef memcmp
#undef strlen

#define SIZE 64

static char ours[SIZE], theirs[SIZE];

static void fill(void)
{
    for (int i = 0; i < SIZE; i++)
        ours[i] = theirs[i] = (char)(i * 7);
}

Test(string, memmove_is_right_for_every_overlap)
{
    for (size_t to = 0; to < 16; to++) {
        for (size_t from = 0; from < 16; from++) {
            for (size_t size = 0; size < 40; size++) {
                fill();
                cr_assert_eq(own_memmove(ours + to, ours + from, size), ours + to);
                memmove(theirs + to, theirs + from, size);
                cr_assert_arr_eq(ours, theirs, SIZE);
            }
        }
    }
}

Test(string, memcpy_and_memset_touch_only_their_bytes)
{
    for (size_t size = 0; size < 40; size++) {
        fill();
        cr_assert_eq(own_memset(ours + 3, 0x1ff, size), ours + 3);
        memset(theirs + 3, 0x1ff, size);
        cr_assert_arr_eq(ours, theirs, SIZE);
        cr_assert_eq(
            own_memcpy(ours + 3, "0123456789012345678901234567890123456789", size),
            ours + 3);
        memcpy(theirs + 3, "0123456789012345678901234567890123456789", size);
        cr_assert_arr_eq(ours, theirs, SIZE);
    }
}

Test(string, memcmp_compares_bytes_without_sign)
{
    cr_assert_eq(own_memcmp("abc", "abc", 3), 0);
    cr_assert_eq(own_memcmp("abc", "abd", 2), 0);
    cr_assert_gt(own_memcmp("\xff", "\x01", 1), 0);
    cr_assert(own_memcmp("a\0b", "a\0c", 3) < 0);
}

Test(string, strlen_and_string_equal_stop_at_the_nul)
{
    cr_assert_eq(own_strlen(""), 0);
    cr_assert_eq(own_strlen("abc\0def"), 3);
    cr_assert(string_equal("abc\0x", "abc\0y"));
    cr_assert_not(string_equal("abc", "abcd"));
    cr_assert_not(string_equal("abcd", "abc"));
    cr_assert(string_equal("", ""));
}

Test(string, decimal_digits_of_the_extremes)
{
    char out[24];

    cr_assert_eq(string_put_decimal(out, 0), out + 1);
    cr_assert_eq(strcmp(out, "0"), 0);
    cr_assert_eq(string_put_decimal(out, UINT64_MAX), out + 20);
    cr_assert_eq(strcmp(out, "18446744073709551615"), 0);
    string_put_decimal(out, 1002003);
    cr_assert_eq(strcmp(out, "1002003"), 0);
}

Test(string, numbers_end_at_what_is_no_digit)
{
    uint64_t value;

    cr_assert_eq(string_get_decimal("120 kB", 6, &value), 3);
    cr_assert_eq(value, 120);
    cr_assert_eq(string_get_decimal("120", 2, &value), 2);
    cr_assert_eq(value, 12);
    cr_assert_eq(string_get_decimal("-1", 2, &value), 0);
    cr_assert_eq(string_get_hex("7ffff000-8", 10, &value), 8);
    cr_assert_eq(value, 0x7ffff000);
    cr_assert_eq(string_get_hex("ffffffffffffffff", 16, &value), 16);
    cr_assert_eq(value, UINT64_MAX);
    cr_assert_eq(string_get_hex("Rss:", 4, &value), 0);
}
