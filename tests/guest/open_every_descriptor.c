/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every number that the kernel gives out can be used, up to the last one. */
#include <sys/resource.h>

#include "check.h"

#define MOST 4096

int main(void)
{
    struct rlimit limit;
    int fd, last = -1, count = 0;

    CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
    if (limit.rlim_cur > MOST)
        limit.rlim_cur = MOST;
    CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
    while ((fd = dup(STDOUT_FILENO)) >= 0) {
        CHECK(fd > last);
        CHECK_OK(fcntl(fd, F_GETFD));
        CHECK_OK(fcntl(fd, F_SETFD, FD_CLOEXEC));
        last = fd;
        count++;
    }
    CHECK_EQ(errno, EMFILE);
    CHECK(count > 100);
    for (fd = 3; fd <= last; fd++)
        close(fd);
    return passed();
}
