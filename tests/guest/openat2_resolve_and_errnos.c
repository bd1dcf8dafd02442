/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * openat2: sizes, unknown bits, and the resolve flags, for /proc's links too
 * (openat2(2)).
 */
#include <linux/openat2.h>

#include "check.h"

static long open2(const char *path, unsigned long flags, unsigned long resolve,
                  size_t size)
{
    static union {
        struct open_how how;
        char bytes[8192];
    } u;

    u.how = (struct open_how){ .flags = flags, .resolve = resolve };
    return syscall(SYS_openat2, AT_FDCWD, path, &u, size);
}

int main(void)
{
    size_t size = sizeof(struct open_how);
    int fd;

    write_file("f", "x", 0600);
    CHECK_OK(mkdir("d", 0700));
    CHECK_OK(symlink("../f", "d/up"));
    CHECK_OK(symlink("f", "link"));
    fd = CHECK_OK(open2("f", O_RDONLY | O_CLOEXEC, 0, size));
    CHECK_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_OK(open2("f", O_RDONLY, 0, 4096));
    CHECK_ERR(open2("f", O_RDONLY, 0, size - 1), EINVAL);
    CHECK_ERR(open2("f", O_RDONLY, 0, 4097), E2BIG);
    CHECK_ERR(open2("f", 1UL << 40, 0, size), EINVAL);
    CHECK_ERR(open2("f", O_RDONLY, 1UL << 20, size), EINVAL);
    CHECK_ERR(open2("link", O_RDONLY, RESOLVE_NO_SYMLINKS, size), ELOOP);
    CHECK_ERR(open2("/etc/passwd", O_RDONLY, RESOLVE_BENEATH, size), EXDEV);
    CHECK_OK(open2("d/up", O_RDONLY, RESOLVE_BENEATH, size));
    CHECK_ERR(open2("d/../../x", O_RDONLY, RESOLVE_BENEATH, size), EXDEV);
    CHECK_OK(open2("/proc/self/exe", O_RDONLY, 0, size));
    CHECK_ERR(open2("/proc/self/exe", O_RDONLY, RESOLVE_NO_MAGICLINKS, size), ELOOP);
    CHECK_ERR(open2("/proc/self/fd/0", O_RDONLY, RESOLVE_NO_MAGICLINKS, size), ELOOP);
    return passed();
}
