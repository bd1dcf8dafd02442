/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which file of /proc a descriptor refers to, /proc/self/fd tells. */
#include "check.h"

static void check(const char *name)
{
    char path[64], link[64], got[128] = "", expected[64];
    int fd;

    snprintf(path, sizeof(path), "/proc/self/%s", name);
    snprintf(expected, sizeof(expected), "/proc/%d/%s", getpid(), name);
    fd = CHECK_OK(open(path, O_RDONLY));
    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    CHECK_EQ(readlink(link, got, sizeof(got)), (ssize_t)strlen(expected));
    CHECK_EQ(strcmp(got, expected), 0);
    memset(got, 0, sizeof(got));
    CHECK_EQ(readlinkat(AT_FDCWD, link, got, 9), 9);
    CHECK_EQ(memcmp(got, expected, 9), 0);
    CHECK_EQ(got[9], '\0');
    CHECK_ERR(syscall(SYS_readlink, link, 8, 10), EFAULT);
    CHECK_ERR(syscall(SYS_readlink, link, got, 0), EINVAL);
    CHECK_OK(close(fd));
}

/* Behind what it returns the buffer stays as it was. */
static void check_exe(void)
{
    char got[4096];
    ssize_t size;

    memset(got, 'x', sizeof(got));
    size = CHECK_OK(readlink("/proc/self/exe", got, sizeof(got)));
    CHECK_EQ(got[0], '/');
    for (size_t i = (size_t)size; i < sizeof(got); i++)
        CHECK_EQ(got[i], 'x');
}

int main(void)
{
    check_exe();
    check("maps");
    check("smaps");
    check("status");
    check("stat");
    check("limits");
    return passed();
}
