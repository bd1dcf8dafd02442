/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stress.h - what the stress programs share: giving up, random numbers, options.
 */
#ifndef LXRUN_STRESS_STRESS_H
#define LXRUN_STRESS_STRESS_H

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define PAGE_SIZE 4096

/* Gives up with a message.  One write, no stdio stream and no lock, because
 * signal handlers and the children of fork call it too. */
__attribute__((format(printf, 2, 3))) static inline _Noreturn void
fail(const char *program, const char *format, ...)
{
    char text[256];
    int size = snprintf(text, sizeof text, "%s: WRONG: ", program);
    va_list arguments;

    va_start(arguments, format);
    size += vsnprintf(text + size, sizeof text - (size_t)size - 1, format, arguments);
    va_end(arguments);
    if (size > (int)sizeof text - 2)
        size = sizeof text - 2;
    text[size++] = '\n';
    if (write(STDERR_FILENO, text, (size_t)size) != size)
        _exit(3);
    _exit(1);
}

static inline uint64_t random_next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static inline int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static inline void sleep_ms(long ms)
{
    struct timespec left = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

    while (nanosleep(&left, &left) != 0)
        continue;
}

/* The number after `--name`, or `otherwise`. */
static inline long number_option(int argc, char **argv, const char *name, long otherwise)
{
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return strtol(argv[i + 1], NULL, 0);
    return otherwise;
}

/* A number from /proc/self/status, -1 if there is none. */
static inline long own_status(const char *field)
{
    FILE *file = fopen("/proc/self/status", "re");
    size_t size = strlen(field);
    char line[256];
    long number = -1;

    if (file == NULL)
        return -1;
    while (number < 0 && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, field, size) == 0 && line[size] == ':')
            number = strtol(line + size + 1, NULL, 10);
    fclose(file);
    return number;
}

#endif
