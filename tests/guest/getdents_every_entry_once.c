/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The old and the new call list each of many entries just once, in pieces of
 * any size (getdents(2)).
 */
#include <dirent.h>

#include "check.h"

#define COUNT 300

struct old_entry {
    unsigned long ino;
    unsigned long off;
    unsigned short size;
    char name[];
};

static int seen[COUNT];

static void note(const char *name)
{
    if (name[0] == 'e') {
        CHECK(atoi(name + 1) < COUNT);
        seen[atoi(name + 1)]++;
    }
}

static void list(long nr, size_t size, int name_at, int size_at)
{
    int fd = CHECK_OK(open("d", O_RDONLY | O_DIRECTORY));
    char buffer[4096];
    long got;

    memset(seen, 0, sizeof seen);
    while ((got = CHECK_OK(syscall(nr, fd, buffer, size))) > 0)
        for (long at = 0; at < got; at += *(unsigned short *)(buffer + at + size_at))
            note(buffer + at + name_at);
    for (int i = 0; i < COUNT; i++)
        CHECK_EQ(seen[i], 1);
    CHECK_EQ(syscall(nr, fd, buffer, size), 0);
    CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
    CHECK(syscall(nr, fd, buffer, size) > 0);
    CHECK_OK(close(fd));
}

int main(void)
{
    char name[32];

    CHECK_OK(mkdir("d", 0700));
    for (int i = 0; i < COUNT; i++) {
        snprintf(name, sizeof name, "d/e%d", i);
        write_file(name, "", 0600);
    }
    list(SYS_getdents64, 4096, 19, 16);
    list(SYS_getdents64, 64, 19, 16);
    list(SYS_getdents, 4096, 18, 16);
    list(SYS_getdents, 64, 18, 16);
    return passed();
}
