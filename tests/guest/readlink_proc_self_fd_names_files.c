/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * /proc/self/fd/N reads as the file's path, pipes and memfds under their own
 * names (proc(5)).
 */
#include "check.h"

static const char *name_of(int fd)
{
    static char text[4096];
    char path[64];

    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    memset(text, 0, sizeof text);
    if (readlink(path, text, sizeof text - 1) == -1)
        return NULL;
    return text;
}

int main(void)
{
    char want[4200], cwd[4096];
    int fd, pipes[2];
    struct stat st;

    CHECK(getcwd(cwd, sizeof cwd) != NULL);
    fd = CHECK_OK(open("f", O_RDWR | O_CREAT, 0600));
    snprintf(want, sizeof want, "%s/f", cwd);
    CHECK_STR(name_of(fd), want);
    CHECK_OK(unlink("f"));
    strcat(want, " (deleted)");
    CHECK_STR(name_of(fd), want);
    CHECK_STR(name_of(CHECK_OK(memfd_create("mine", 0))), "/memfd:mine (deleted)");
    CHECK_OK(pipe(pipes));
    CHECK_OK(fstat(pipes[0], &st));
    snprintf(want, sizeof want, "pipe:[%lu]", st.st_ino);
    CHECK_STR(name_of(pipes[0]), want);
    CHECK_EQ(name_of(900), NULL);
    CHECK_EQ(errno, ENOENT);
    return passed();
}
