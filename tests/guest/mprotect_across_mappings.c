/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One call may span mappings of several kinds, and pages outside it keep
 * theirs (mprotect(2)).
 */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0)), rw = PROT_READ | PROT_WRITE;
    char *p = map_anon(6 * PAGE, rw);

    CHECK_OK(ftruncate(fd, 2 * PAGE));
    CHECK_EQ(mmap(p + 2 * PAGE, 2 * PAGE, rw, MAP_SHARED | MAP_FIXED, fd, 0),
             p + 2 * PAGE);
    CHECK_OK(mprotect(p + PAGE, 4 * PAGE, PROT_READ));
    for (int i = 0; i < 6; i++)
        CHECK_EQ(WRITE_STATUS(p + i * PAGE),
                 i == 0 || i == 5 ? EXITED(0) : KILLED(SIGSEGV));
    CHECK_OK(mprotect(p, 6 * PAGE, rw));
    memset(p, 1, 6 * PAGE);
    return passed();
}
