/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * /proc/self/maps: program, libraries, stack and heap; ordered, no two lines
 * overlap (proc(5)).
 */
#include <sys/sysmacros.h>

#include "check.h"

static int has_heap, has_stack, has_vdso, program_lines;

static void check_line(const char *line, unsigned long *last_end, const char *self)
{
    unsigned long start, end, offset, inode;
    unsigned major, minor;
    char perms[5], path[4200] = "";

    CHECK(sscanf(line, "%lx-%lx %4s %lx %x:%x %lu %4199[^\n]", &start, &end, perms,
                 &offset, &major, &minor, &inode, path) >= 7);
    CHECK(start < end && start % PAGE == 0 && end % PAGE == 0);
    CHECK(start >= *last_end);
    *last_end = end;
    CHECK(strchr("r-", perms[0]) && strchr("w-", perms[1]) && strchr("x-", perms[2]) &&
          strchr("ps", perms[3]));
    if ((unsigned long)check_line >= start && (unsigned long)check_line < end) {
        struct stat st;

        CHECK_STR(path, self);
        CHECK_EQ(strncmp(perms, "r-xp", 4), 0);
        CHECK_OK(stat(self, &st));
        CHECK_EQ(inode, st.st_ino);
        CHECK_EQ(makedev(major, minor), st.st_dev);
    }
    program_lines += strcmp(path, self) == 0;
    if (strcmp(path, "[stack]") == 0) {
        CHECK((unsigned long)last_end >= start && (unsigned long)last_end < end);
        has_stack++;
    }
    if (strcmp(path, "[heap]") == 0) {
        CHECK((unsigned long)sbrk(0) == end && perms[1] == 'w');
        has_heap++;
    }
    has_vdso += strcmp(path, "[vdso]") == 0;
}

int main(void)
{
    char self[4096] = "", line[5000];
    unsigned long last_end = 0;
    FILE *f;

    CHECK(sbrk(40 * PAGE) != (void *)-1);
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    f = fopen("/proc/self/maps", "r");
    CHECK(f != NULL);
    while (fgets(line, sizeof line, f))
        check_line(line, &last_end, self);
    CHECK_EQ(has_heap, 1);
    CHECK_EQ(has_stack, 1);
    CHECK_EQ(has_vdso, 1);
    CHECK(program_lines >= 3);
    return passed();
}
