/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A parent sees its child's program and mappings under /proc/PID (proc(5)). */
#include "check.h"

int main(int argc, char **argv)
{
    char self[4096] = "", path[64], text[5000], line[5000];
    int pipes[2], found = 0, fd;
    FILE *f;
    pid_t pid;

    (void)argv;
    if (argc > 1) {
        CHECK_EQ(write(1, "r", 1), 1);
        pause();
    }
    CHECK_OK(pipe(pipes));
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    pid = CHECK_OK(fork());
    if (pid == 0) {
        CHECK_OK(dup2(pipes[1], 1));
        execl("/proc/self/exe", "child", "arg", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(read(pipes[0], text, 1), 1);
    snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
    fd = CHECK_OK(open(path, O_RDONLY));
    CHECK_EQ(read(fd, text, sizeof text), 10);
    CHECK_EQ(memcmp(text, "child\0arg", 10), 0);
    snprintf(path, sizeof path, "/proc/%d/exe", pid);
    memset(text, 0, sizeof text);
    CHECK_OK(readlink(path, text, sizeof text - 1));
    CHECK_STR(text, self);
    snprintf(path, sizeof path, "/proc/%d/maps", pid);
    f = fopen(path, "r");
    CHECK(f != NULL);
    while (fgets(line, sizeof line, f))
        found += strstr(line, self) != NULL;
    fclose(f);
    CHECK(found >= 3);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
