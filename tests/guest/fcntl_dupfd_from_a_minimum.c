/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * F_DUPFD takes the lowest free number from its argument on; EINVAL and EMFILE
 * at the limit.
 */
#include <sys/resource.h>

#include "check.h"

int main(void)
{
    struct rlimit limit = { 200, 200 };

    CHECK_EQ(fcntl(0, F_DUPFD, 100), 100);
    CHECK_EQ(fcntl(0, F_DUPFD, 100), 101);
    CHECK_EQ(fcntl(0, F_DUPFD_CLOEXEC, 0), 3);
    CHECK_EQ(fcntl(3, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(fcntl(0, F_DUPFD, 900), 900);
    CHECK_ERR(fcntl(0, F_DUPFD, -1), EINVAL);
    CHECK_ERR(fcntl(0, F_DUPFD, 1 << 30), EINVAL);
    CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
    CHECK_ERR(fcntl(0, F_DUPFD, 200), EINVAL);
    CHECK_EQ(fcntl(0, F_DUPFD, 199), 199);
    CHECK_ERR(fcntl(0, F_DUPFD, 199), EMFILE);
    CHECK_ERR(dup2(0, 200), EBADF);
    return passed();
}
