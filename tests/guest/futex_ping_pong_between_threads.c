/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Two threads hand a turn to and fro ten thousand times: no wake is lost (futex(2)). */
#include "waiter.h"

#define ROUNDS 10000

static volatile uint32_t turn;

static void *player(void *arg)
{
    uint32_t mine = (uintptr_t)arg;

    for (int i = 0; i < ROUNDS; i++) {
        while (turn != mine)
            if (futex(&turn, FUTEX_WAIT_PRIVATE, !mine, NULL, NULL, 0) == -1)
                CHECK_EQ(errno, EAGAIN);
        turn = !mine;
        CHECK_OK(futex(&turn, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0));
    }
    return NULL;
}

int main(void)
{
    pthread_t a = start_thread(player, (void *)0), b = start_thread(player, (void *)1);

    join_thread(a);
    join_thread(b);
    CHECK_EQ(turn, 0);
    return passed();
}
