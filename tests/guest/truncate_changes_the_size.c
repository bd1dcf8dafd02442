/* SPDX-License-Identifier: GPL-2.0-or-later */
/* truncate(2): shorter or longer, by path; and what it refuses. */
#include "check.h"

static long size_of(const char *path)
{
    struct stat st;

    CHECK_OK(stat(path, &st));
    return st.st_size;
}

int main(void)
{
    write_file("file", "abcdef", 0755);
    CHECK_OK(truncate("file", 3));
    CHECK_EQ(size_of("file"), 3);
    CHECK_OK(truncate("file", 100));
    CHECK_EQ(size_of("file"), 100);
    CHECK_ERR(truncate("file", -1), EINVAL);
    CHECK_ERR(truncate(".", 0), EISDIR);
    CHECK_ERR(truncate("nothing", 0), ENOENT);
    CHECK_ERR(truncate((char *)8, 0), EFAULT);
    return passed();
}
