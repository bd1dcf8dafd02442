/* SPDX-License-Identifier: GPL-2.0-or-later */
/* After exec /proc/self has exe, cmdline, comm, environ of the new program (proc(5)). */
#include "check.h"

static void check_file(const char *path, const char *want, ssize_t size)
{
    char text[4096];
    int fd = CHECK_OK(open(path, O_RDONLY));

    CHECK_EQ(read(fd, text, sizeof text), size);
    CHECK_EQ(memcmp(text, want, size), 0);
    CHECK_OK(close(fd));
}

int main(int argc, char **argv)
{
    char self[4096] = "", exe[4096] = "", by_pid[32];
    char *env[] = { "ONE=1", "TWO=2", NULL };
    struct stat a, b;
    pid_t pid;

    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    if (argc > 1) {
        CHECK_STR(argv[0], "first");
        check_file("/proc/self/cmdline", "first\0sec ond\0\0last", 20);
        check_file("/proc/self/environ", "ONE=1\0TWO=2", 12);
        check_file("/proc/self/comm", "a-link\n", 7);
        snprintf(by_pid, sizeof by_pid, "/proc/%d/exe", getpid());
        CHECK_OK(readlink(by_pid, exe, sizeof exe - 1));
        CHECK_STR(exe, self);
        CHECK_OK(readlink("a-link", exe, sizeof exe - 1));
        CHECK_STR(exe, self);
        CHECK_OK(stat("/proc/self/exe", &a));
        CHECK_OK(stat(self, &b));
        CHECK_EQ(a.st_ino, b.st_ino);
        return 47;
    }
    CHECK_OK(symlink(self, "a-link"));
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execle("a-link", "first", "sec ond", "", "last", NULL, env);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(47));
    return passed();
}
