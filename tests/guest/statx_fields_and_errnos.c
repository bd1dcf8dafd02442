/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * statx agrees with stat, for /proc/self/exe too; bad flags and masks are
 * EINVAL (statx(2)).
 */
#include "check.h"

#define STATX(fd, path, flags, mask) syscall(SYS_statx, fd, path, flags, mask, &stx)

int main(int argc, char **argv)
{
    struct statx stx;
    struct stat st;
    int file;

    (void)argc;
    CHECK_OK(stat(argv[0], &st));
    CHECK_OK(STATX(AT_FDCWD, "/proc/self/exe", 0, STATX_BASIC_STATS));
    CHECK_EQ(stx.stx_ino, st.st_ino);
    CHECK_EQ(stx.stx_size, st.st_size);
    CHECK_EQ(stx.stx_mode, st.st_mode);
    CHECK_EQ(stx.stx_mtime.tv_sec, st.st_mtim.tv_sec);
    CHECK_EQ(stx.stx_mask & STATX_BASIC_STATS, STATX_BASIC_STATS);
    CHECK_OK(STATX(AT_FDCWD, "/proc/self/exe", AT_SYMLINK_NOFOLLOW, STATX_TYPE));
    CHECK(S_ISLNK(stx.stx_mode));
    file = CHECK_OK(open("/proc/self/exe", O_RDONLY));
    CHECK_OK(STATX(file, "", AT_EMPTY_PATH, STATX_INO));
    CHECK_EQ(stx.stx_ino, st.st_ino);
    CHECK_ERR(STATX(file, "", 0, STATX_INO), ENOENT);
    CHECK_ERR(STATX(AT_FDCWD, ".", 0x4, 0), EINVAL);
    CHECK_ERR(STATX(AT_FDCWD, ".", AT_STATX_FORCE_SYNC | AT_STATX_DONT_SYNC, 0), EINVAL);
    CHECK_ERR(STATX(AT_FDCWD, ".", 0, 0x80000000), EINVAL);
    CHECK_ERR(STATX(900, "x", 0, 0), EBADF);
    CHECK_ERR(STATX(AT_FDCWD, "nothing", 0, 0), ENOENT);
    return passed();
}
