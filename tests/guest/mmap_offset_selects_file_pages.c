/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages of a file mapped one by one in another order show the pages asked for
 * (mmap(2)).
 */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0));
    char *base = map_anon(16 * PAGE, PROT_NONE);

    for (int i = 0; i < 16; i++)
        CHECK_EQ(pwrite(fd, &(char){ 'a' + i }, 1, i * PAGE), 1);
    for (int i = 0; i < 16; i++) {
        char *at = base + i * PAGE;

        CHECK_EQ(mmap(at, PAGE, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, (15 - i) * PAGE),
                 at);
    }
    for (int i = 0; i < 16; i++)
        CHECK_EQ(base[i * PAGE], 'a' + 15 - i);
    return passed();
}
