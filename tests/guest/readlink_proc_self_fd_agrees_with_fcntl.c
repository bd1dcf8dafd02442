/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /proc/self/fd and fdinfo have the descriptors that are open, and no others (proc(5)). */
#include "check.h"

int main(void)
{
    char path[64], link[256];
    int open_count = 0;

    CHECK_OK(dup2(CHECK_OK(open("/dev/null", O_RDONLY)), 700));
    for (int fd = 0; fd < 1024; fd++) {
        int is_open = fcntl(fd, F_GETFD) != -1;

        open_count += is_open;
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        CHECK_EQ(readlink(path, link, sizeof link) > 0, is_open);
        if (!is_open)
            CHECK_ERR(open(path, O_RDONLY), ENOENT);
        snprintf(path, sizeof path, "/proc/self/fdinfo/%d", fd);
        if (!is_open)
            CHECK_ERR(open(path, O_RDONLY), ENOENT);
        snprintf(path, sizeof path, "/dev/fd/%d", fd);
        if (!is_open)
            CHECK_ERR(open(path, O_RDONLY), ENOENT);
    }
    CHECK(open_count >= 4);
    return passed();
}
