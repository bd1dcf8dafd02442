/* SPDX-License-Identifier: GPL-2.0-or-later */
/* release.c - see release.h. */
#include "view/release.h"

#include "core/string.h"
#include "view/lines.h"

/* /proc/version: "Linux version RELEASE (who compiled it) ...". */
#define BANNER "Linux version "
#define BANNER_SIZE (sizeof(BANNER) - 1)

void release_get(char release[CONFIG_RELEASE_SIZE])
{
    for (size_t i = 0; i < CONFIG_RELEASE_SIZE; i++)
        release[i] = lx_config.release[i];
}

bool release_is_name(const char *name)
{
    return release_is_given() &&
           (string_equal(name, "osrelease") || string_equal(name, "version"));
}

bool release_is_told_by(const char *path)
{
    return string_equal(path, "/proc/version") ||
           string_equal(path, "/proc/sys/kernel/osrelease");
}

/* In one of the files the release is the whole line. */
static long copy_line(void *context, const char *line, size_t size)
{
    const hostfd_t to = *(const hostfd_t *)context;
    char release[CONFIG_RELEASE_SIZE];
    size_t start = 0, end;
    long err;

    if (size >= BANNER_SIZE && memcmp(line, BANNER, BANNER_SIZE) == 0)
        start = BANNER_SIZE;
    for (end = start; end < size && line[end] != ' ' && line[end] != '\n'; end++)
        ;
    release_get(release);
    err = lines_write(to, line, start);
    if (err == 0)
        err = lines_write(to, release, strlen(release));
    return err != 0 ? err : lines_write(to, line + end, size - end);
}

long release_copy(hostfd_t from, hostfd_t to)
{
    return lines_each(from, copy_line, &to);
}
