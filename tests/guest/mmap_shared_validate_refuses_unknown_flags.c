/* SPDX-License-Identifier: GPL-2.0-or-later */
/* MAP_SHARED_VALIDATE fails with EOPNOTSUPP where MAP_SHARED ignores a flag (mmap(2)). */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0)), unknown = 1 << 24;

    CHECK_OK(ftruncate(fd, PAGE));
    CHECK_ERR((long)mmap(NULL, PAGE, PROT_READ, MAP_SHARED_VALIDATE | unknown, fd, 0),
              EOPNOTSUPP);
    CHECK_OK((long)mmap(NULL, PAGE, PROT_READ, MAP_SHARED | unknown, fd, 0));
    CHECK_OK((long)mmap(NULL, PAGE, PROT_READ, MAP_SHARED_VALIDATE, fd, 0));
    return passed();
}
