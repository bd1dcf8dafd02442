/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parent and child take turns through a word in shared memory (futex(2)). */
#include "waiter.h"

#define ROUNDS 500

static volatile uint32_t *turn;

static void play(uint32_t mine, uint32_t other)
{
    for (int i = 0; i < ROUNDS; i++) {
        while (*turn != mine)
            futex(turn, FUTEX_WAIT, other, NULL, NULL, 0);
        *turn = other;
        CHECK_OK(futex(turn, FUTEX_WAKE, 1, NULL, NULL, 0));
    }
}

static void child(void)
{
    play(1, 0);
}

int main(void)
{
    pid_t pid;

    turn = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK((void *)turn != MAP_FAILED);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        child();
        _exit(0);
    }
    play(0, 1);
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
