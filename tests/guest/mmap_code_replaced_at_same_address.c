/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Another file's code mapped where old code was is what runs, whatever ran
 * there before (dlclose).
 */
#include "check.h"

/* mov $nr,%eax; nops; syscall; ret: the system call at another offset for each number. */
static int make_file(int nr, int nops)
{
    unsigned char code[32] = { 0xb8, nr, nr >> 8, 0, 0 };
    int fd = CHECK_OK(memfd_create("code", 0));

    memset(code + 5, 0x90, nops);
    memcpy(code + 5 + nops, "\x0f\x05\xc3", 3);
    CHECK_EQ(write(fd, code, sizeof code), sizeof code);
    return fd;
}

int main(void)
{
    int fds[] = { make_file(SYS_getpid, 0), make_file(SYS_getppid, 1),
                  make_file(SYS_getuid, 7) };
    long want[] = { getpid(), getppid(), getuid() };
    char *at = map_anon(PAGE, PROT_NONE);

    for (int round = 0; round < 30; round++) {
        int prot = PROT_READ | PROT_EXEC, flags = MAP_PRIVATE | MAP_FIXED;

        CHECK_EQ(mmap(at, PAGE, prot, flags, fds[round % 3], 0), at);
        for (int i = 0; i < 40; i++)
            CHECK_EQ(((long (*)(void))at)(), want[round % 3]);
        if (round % 2)
            CHECK_OK(munmap(at, PAGE));
    }
    return passed();
}
