/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plain.c - run the registered tests, each in a process of its own. */
#include <criterion/criterion.h>

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEFAULT_TIMEOUT 60
#define EXIT_SKIPPED 77

static struct plain_test *tests;
static bool has_failed;

void plain_register(struct plain_test *test)
{
    test->next = tests;
    tests = test;
}

void plain_fail(const char *file, int line, const char *claim, bool is_fatal,
                const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "%s:%d: not true: %s ", file, line, claim);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    has_failed = true;
    if (is_fatal)
        _exit(EXIT_FAILURE);
}

_Noreturn void plain_skip(const char *reason)
{
    fprintf(stderr, "skipped: %s\n", reason);
    _exit(EXIT_SKIPPED);
}

/* Through exit(), because the sanitizer reports there. */
static _Noreturn void run_here(const struct plain_test *test)
{
    alarm(test->timeout > 0 ? (unsigned)test->timeout : DEFAULT_TIMEOUT);
    test->body();
    exit(has_failed ? EXIT_FAILURE : EXIT_SUCCESS);
}

static bool has_passed(const struct plain_test *test, int status)
{
    if (test->signal != 0)
        return WIFSIGNALED(status) && WTERMSIG(status) == test->signal;
    return WIFEXITED(status) &&
           (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == EXIT_SKIPPED);
}

int main(void)
{
    int failed = 0, count = 0;

    for (struct plain_test *test = tests; test != NULL; test = test->next, count++) {
        pid_t child = fork();
        int status;

        if (child == 0)
            run_here(test);
        if (waitpid(child, &status, 0) == child && has_passed(test, status))
            continue;
        fprintf(stderr, "FAILED: %s: %s (status %#x)\n", test->suite, test->name,
                (unsigned)status);
        failed++;
    }
    printf("%d tests, %d failed\n", count, failed);
    return failed != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
