/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /proc/self/exe opens the program's own file, under each of its names (proc(5)). */
#include "check.h"

static struct stat self;

static void check_same(int fd)
{
    struct stat st;
    char magic[4];

    CHECK_OK(fd);
    CHECK_OK(fstat(fd, &st));
    CHECK_EQ(st.st_ino, self.st_ino);
    CHECK_EQ(st.st_dev, self.st_dev);
    CHECK_EQ(st.st_size, self.st_size);
    CHECK_EQ(pread(fd, magic, 4, 0), 4);
    CHECK_EQ(memcmp(magic, "\177ELF", 4), 0);
    CHECK_OK(close(fd));
}

int main(int argc, char **argv)
{
    char by_pid[64], by_task[64];
    int dir;

    (void)argc;
    CHECK_OK(stat(argv[0], &self)); /* the harness gives an absolute path */
    snprintf(by_pid, sizeof by_pid, "/proc/%d/exe", getpid());
    snprintf(by_task, sizeof by_task, "/proc/self/task/%d/exe", gettid());
    check_same(open("/proc/self/exe", O_RDONLY));
    check_same(open("/proc/thread-self/exe", O_RDONLY | O_CLOEXEC));
    check_same(open(by_pid, O_RDONLY));
    check_same(open(by_task, O_RDONLY));
    check_same(open("/proc//self/./exe", O_RDONLY));
    check_same(open("/proc/self/../self/exe", O_RDONLY));
    check_same(syscall(SYS_open, "/proc/self/exe", O_RDONLY));
    CHECK_OK(symlink("/proc/self/exe", "link"));
    check_same(open("link", O_RDONLY));
    dir = CHECK_OK(open("/proc/self", O_RDONLY | O_DIRECTORY));
    check_same(openat(dir, "exe", O_RDONLY));
    CHECK_OK(chdir("/proc/self"));
    check_same(open("exe", O_RDONLY));
    CHECK_OK(chdir("/proc"));
    check_same(open("self/exe", O_RDONLY));
    CHECK_ERR(open("/proc/self/exe", O_RDONLY | O_NOFOLLOW), ELOOP);
    CHECK_ERR(open("/proc/self/exe", O_RDONLY | O_DIRECTORY), ENOTDIR);
    CHECK_ERR(open("/proc/self/exe", O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
    return passed();
}
