/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A syscall instruction may lie across cache lines and pages, and at the end
 * of its mapping.
 */
#include "check.h"

static unsigned char code[] = {
    0xb8, 0, 0, 0, 0, 0x0f, 0x05, 0xc3
}; /* mov; syscall; ret */
static char *map;

/* Map a two-page file with the call at `offset`, all of it or as far as it goes. */
static void map_code_at(long offset, int nr)
{
    int fd = CHECK_OK(open("code", O_RDWR | O_CREAT | O_TRUNC, 0700));

    code[1] = nr;
    CHECK_EQ(pwrite(fd, code, sizeof code, offset), sizeof code);
    CHECK_OK(ftruncate(fd, 2 * PAGE));
    map = mmap(NULL, 2 * PAGE, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
    CHECK(map != MAP_FAILED);
    CHECK_OK(close(fd));
    CHECK_OK(unlink("code"));
}

static void run_last_call(void)
{
    asm volatile("jmp *%0" ::"r"(map + 2 * PAGE - 7), "D"(77L));
}

int main(void)
{
    for (int shift = 0; shift <= 8; shift++) {
        long ends[] = { 64, PAGE, 2 * PAGE - 8 };

        for (int i = 0; i < 3; i++) {
            long offset = ends[i] - shift;

            map_code_at(offset, SYS_getpid);
            for (int n = 0; n < 60; n++)
                CHECK_EQ(((long (*)(void))(map + offset))(), getpid());
            CHECK_OK(munmap(map, 2 * PAGE));
        }
    }
    map_code_at(2 * PAGE - 7, SYS_exit_group); /* nothing comes after this one */
    CHECK_EQ(child_status(run_last_call), EXITED(77));
    return passed();
}
