/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The program's path is read the same through every name that /proc has for it
 * (proc(5)).
 */
#include "check.h"

static const char *want;

static void check_link(int dirfd, const char *path)
{
    char text[4096] = "";

    CHECK_EQ(readlinkat(dirfd, path, text, sizeof text), strlen(want));
    CHECK_STR(text, want);
}

int main(int argc, char **argv)
{
    char path[64], text[4096] = "";
    int dir, file;

    (void)argc;
    want = argv[0]; /* the harness gives an absolute path without links */
    check_link(AT_FDCWD, "/proc/self/exe");
    check_link(AT_FDCWD, "/proc/thread-self/exe");
    check_link(-1, "/proc/./self//exe");
    snprintf(path, sizeof path, "/proc/%d/exe", getpid());
    check_link(AT_FDCWD, path);
    snprintf(path, sizeof path, "/proc/%d/task/%d/exe", getpid(), gettid());
    check_link(AT_FDCWD, path);
    dir = CHECK_OK(open("/proc/self", O_PATH));
    check_link(dir, "exe");
    dir = CHECK_OK(open("/proc", O_RDONLY));
    check_link(dir, "self/exe");
    file = CHECK_OK(open("/proc/self/exe", O_PATH | O_NOFOLLOW));
    check_link(file, "");
    CHECK_OK(chdir("/proc/self"));
    check_link(AT_FDCWD, "exe");
    CHECK_EQ(syscall(SYS_readlink, "exe", text, sizeof text), strlen(want));
    CHECK_STR(realpath("/proc/self/exe", text), want);
    return passed();
}
