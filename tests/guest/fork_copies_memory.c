/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parent and child have the same memory at first, and separate changes after
 * (fork(2)).
 */
#include "check.h"

static int data = 1;

int main(void)
{
    int local = 2, *heap = malloc(sizeof *heap);
    char *mapped = map_anon(256 * PAGE, PROT_READ | PROT_WRITE);

    *heap = 3;
    memset(mapped, 4, 256 * PAGE);
    for (int i = 0; i < 20; i++) {
        pid_t pid = CHECK_OK(fork());

        if (pid == 0) {
            CHECK_EQ(data + local * 10 + *heap * 100 + mapped[255 * PAGE] * 1000, 4321);
            data = local = *heap = 9;
            memset(mapped, 9, 256 * PAGE);
            _exit(9);
        }
        CHECK_EQ(wait_status(pid), EXITED(9));
        CHECK_EQ(data + local * 10 + *heap * 100 + mapped[255 * PAGE] * 1000, 4321);
    }
    return passed();
}
