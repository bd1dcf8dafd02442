/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is mapped, protected, split and unmapped shows in /proc/self/maps at
 * once (proc(5)).
 */
#include "check.h"

/* The permissions at an address, or "". */
static const char *perms_at(void *at)
{
    static char perms[5];
    char line[5000];
    unsigned long start, end;
    FILE *f = fopen("/proc/self/maps", "r");
    const char *found = "";

    CHECK(f != NULL);
    while (fgets(line, sizeof line, f)) {
        CHECK_EQ(sscanf(line, "%lx-%lx %4s", &start, &end, perms), 3);
        if ((unsigned long)at >= start && (unsigned long)at < end) {
            found = perms;
            break;
        }
    }
    fclose(f);
    return found;
}

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ | PROT_WRITE), *q;
    int fd = CHECK_OK(memfd_create("shown", 0));

    CHECK_STR(perms_at(p + PAGE), "rw-p");
    CHECK_OK(mprotect(p + PAGE, PAGE, PROT_READ));
    CHECK_STR(perms_at(p), "rw-p");
    CHECK_STR(perms_at(p + PAGE), "r--p");
    CHECK_STR(perms_at(p + 2 * PAGE), "rw-p");
    CHECK_OK(mprotect(p + PAGE, PAGE, PROT_NONE));
    CHECK_STR(perms_at(p + PAGE), "---p");
    CHECK_OK(munmap(p + 2 * PAGE, PAGE));
    CHECK_STR(perms_at(p + 2 * PAGE), "");
    CHECK_STR(perms_at(p + 3 * PAGE), "rw-p");
    CHECK_OK(ftruncate(fd, PAGE));
    q = mmap(p + 2 * PAGE, PAGE, PROT_READ | PROT_EXEC, MAP_SHARED | MAP_FIXED, fd, 0);
    CHECK(q != MAP_FAILED);
    CHECK_STR(perms_at(q), "r-xs");
    return passed();
}
