/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The break does not grow over a mapping in its way (brk(2)). */
#include "check.h"

int main(void)
{
    char *start = (char *)syscall(SYS_brk, 0);
    char *obstacle = (char *)(((uintptr_t)start + 600 * PAGE) & -PAGE);

    CHECK_EQ(mmap(obstacle, PAGE, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0),
             obstacle);
    obstacle[0] = 77;
    CHECK_EQ(syscall(SYS_brk, obstacle + 1), start);
    CHECK_EQ(syscall(SYS_brk, obstacle + 900 * PAGE), start);
    CHECK_EQ(syscall(SYS_brk, start + 16 * PAGE), start + 16 * PAGE);
    CHECK_EQ(obstacle[0], 77);
    for (int i = 0; i < 1000; i++)
        CHECK(malloc(10000) != NULL); /* malloc goes round it */
    return passed();
}
