/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * criterion.h - as much of Criterion as our units use, in plain C.
 *
 * Criterion maps memory where ThreadSanitizer allows none and does not start.
 * With this directory first in the include path the same tests run without it:
 * one process per test, one line per failure.
 */
#ifndef LXRUN_TESTS_UNIT_PLAIN_CRITERION_H
#define LXRUN_TESTS_UNIT_PLAIN_CRITERION_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct plain_test {
    const char *suite, *name;
    void (*body)(void);
    int signal;
    double timeout;
    struct plain_test *next;
};

void plain_register(struct plain_test *test);
void plain_fail(const char *file, int line, const char *claim, bool is_fatal,
                const char *format, ...);
_Noreturn void plain_skip(const char *reason);

#define Test(suite_, name_, ...) \
    static void suite_##_##name_##_impl(void); \
    __attribute__((constructor)) static void suite_##_##name_##_register(void) \
    { \
        static struct plain_test test = { .suite = #suite_, \
                                          .name = #name_, \
                                          .body = suite_##_##name_##_impl, \
                                          __VA_ARGS__ }; \
        plain_register(&test); \
    } \
    static void suite_##_##name_##_impl(void)

#define PLAIN_CHECK(is_fatal, claim, text, ...) \
    ((claim) ? (void)0 : plain_fail(__FILE__, __LINE__, text, is_fatal, "" __VA_ARGS__))
#define PLAIN_COMPARE(is_fatal, a, op, b, ...) \
    PLAIN_CHECK(is_fatal, (a)op(b), #a " " #op " " #b, __VA_ARGS__)

#define cr_assert(claim, ...) PLAIN_CHECK(true, claim, #claim, __VA_ARGS__)
#define cr_assert_not(claim, ...) PLAIN_CHECK(true, !(claim), "not " #claim, __VA_ARGS__)
#define cr_assert_eq(a, b, ...) PLAIN_COMPARE(true, a, ==, b, __VA_ARGS__)
#define cr_assert_neq(a, b, ...) PLAIN_COMPARE(true, a, !=, b, __VA_ARGS__)
#define cr_assert_gt(a, b, ...) PLAIN_COMPARE(true, a, >, b, __VA_ARGS__)
#define cr_assert_geq(a, b, ...) PLAIN_COMPARE(true, a, >=, b, __VA_ARGS__)
#define cr_assert_leq(a, b, ...) PLAIN_COMPARE(true, a, <=, b, __VA_ARGS__)
#define cr_assert_null(a, ...) PLAIN_COMPARE(true, a, ==, NULL, __VA_ARGS__)
#define cr_assert_not_null(a, ...) PLAIN_COMPARE(true, a, !=, NULL, __VA_ARGS__)
#define cr_assert_arr_eq(a, b, size, ...) \
    PLAIN_CHECK(true, memcmp(a, b, size) == 0, #a " is " #b, __VA_ARGS__)
#define cr_expect_eq(a, b, ...) PLAIN_COMPARE(false, a, ==, b, __VA_ARGS__)
#define cr_skip_test(reason) plain_skip(reason)

#endif
