/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Threads share the descriptor table: what one opens or closes all see
 * (clone(2), CLONE_FILES).
 */
#include "check.h"

static int opened;

static void *worker(void *arg)
{
    CHECK_OK(close(3));
    opened = CHECK_OK(dup2(0, 30));
    return arg;
}

int main(void)
{
    CHECK_EQ(dup(0), 3);
    join_thread(start_thread(worker, NULL));
    CHECK_ERR(fcntl(3, F_GETFD), EBADF);
    CHECK_EQ(opened, 30);
    CHECK_OK(fcntl(30, F_GETFD));
    return passed();
}
