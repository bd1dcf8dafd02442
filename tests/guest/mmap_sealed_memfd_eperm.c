/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A memfd sealed against writing cannot be mapped shared and writable (fcntl(2)). */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", MFD_ALLOW_SEALING));
    char *p;

    CHECK_OK(ftruncate(fd, PAGE));
    p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    CHECK(p != MAP_FAILED);
    CHECK_ERR(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE), EBUSY);
    CHECK_OK(munmap(p, PAGE));
    CHECK_OK(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
    CHECK_ERR((long)mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), EPERM);
    CHECK_OK((long)mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0));
    return passed();
}
