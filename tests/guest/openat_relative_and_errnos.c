/* SPDX-License-Identifier: GPL-2.0-or-later */
/* openat looks up from dirfd or AT_FDCWD; EBADF and ENOTDIR for bad ones (openat(2)). */
#include "check.h"

int main(void)
{
    int dir, file;
    char text[4] = "";

    CHECK_OK(mkdir("d", 0700));
    write_file("d/f", "abc", 0600);
    dir = CHECK_OK(open("d", O_RDONLY | O_DIRECTORY));
    file = CHECK_OK(openat(dir, "f", O_RDONLY));
    CHECK_EQ(read(file, text, 3), 3);
    CHECK_STR(text, "abc");
    CHECK_OK(openat(AT_FDCWD, "d/f", O_RDONLY));
    CHECK_OK(openat(-1, "/proc/self/exe", O_RDONLY));
    CHECK_ERR(openat(900, "f", O_RDONLY), EBADF);
    CHECK_ERR(openat(file, "f", O_RDONLY), ENOTDIR);
    CHECK_ERR(openat(dir, "", O_RDONLY), ENOENT);
    CHECK_OK(rename("d", "e"));
    CHECK_OK(openat(dir, "f", O_RDONLY));
    CHECK_ERR(openat(dir, "../d/f", O_RDONLY), ENOENT);
    return passed();
}
