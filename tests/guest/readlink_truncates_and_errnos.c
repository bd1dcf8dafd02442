/* SPDX-License-Identifier: GPL-2.0-or-later */
/* readlink cuts silently, writes no end, and has its errnos (readlink(2)). */
#include "check.h"

int main(void)
{
    char text[8] = "........";

    CHECK_OK(symlink("target-of-link", "link"));
    write_file("f", "", 0600);
    CHECK_EQ(syscall(SYS_readlink, "link", text, 6), 6);
    CHECK_EQ(memcmp(text, "target..", 8), 0);
    CHECK_EQ(syscall(SYS_readlink, "/proc/self/exe", text, 1), 1);
    CHECK_EQ(memcmp(text, "/arget..", 8), 0);
    CHECK_ERR(syscall(SYS_readlink, "link", text, 0), EINVAL);
    CHECK_ERR(syscall(SYS_readlink, "link", text, -1), EINVAL);
    CHECK_ERR(syscall(SYS_readlink, "/proc/self/exe", text, 0), EINVAL);
    CHECK_ERR(syscall(SYS_readlink, "f", text, 8), EINVAL);
    CHECK_ERR(syscall(SYS_readlink, "nothing", text, 8), ENOENT);
    CHECK_ERR(syscall(SYS_readlink, "f/x", text, 8), ENOTDIR);
    CHECK_ERR(syscall(SYS_readlink, "", text, 8), ENOENT);
    return passed();
}
