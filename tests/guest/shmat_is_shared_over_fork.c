/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A System V segment outlives IPC_RMID while attached and is shared with a
 * child (shmop(2)).
 */
#include <sys/shm.h>

#include "check.h"

static char *p;

static void child(void)
{
    CHECK_STR(p, "parent");
    strcpy(p, "child");
    CHECK_OK(shmdt(p));
    CHECK_EQ(READ_STATUS(p), KILLED(SIGSEGV));
}

int main(void)
{
    int id = CHECK_OK(shmget(IPC_PRIVATE, 3 * PAGE - 100, IPC_CREAT | 0600));
    struct shmid_ds info;
    char *q;

    p = shmat(id, NULL, 0);
    q = shmat(id, NULL, SHM_RDONLY);
    CHECK(p != (void *)-1 && q != (void *)-1 && p != q);
    CHECK_OK(shmctl(id, IPC_RMID, NULL));
    strcpy(p, "parent");
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_STR(q, "child");
    CHECK_EQ(p[3 * PAGE - 1], 0);
    CHECK_OK(shmctl(id, IPC_STAT, &info));
    CHECK_EQ(info.shm_nattch, 2);
    CHECK_EQ(WRITE_STATUS(q), KILLED(SIGSEGV));
    CHECK_OK(shmdt(p));
    CHECK_EQ(READ_STATUS(p), KILLED(SIGSEGV));
    CHECK_OK(shmdt(q));
    CHECK_ERR(shmdt(q), EINVAL);
    return passed();
}
