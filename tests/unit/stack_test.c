/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first stack of a program: finding its parts, dropping words of argv. */
#include <criterion/criterion.h>

#include <linux/auxvec.h>

#include "loader/stack.h"

static char words[6][8] = { "one", "two", "three", "four", "A=1", "B=2" };

#define WORD(i) ((uint64_t)(uintptr_t)words[i])

static uint64_t stack[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

static void build(void)
{
    const uint64_t parts[] = {
        4, WORD(0),   WORD(1), WORD(2),  WORD(3), 0,       WORD(4), WORD(5),
        0, AT_PAGESZ, 4096,    AT_ENTRY, 7,       AT_NULL, 0,
    };

    memcpy(stack, parts, sizeof(parts));
}

Test(stack, parts_are_found)
{
    struct first_stack found;

    build();
    stack_find(stack, &found);
    cr_assert_eq(found.argc, stack);
    cr_assert_eq(found.argv, (char **)(stack + 1));
    cr_assert_eq(found.envp, (char **)(stack + 6));
    cr_assert_eq(found.auxv, stack + 9);
    cr_assert_eq(found.auxv_size, 6 * sizeof(uint64_t));
}

Test(stack, may_have_no_environment)
{
    uint64_t small[] = { 1, WORD(0), 0, 0, AT_NULL, 0 };
    struct first_stack found;

    stack_find(small, &found);
    cr_assert_null(found.envp[0]);
    cr_assert_eq(found.auxv, small + 4);
    cr_assert_eq(found.auxv_size, 2 * sizeof(uint64_t));
}

Test(stack, dropping_words_moves_argc_up)
{
    struct first_stack found;

    build();
    stack_find(stack, &found);
    stack_drop_words(&found, 2);
    cr_assert_eq(found.argc, stack + 2);
    cr_assert_eq(*found.argc, 2);
    cr_assert_eq(found.argv[0], words[2]);
    cr_assert_eq(found.argv[1], words[3]);
    cr_assert_null(found.argv[2]);
    stack_find(stack + 2, &found);
    cr_assert_eq(found.envp, (char **)(stack + 6));
}

Test(auxv, entries_are_read_and_changed)
{
    struct first_stack found;

    build();
    stack_find(stack, &found);
    cr_assert_eq(auxv_get(found.auxv, AT_PAGESZ, 1), 4096);
    cr_assert_eq(auxv_get(found.auxv, AT_BASE, 1), 1);
    cr_assert(auxv_set(found.auxv, AT_ENTRY, 99));
    cr_assert_eq(auxv_get(found.auxv, AT_ENTRY, 1), 99);
    cr_assert_eq(auxv_get(found.auxv, AT_PAGESZ, 1), 4096);
    cr_assert_not(auxv_set(found.auxv, AT_BASE, 5));
    cr_assert_eq(auxv_get(found.auxv, AT_BASE, 1), 1);
}

/* Two words of ours, two of the guest's, one of the environment, the path. */
#define STRINGS "record\0NAME\0one\0two\0A=1\0"
#define STRINGS_SIZE (sizeof(STRINGS) - 1)

static char strings[64];

static const char *place(const char *path, struct first_stack *found)
{
    uint64_t small[] = { 4, 0, 0, 0, 0, 0, 0, 0, AT_EXECFN, 0, AT_NULL, 0 };

    memset(strings, '#', sizeof(strings));
    memcpy(strings, STRINGS, STRINGS_SIZE);
    strcpy(strings + STRINGS_SIZE, path);
    for (int i = 0, at = 0; i < 5; i++, at += (int)strlen(strings + at) + 1)
        small[i < 4 ? 1 + i : 6] = (uint64_t)(uintptr_t)(strings + at);
    small[9] = (uint64_t)(uintptr_t)(strings + STRINGS_SIZE);
    memcpy(stack, small, sizeof(small));
    stack_find(stack, found);
    stack_drop_words(found, 2);
    return stack_place_name(found, strings + sizeof("record"));
}

static void check_order(const struct first_stack *found, const char *name)
{
    cr_assert_str_eq(found->argv[0], "one");
    cr_assert_eq(found->argv[1], found->argv[0] + 4);
    cr_assert_str_eq(found->argv[1], "two");
    cr_assert_eq(found->envp[0], found->argv[1] + 4);
    cr_assert_str_eq(found->envp[0], "A=1");
    cr_assert_eq(name, found->envp[0] + 4);
}

Test(stack, a_name_longer_than_the_path_moves_strings_down)
{
    struct first_stack found;
    const char *name = place("/", &found);

    check_order(&found, name);
    cr_assert_str_eq(name, "NAME");
    cr_assert_eq(name + 5, strings + STRINGS_SIZE + 2);
    cr_assert_eq(name[5], '#');
}

Test(stack, a_name_shorter_than_the_path_moves_strings_up)
{
    struct first_stack found;
    const char *name = place("/dev/fd/255", &found);

    check_order(&found, name);
    cr_assert_str_eq(name, "NAME");
    cr_assert_eq(name + 5, strings + STRINGS_SIZE + 12);
}
