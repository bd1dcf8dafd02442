/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * readlinkat's directory descriptor and empty path have rules of their own
 * (readlinkat(2)).
 */
#include "check.h"

int main(void)
{
    char text[64] = "";
    int dir, link, file;

    CHECK_OK(mkdir("d", 0700));
    CHECK_OK(symlink("to", "d/link"));
    write_file("f", "", 0600);
    dir = CHECK_OK(open("d", O_RDONLY));
    file = CHECK_OK(open("f", O_RDONLY));
    link = CHECK_OK(openat(dir, "link", O_PATH | O_NOFOLLOW));
    CHECK_EQ(readlinkat(dir, "link", text, 64), 2);
    CHECK_EQ(readlinkat(link, "", text, 64), 2);
    CHECK_STR(text, "to");
    CHECK_ERR(readlinkat(file, "", text, 64), ENOENT);
    CHECK_ERR(readlinkat(file, "link", text, 64), ENOTDIR);
    CHECK_ERR(readlinkat(900, "link", text, 64), EBADF);
    CHECK_ERR(readlinkat(dir, "link", text, 0), EINVAL);
    CHECK_ERR(readlinkat(AT_FDCWD, "link", text, 64), ENOENT);
    return passed();
}
