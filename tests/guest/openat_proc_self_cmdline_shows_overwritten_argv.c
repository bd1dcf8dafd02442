/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A program that writes over its arguments shows that in cmdline
 * (setproctitle, Postgres; proc(5)).
 */
#include "check.h"

static ssize_t read_cmdline(char *text, size_t size)
{
    int fd = CHECK_OK(open("/proc/self/cmdline", O_RDONLY));
    ssize_t count = CHECK_OK(read(fd, text, size));

    CHECK_OK(close(fd));
    return count;
}

int main(int argc, char **argv)
{
    char text[4096];

    if (argc == 1) {
        execl("/proc/self/exe", "server", "-D", "/some/where", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(read_cmdline(text, sizeof text), 22);
    CHECK_EQ(memcmp(text, "server\0-D\0/some/where", 22), 0);
    memset(argv[0], 0, 22);
    strcpy(argv[0], "server: idle");
    CHECK_EQ(read_cmdline(text, sizeof text), 22);
    CHECK_STR(text, "server: idle");
    argv[0][21] = 'x'; /* no end: the kernel goes on into the environment */
    CHECK(read_cmdline(text, sizeof text) > 0);
    CHECK_STR(text, "server: idle");
    return passed();
}
