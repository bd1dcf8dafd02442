/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bad flags, descriptors, links not to be followed: each its errno
 * (execveat(2), ERRORS).
 */
#include "check.h"

static char *argv[] = { "x", NULL };

#define EXECAT(fd, path, flags) syscall(SYS_execveat, fd, path, argv, NULL, flags)

int main(void)
{
    int dir = CHECK_OK(open(".", O_RDONLY | O_DIRECTORY)), file, text;

    write_file("text", "text\n", 0700);
    write_file("not-executable", "#!/bin/sh\n", 0600);
    CHECK_OK(symlink("/proc/self/exe", "link"));
    file = CHECK_OK(open("not-executable", O_RDONLY));
    text = CHECK_OK(open("text", O_RDONLY));
    for (int i = 0; i < 3; i++) {
        CHECK_ERR(EXECAT(dir, "link", AT_SYMLINK_NOFOLLOW), ELOOP);
        CHECK_ERR(EXECAT(dir, "nothing", 0), ENOENT);
        CHECK_ERR(EXECAT(dir, "", 0), ENOENT);
        CHECK_ERR(EXECAT(dir, "", AT_EMPTY_PATH), EACCES);
        CHECK_ERR(EXECAT(file, "", AT_EMPTY_PATH), EACCES);
        CHECK_ERR(EXECAT(text, "", AT_EMPTY_PATH), ENOEXEC);
        CHECK_ERR(EXECAT(file, "text", 0), ENOTDIR);
        CHECK_ERR(EXECAT(900, "text", 0), EBADF);
        CHECK_ERR(EXECAT(900, "", AT_EMPTY_PATH), EBADF);
        CHECK_ERR(EXECAT(dir, "text", 0x80), EINVAL);
        CHECK_ERR(EXECAT(dir, "text", 0), ENOEXEC);
        CHECK_ERR(EXECAT(dir, 8, 0), EFAULT);
    }
    return passed();
}
