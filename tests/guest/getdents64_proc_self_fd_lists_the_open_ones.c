/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * /proc/self/fd and fdinfo list the open descriptors and no others, for a
 * child too (proc(5)).
 */
#include <dirent.h>

#include "check.h"

/* The numbers in a directory as a bit set, without the one that reads it. */
static unsigned long numbers_in(const char *path)
{
    DIR *dir = opendir(path);
    struct dirent *entry;
    unsigned long set = 0;

    CHECK(dir != NULL);
    while ((entry = readdir(dir)) != NULL) {
        int fd = atoi(entry->d_name);

        if (entry->d_name[0] == '.')
            continue;
        CHECK(fd >= 0 && fd < 64);
        CHECK_EQ(set >> fd & 1, 0);
        if (fd != dirfd(dir) || strstr(path, "self") == NULL)
            set |= 1UL << fd;
    }
    closedir(dir);
    return set;
}

int main(void)
{
    char path[64];
    pid_t pid;

    CHECK_EQ(numbers_in("/proc/self/fd"), 7);
    CHECK_EQ(dup2(0, 10), 10);
    CHECK_EQ(dup2(0, 40), 40);
    CHECK_EQ(numbers_in("/proc/self/fd"), 7 | 1UL << 10 | 1UL << 40);
    CHECK_EQ(numbers_in("/proc/self/fdinfo"), 7 | 1UL << 10 | 1UL << 40);
    CHECK_EQ(numbers_in("/dev/fd"),
             7 | 1UL << 3 | 1UL << 10 | 1UL << 40); /* 3 is the reader */
    CHECK_OK(close(10));
    CHECK_EQ(numbers_in("/proc/thread-self/fd"), 7 | 1UL << 40);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        close(1);
        pause();
    }
    wait_until_asleep(pid);
    snprintf(path, sizeof path, "/proc/%d/fd", pid);
    CHECK_EQ(numbers_in(path), 5 | 1UL << 40);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
