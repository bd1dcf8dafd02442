/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * With a limit of N descriptors just N can be open: EMFILE then, and again
 * after each close.
 */
#include <sys/resource.h>
#include <sys/socket.h>

#include "check.h"

int main(void)
{
    struct rlimit limit = { 20, 100 }, seen;
    int pair[2];

    CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
    CHECK_OK(getrlimit(RLIMIT_NOFILE, &seen));
    CHECK_EQ(seen.rlim_cur, 20);
    CHECK_EQ(seen.rlim_max, 100);
    for (int i = 3; i < 20; i++)
        CHECK_EQ(dup(0), i);
    CHECK_ERR(dup(0), EMFILE);
    CHECK_ERR(open("/dev/null", O_RDONLY), EMFILE);
    CHECK_ERR(memfd_create("f", 0), EMFILE);
    CHECK_OK(close(11));
    CHECK_ERR(pipe(pair), EMFILE);
    CHECK_ERR(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), EMFILE);
    CHECK_EQ(socket(AF_UNIX, SOCK_STREAM, 0), 11);
    limit.rlim_cur = 30;
    CHECK_OK(setrlimit(RLIMIT_NOFILE, &limit));
    CHECK_EQ(dup(0), 20);
    CHECK_OK(syscall(SYS_prlimit64, getpid(), RLIMIT_NOFILE, NULL, &seen));
    CHECK_EQ(seen.rlim_cur, 30);
    limit.rlim_cur = 101;
    CHECK_ERR(setrlimit(RLIMIT_NOFILE, &limit), EINVAL);
    return passed();
}
