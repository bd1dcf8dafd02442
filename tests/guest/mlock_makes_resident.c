/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Locked pages are resident and counted; the range is widened to whole pages
 * (mlock(2)).
 */
#include "check.h"

static long locked_kb(void)
{
    FILE *f = fopen("/proc/self/status", "r");
    char line[256];
    long kb = -1;

    while (kb == -1 && fgets(line, sizeof line, f))
        sscanf(line, "VmLck: %ld", &kb);
    fclose(f);
    return kb;
}

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ | PROT_WRITE);
    unsigned char vec[4];
    long before = locked_kb();

    CHECK_OK(mlock(p + PAGE + 10, PAGE));
    CHECK_EQ(locked_kb() - before, 8);
    CHECK_OK(mincore(p, 4 * PAGE, vec));
    for (int i = 0; i < 4; i++)
        CHECK_EQ(vec[i] & 1, i == 1 || i == 2);
    CHECK_OK(munlock(p, 4 * PAGE));
    CHECK_EQ(locked_kb(), before);
    return passed();
}
