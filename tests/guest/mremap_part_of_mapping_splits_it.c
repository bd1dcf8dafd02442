/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Moving the middle of a file mapping keeps what each page shows (mremap(2)). */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0));
    char *p, *q;

    for (int i = 0; i < 8; i++)
        CHECK_EQ(pwrite(fd, &(char){ 'a' + i }, 1, i * PAGE), 1);
    p = mmap(NULL, 4 * PAGE, PROT_READ, MAP_SHARED, fd, 0);
    CHECK(p != MAP_FAILED);
    q = mremap(p + PAGE, 2 * PAGE, 6 * PAGE, MREMAP_MAYMOVE);
    CHECK(q != MAP_FAILED);
    for (int i = 0; i < 6; i++)
        CHECK_EQ(q[i * PAGE], 'b' + i);
    CHECK_EQ(p[0], 'a');
    CHECK_EQ(p[3 * PAGE], 'd');
    CHECK_EQ(READ_STATUS(p + PAGE), KILLED(SIGSEGV));
    return passed();
}
