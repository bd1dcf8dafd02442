/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * After MADV_FREE a page holds its old contents or zeros; a new write sticks;
 * private only (madvise(2)).
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(8 * PAGE, PROT_READ | PROT_WRITE);
    char *shared = mmap(NULL, PAGE, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    memset(p, 3, 8 * PAGE);
    CHECK_OK(madvise(p, 8 * PAGE, MADV_FREE));
    for (int i = 0; i < 8; i++) {
        CHECK(p[i * PAGE] == 3 || p[i * PAGE] == 0);
        p[i * PAGE] = 4;
        CHECK_EQ(p[i * PAGE], 4);
    }
    CHECK_ERR(madvise(shared, PAGE, MADV_FREE), EINVAL);
    return passed();
}
