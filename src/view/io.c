/* SPDX-License-Identifier: GPL-2.0-or-later */
/* io.c - see io.h. */
#include "view/io.h"

#include "core/host.h"
#include "core/own_io.h"
#include "core/string.h"
#include "view/lines.h"
#include "view/other.h"

#define LINE_SIZE 64

struct copy {
    hostfd_t to;
    struct own_io own;
};

bool io_is_name(const char *name)
{
    return string_equal(name, "io");
}

static bool is_of_thread(const char *path)
{
    static const char task[] = "/task/";
    const size_t size = sizeof(task) - 1;

    for (; strlen(path) >= size; path++)
        if (memcmp(path, task, size) == 0)
            return true;
    return false;
}

/* LABEL and a number. */
static size_t subtract(char *line, size_t size, const char *label, uint64_t own)
{
    const size_t at = strlen(label);
    uint64_t number;
    char *end;

    if (size <= at || memcmp(line, label, at) != 0 ||
        string_get_decimal(line + at, size - at, &number) == 0)
        return size;
    end = string_put_decimal(line + at, number > own ? number - own : 0);
    *end = '\n';
    return (size_t)(end + 1 - line);
}

static long copy_line(void *context, const char *line, size_t size)
{
    const struct copy *copy = context;
    char edited[LINE_SIZE];

    if (size > sizeof(edited))
        return lines_write(copy->to, line, size);
    memcpy(edited, line, size);
    size = subtract(edited, size, "rchar: ", copy->own.rchar);
    size = subtract(edited, size, "wchar: ", copy->own.wchar);
    size = subtract(edited, size, "syscr: ", copy->own.syscr);
    size = subtract(edited, size, "syscw: ", copy->own.syscw);
    return lines_write(copy->to, edited, size);
}

/* The kernel counts a read when it is over: those of this picture come later. */
long io_copy(hostfd_t from, hostfd_t to, const char *path, int pid, int tid)
{
    struct copy copy = { .to = to };

    other_own_io(pid, is_of_thread(path) ? tid : 0, &copy.own);
    return lines_each(from, copy_line, &copy);
}
