/* SPDX-License-Identifier: GPL-2.0-or-later */
/* AT_SYMLINK_NOFOLLOW and AT_EMPTY_PATH, bad flags and descriptors (newfstatat(2)). */
#include "check.h"

#define STATAT(fd, path, flags) syscall(SYS_newfstatat, fd, path, &st, flags)

int main(int argc, char **argv)
{
    struct stat st, self;
    int dir, file;

    (void)argc;
    CHECK_OK(stat(argv[0], &self));
    CHECK_OK(STATAT(AT_FDCWD, "/proc/self/exe", 0));
    CHECK_EQ(st.st_ino, self.st_ino);
    CHECK_OK(STATAT(AT_FDCWD, "/proc/self/exe", AT_SYMLINK_NOFOLLOW));
    CHECK(S_ISLNK(st.st_mode));
    dir = CHECK_OK(open("/proc/self", O_PATH));
    CHECK_OK(STATAT(dir, "exe", 0));
    CHECK_EQ(st.st_ino, self.st_ino);
    file = CHECK_OK(open("/proc/self/exe", O_RDONLY));
    CHECK_OK(STATAT(file, "", AT_EMPTY_PATH));
    CHECK_EQ(st.st_ino, self.st_ino);
    CHECK_OK(STATAT(AT_FDCWD, "", AT_EMPTY_PATH));
    CHECK(S_ISDIR(st.st_mode));
    CHECK_ERR(STATAT(file, "", 0), ENOENT);
    CHECK_ERR(STATAT(file, "x", 0), ENOTDIR);
    CHECK_ERR(STATAT(900, "x", 0), EBADF);
    CHECK_ERR(STATAT(AT_FDCWD, ".", 0x4), EINVAL);
    CHECK_ERR(STATAT(AT_FDCWD, "nothing", 0), ENOENT);
    return passed();
}
