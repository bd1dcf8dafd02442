/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Each bad argument has its errno; pages before a hole are changed all the
 * same (mprotect(2)).
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ | PROT_WRITE), *file;
    int fd = CHECK_OK(open("/proc/self/exe", O_RDONLY));

    CHECK_ERR(mprotect(p + 1, PAGE, PROT_READ), EINVAL);
    CHECK_ERR(mprotect(p, PAGE, 0x100), EINVAL);
    CHECK_ERR(mprotect(p, PAGE, PROT_READ | PROT_GROWSDOWN | PROT_GROWSUP), EINVAL);
    CHECK_ERR(mprotect(p, PAGE, PROT_READ | PROT_GROWSDOWN), EINVAL);
    CHECK_ERR(mprotect(p, -1UL & -PAGE, PROT_READ), ENOMEM);
    CHECK_OK(mprotect(p, 0, PROT_NONE));
    p[0] = 1;
    file = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, 0);
    CHECK(file != MAP_FAILED);
    CHECK_ERR(mprotect(file, PAGE, PROT_READ | PROT_WRITE), EACCES);
    CHECK_OK(munmap(p + 2 * PAGE, PAGE));
    CHECK_ERR(mprotect(p, 4 * PAGE, PROT_READ), ENOMEM);
    CHECK_EQ(WRITE_STATUS(p), KILLED(SIGSEGV));
    CHECK_EQ(WRITE_STATUS(p + 3 * PAGE), EXITED(0));
    return passed();
}
