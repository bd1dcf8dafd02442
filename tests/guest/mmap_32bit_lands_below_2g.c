/* SPDX-License-Identifier: GPL-2.0-or-later */
/* MAP_32BIT places the mapping in the first two gigabytes (mmap(2)). */
#include "check.h"

int main(void)
{
    for (int i = 0; i < 8; i++) {
        char *p = mmap(NULL, 16 * PAGE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

        CHECK(p != MAP_FAILED && (uintptr_t)p + 16 * PAGE <= 0x80000000);
        memset(p, 1, 16 * PAGE);
    }
    return passed();
}
