/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages of a shared mapping can be shown in another order; private ones cannot. */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0));
    char *p, *private;

    for (int i = 0; i < 4; i++)
        CHECK_EQ(pwrite(fd, &(char){ 'a' + i }, 1, i * PAGE), 1);
    CHECK_OK(ftruncate(fd, 4 * PAGE));
    p = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    private = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    CHECK(p != MAP_FAILED && private != MAP_FAILED);
    CHECK_OK(remap_file_pages(p, PAGE, 0, 3, 0));
    CHECK_OK(remap_file_pages(p + 2 * PAGE, PAGE, 0, 0, 0));
    CHECK_EQ(p[0], 'd');
    CHECK_EQ(p[PAGE], 'b');
    CHECK_EQ(p[2 * PAGE], 'a');
    p[0] = 'D';
    CHECK_EQ(p[3 * PAGE], 'D');
    CHECK_ERR(remap_file_pages(private, PAGE, 0, 3, 0), EINVAL);
    CHECK_ERR(remap_file_pages(p, PAGE, PROT_READ, 3, 0), EINVAL);
    return passed();
}
