/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stat follows links and /proc/self/exe, lstat does not; errnos (stat(2)). */
#include "check.h"

int main(int argc, char **argv)
{
    struct stat st, self;

    (void)argc;
    CHECK_OK(syscall(SYS_stat, argv[0], &self));
    CHECK_OK(syscall(SYS_stat, "/proc/self/exe", &st));
    CHECK_EQ(st.st_ino, self.st_ino);
    CHECK_EQ(st.st_size, self.st_size);
    CHECK_EQ(st.st_mode, self.st_mode);
    CHECK_OK(syscall(SYS_lstat, "/proc/self/exe", &st));
    CHECK(S_ISLNK(st.st_mode));
    CHECK_OK(symlink("/proc/self/exe", "link"));
    CHECK_OK(syscall(SYS_stat, "link", &st));
    CHECK_EQ(st.st_ino, self.st_ino);
    CHECK_OK(syscall(SYS_lstat, "link", &st));
    CHECK_EQ(st.st_size, strlen("/proc/self/exe"));
    CHECK_OK(access("/proc/self/exe", X_OK));
    CHECK_ERR(access("/proc/self/exe/x", F_OK), ENOTDIR);
    CHECK_ERR(syscall(SYS_stat, "nowhere", &st), ENOENT);
    CHECK_ERR(syscall(SYS_stat, "", &st), ENOENT);
    CHECK_ERR(syscall(SYS_stat, "link/x", &st), ENOTDIR);
    return passed();
}
