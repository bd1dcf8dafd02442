/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MAP_FIXED_NOREPLACE never clobbers: EEXIST for any overlap, else the exact
 * place (mmap(2)).
 */
#include "check.h"

static long map_at(void *at, size_t size)
{
    return (long)mmap(at, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
}

int main(void)
{
    char *p = map_anon(8 * PAGE, PROT_READ | PROT_WRITE);

    p[0] = p[4 * PAGE] = 9;
    CHECK_OK(munmap(p + PAGE, 3 * PAGE));
    CHECK_ERR(map_at(p, PAGE), EEXIST);
    CHECK_ERR(map_at(p + PAGE, 4 * PAGE), EEXIST);
    CHECK_ERR(map_at(p + 3 * PAGE, 2 * PAGE), EEXIST);
    CHECK_EQ(p[4 * PAGE], 9);
    CHECK_EQ(map_at(p + PAGE, 3 * PAGE), p + PAGE);
    CHECK_EQ(p[0], 9);
    CHECK_EQ(p[PAGE], 0);
    return passed();
}
