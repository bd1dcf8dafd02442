/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PR_GET_TID_ADDRESS gives what set_tid_address was told last (prctl(2)). */
#include <sys/prctl.h>

#include "check.h"

static int *address;

static void *thread(void *arg)
{
    int own = 0;
    int *mine = NULL;

    CHECK_OK(prctl(PR_GET_TID_ADDRESS, &mine));
    CHECK(mine != NULL && mine != address);
    CHECK_EQ(*mine, gettid());
    CHECK_EQ(syscall(SYS_set_tid_address, &own), gettid());
    CHECK_OK(prctl(PR_GET_TID_ADDRESS, &address));
    CHECK_EQ(address, &own);
    CHECK_EQ(syscall(SYS_set_tid_address, mine), gettid());
    return arg;
}

int main(void)
{
    int word = 0;

    CHECK_EQ(syscall(SYS_set_tid_address, &word), gettid());
    CHECK_OK(prctl(PR_GET_TID_ADDRESS, &address));
    CHECK_EQ(address, &word);
    join_thread(start_thread(thread, NULL));
    return passed();
}
