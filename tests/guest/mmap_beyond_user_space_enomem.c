/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MAP_FIXED outside the user's half of the address space is ENOMEM; a hint
 * there is ignored.
 */
#include "check.h"

int main(void)
{
    unsigned long bad[] = { 0x7ffffffff000, 0x800000000000, 0xffff800000000000, -PAGE };

    for (int i = 0; i < 4; i++) {
        void *at = (void *)bad[i];
        char *p;

        CHECK_ERR((long)mmap(at, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
                             -1, 0),
                  ENOMEM);
        p = mmap(at, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        CHECK(p != MAP_FAILED && (unsigned long)p < 0x7ffffffff000);
        *p = 1;
    }
    return passed();
}
