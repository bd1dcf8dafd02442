/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each way in which a program cannot be executed has its errno (execve(2), ERRORS). */
#include "check.h"

static char *argv[] = { "x", NULL };

#define EXEC(path) syscall(SYS_execve, path, argv, NULL)

int main(void)
{
    static char long_name[300], long_path[5000];

    memset(long_name, 'n', sizeof long_name - 1);
    memset(long_path, '/', sizeof long_path - 1);
    write_file("plain", "just text\n", 0700);
    write_file("empty", "", 0700);
    write_file("not-executable", "#!/bin/sh\n", 0600);
    CHECK_OK(symlink("ring-b", "ring-a"));
    CHECK_OK(symlink("ring-a", "ring-b"));
    CHECK_OK(symlink("nowhere", "dangling"));
    CHECK_OK(mkfifo("fifo", 0700));
    for (int i = 0; i < 3; i++) {
        CHECK_ERR(EXEC("nowhere"), ENOENT);
        CHECK_ERR(EXEC("nowhere/at/all"), ENOENT);
        CHECK_ERR(EXEC("dangling"), ENOENT);
        CHECK_ERR(EXEC(""), ENOENT);
        CHECK_ERR(EXEC("plain/x"), ENOTDIR);
        CHECK_ERR(EXEC("plain"), ENOEXEC);
        CHECK_ERR(EXEC("empty"), ENOEXEC);
        CHECK_ERR(EXEC("not-executable"), EACCES);
        CHECK_ERR(EXEC("."), EACCES);
        CHECK_ERR(EXEC("/"), EACCES);
        CHECK_ERR(EXEC("fifo"), EACCES);
        CHECK_ERR(EXEC("/dev/null"), EACCES);
        CHECK_ERR(EXEC("ring-a"), ELOOP);
        CHECK_ERR(EXEC("ring-a/x"), ELOOP);
        CHECK_ERR(EXEC(long_name), ENAMETOOLONG);
        CHECK_ERR(EXEC(long_path), ENAMETOOLONG);
    }
    return passed();
}
