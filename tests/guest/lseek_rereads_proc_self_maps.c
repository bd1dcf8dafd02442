/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file of /proc that is read from its start again tells of the new state, also
 * through a copy of the descriptor and in a child. */
#include <sys/wait.h>

#include "check.h"

/* The descriptor's text from where it is. */
static char *rest_of(int fd)
{
    static char text[1 << 17];
    size_t size = 0;
    ssize_t got;

    while ((got = read(fd, text + size, sizeof(text) - 1 - size)) > 0)
        size += (size_t)got;
    CHECK_EQ(got, 0);
    text[size] = '\0';
    return text;
}

static int has_mapping(int fd, const void *at, size_t size)
{
    char range[64];

    snprintf(range, sizeof(range), "%lx-%lx ", (unsigned long)at, (unsigned long)at + size);
    CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
    return strstr(rest_of(fd), range) != NULL;
}

/* Alone, so that it is not joined with another mapping. */
static char *map_alone(void)
{
    char *at = map_anon(3 * PAGE, PROT_NONE);

    CHECK_OK(mprotect(at + PAGE, PAGE, PROT_READ | PROT_EXEC));
    return at + PAGE;
}

int main(void)
{
    int maps = CHECK_OK(open("/proc/self/maps", O_RDONLY)), copy = CHECK_OK(dup(maps));
    int status = CHECK_OK(open("/proc/thread-self/status", O_RDONLY));
    char head[1024], *first = map_alone(), *second;

    CHECK_EQ(has_mapping(maps, first, PAGE), 1);
    second = map_alone();
    CHECK_EQ(has_mapping(copy, second, PAGE), 1);
    CHECK_EQ(has_mapping(copy, first, PAGE), 1);
    CHECK_OK(munmap(first, PAGE));
    CHECK_EQ(has_mapping(maps, first, PAGE), 0);

    CHECK(strstr(rest_of(status), "\nSigIgn:\t0000000000000000\n") != NULL);
    signal(SIGSEGV, SIG_IGN);
    CHECK_EQ(lseek(status, 0, SEEK_SET), 0);
    CHECK(strstr(rest_of(status), "\nSigIgn:\t0000000000000400\n") != NULL);
    signal(SIGBUS, SIG_IGN);
    memset(head, 0, sizeof(head));
    CHECK(pread(status, head, sizeof(head) - 1, 0) > 500);
    CHECK_EQ(lseek(status, 0, SEEK_SET), 0);
    CHECK(strstr(rest_of(status), "\nSigIgn:\t0000000000000440\n") != NULL);
    return passed();
}
