/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A relative path is looked up from dirfd, an absolute one not; AT_FDCWD is
 * the cwd (execveat(2)).
 */
#include <sys/auxv.h>

#include "check.h"

static char *args[] = { "x", "y", NULL }, self[4096];

static int run(int dirfd, const char *path)
{
    char *env[] = { NULL };
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        syscall(SYS_execveat, dirfd, path, args, env, 0);
        CHECK(!"exec");
    }
    return wait_status(pid);
}

int main(int argc, char **argv)
{
    int dir;

    (void)argv;
    if (argc > 1) {
        const char *name = (char *)getauxval(AT_EXECFN);

        return strncmp(name, "/dev/fd/", 8) == 0 && strstr(name, "/program") ? 61 : 62;
    }
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    CHECK_OK(mkdir("dir", 0700));
    CHECK_OK(symlink(self, "dir/program"));
    dir = CHECK_OK(open("dir", O_RDONLY | O_DIRECTORY));
    CHECK_EQ(run(dir, "program"), EXITED(61));
    CHECK_EQ(run(AT_FDCWD, "dir/program"), EXITED(62));
    CHECK_EQ(run(dir, self), EXITED(62));
    CHECK_EQ(run(-1, self), EXITED(62));
    CHECK_OK(close(dir));
    dir = CHECK_OK(open("dir", O_PATH));
    CHECK_EQ(run(dir, "program"), EXITED(61));
    return passed();
}
