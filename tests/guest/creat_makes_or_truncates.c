/* SPDX-License-Identifier: GPL-2.0-or-later */
/* creat(2): a new file is made with the mode, an old one loses what is in it. */
#include "check.h"

int main(void)
{
    struct stat st;
    char c;
    int fd;

    umask(022);
    fd = CHECK_OK(creat("new", 0666));
    CHECK_OK(fstat(fd, &st));
    CHECK_EQ(st.st_mode & 0777, 0644);
    CHECK_EQ(write(fd, "abc", 3), 3);
    CHECK_ERR(read(fd, &c, 1), EBADF);
    CHECK_OK(close(fd));
    write_file("program", "#!/bin/sh\n", 0755);
    fd = CHECK_OK(creat("program", 0600));
    CHECK_OK(fstat(fd, &st));
    CHECK_EQ(st.st_size, 0);
    CHECK_EQ(st.st_mode & 0777, 0755);
    CHECK_ERR(creat(".", 0600), EISDIR);
    CHECK_ERR(creat("no/file", 0600), ENOENT);
    return passed();
}
