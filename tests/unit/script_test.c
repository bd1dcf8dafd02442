/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The first line of a script.  Expectations were seen of Linux 6.18 with files
 * of exactly these bytes.
 */
#include <criterion/criterion.h>

#include "abi/errno.h"
#include "loader/script.h"

#define NO_ARGUMENT NULL

/* A file of `size` bytes: `start`, then as many of `fill` as are needed. */
static uint8_t file[512];

static void make_file(const char *start, size_t start_size, char fill, size_t size)
{
    memset(file, fill, sizeof(file));
    memcpy(file, start, start_size);
    memset(file + size, 0, sizeof(file) - size);
}

static void expect_line(size_t size, const char *interpreter, const char *argument)
{
    struct script_line line;

    cr_assert_eq(script_parse(file, size, &line), 0);
    cr_assert_eq(strcmp(line.interpreter, interpreter), 0, "interpreter is %s",
                 line.interpreter);
    cr_assert_eq(line.has_argument, argument != NULL, "of %s", interpreter);
    if (argument != NULL)
        cr_assert_eq(strcmp(line.argument, argument), 0, "argument is '%s'",
                     line.argument);
}

#define EXPECT(text, interpreter, argument) \
    do { \
        make_file(text, sizeof(text) - 1, 0, sizeof(text) - 1); \
        expect_line(sizeof(text) - 1, interpreter, argument); \
    } while (0)

static void expect_refusal(size_t size)
{
    struct script_line line;

    cr_assert_eq(script_parse(file, size, &line), -ENOEXEC);
}

#define REFUSE(text) \
    do { \
        make_file(text, sizeof(text) - 1, 0, sizeof(text) - 1); \
        expect_refusal(sizeof(text) - 1); \
    } while (0)

Test(script, begins_with_two_characters)
{
    cr_assert(script_is((const uint8_t *)"#!", 2));
    cr_assert_not(script_is((const uint8_t *)"#", 1));
    cr_assert_not(script_is((const uint8_t *)" #!", 3));
    REFUSE("#?/bin/sh\n");
}

Test(script, line_is_a_name_and_one_argument)
{
    EXPECT("#!/bin/sh\n", "/bin/sh", NO_ARGUMENT);
    EXPECT("#!/bin/sh -e\necho", "/bin/sh", "-e");
    EXPECT("#!/usr/bin/env -S a b  c\n", "/usr/bin/env", "-S a b  c");
}

Test(script, blanks_around_both_words_are_dropped)
{
    EXPECT("#! \t /bin/sh \t -e \t \n", "/bin/sh", "-e");
    EXPECT("#!/bin/sh \t\n", "/bin/sh", NO_ARGUMENT);
}

Test(script, carriage_return_belongs_to_the_word)
{
    EXPECT("#!/bin/sh\r\n", "/bin/sh\r", NO_ARGUMENT);
    EXPECT("#!/bin/sh -e\r\n", "/bin/sh", "-e\r");
}

Test(script, without_a_name_on_a_whole_line_is_refused)
{
    REFUSE("#!\n");
    REFUSE("#! \t \n");
}

/* A file that ends before its first newline is followed by NULs, and the end
 * of the line is then the end of the kernel's buffer: nothing is trimmed. */
Test(script, without_a_newline_keeps_its_last_blanks)
{
    EXPECT("#!/bin/sh", "/bin/sh", NO_ARGUMENT);
    EXPECT("#!/bin/sh -e", "/bin/sh", "-e");
    EXPECT("#!/bin/sh -e  ", "/bin/sh", "-e  ");
    EXPECT("#!/bin/sh  ", "/bin/sh", "");
}

Test(script, without_a_newline_may_have_an_empty_name)
{
    EXPECT("#!", "", NO_ARGUMENT);
    EXPECT("#!   ", "", NO_ARGUMENT);
    EXPECT("#!\0foo\n", "", NO_ARGUMENT);
}

Test(script, nul_ends_a_word_before_the_newline)
{
    EXPECT("#!/bin/sh\0foo\n", "/bin/sh", NO_ARGUMENT);
    EXPECT("#!/bin/sh -e\0foo\n", "/bin/sh", "-e");
    EXPECT("#!/bin/sh -e  \0foo\n", "/bin/sh", "-e  ");
}

Test(script, name_that_may_be_cut_off_is_refused)
{
    make_file("#!/", 3, 'q', 300);
    expect_refusal(300);
    make_file("#!/", 3, 'q', 256);
    expect_refusal(256);
    make_file("#!", 2, ' ', 300);
    expect_refusal(300);
}

Test(script, name_that_just_fits_is_taken)
{
    char name[SCRIPT_HEAD_SIZE] = "/";

    memset(name + 1, 'q', 252);
    make_file("#!/", 3, 'q', 300);
    file[255] = ' ';
    expect_line(300, name, NO_ARGUMENT);
    file[255] = '\n';
    expect_line(300, name, NO_ARGUMENT);
    make_file("#!/", 3, 'q', 255);
    expect_line(255, name, NO_ARGUMENT);
}

/* The 256th byte is where the kernel puts its NUL. */
Test(script, argument_may_be_cut)
{
    char argument[SCRIPT_HEAD_SIZE] = "";

    memset(argument, 'x', 245);
    make_file("#!/bin/sh ", 10, 'x', 300);
    expect_line(300, "/bin/sh", argument);
    make_file("#!/bin/sh ", 10, 'x', 256);
    expect_line(256, "/bin/sh", argument);
    make_file("#!/bin/sh ", 10, 'x', 255);
    expect_line(255, "/bin/sh", argument);
    file[254] = '\n';
    argument[244] = '\0';
    expect_line(256, "/bin/sh", argument);
}

Test(script, blanks_up_to_the_cut_are_dropped)
{
    make_file("#!/bin/sh", 9, ' ', 300);
    expect_line(300, "/bin/sh", NO_ARGUMENT);
    make_file("#!/bin/sh -e", 12, ' ', 300);
    expect_line(300, "/bin/sh", "-e");
}
