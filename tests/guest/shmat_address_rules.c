/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The address must be aligned or SHM_RND given; busy memory needs SHM_REMAP
 * (shmop(2)).
 */
#include <sys/shm.h>

#include "check.h"

#define AT(addr, flags) (long)shmat(id, addr, flags)

int main(void)
{
    int id = CHECK_OK(shmget(IPC_PRIVATE, 2 * PAGE, IPC_CREAT | 0600));
    char *p = map_anon(8 * PAGE, PROT_READ | PROT_WRITE);

    memset(p, 1, 8 * PAGE);
    CHECK_ERR(AT(p + 1, 0), EINVAL);
    CHECK_ERR(AT(p, 0), EINVAL);
    CHECK_ERR(AT(NULL, SHM_REMAP), EINVAL);
    CHECK_EQ(p[0], 1);
    CHECK_EQ(AT(p + PAGE, SHM_REMAP), p + PAGE);
    for (int i = 0; i < 8; i++)
        CHECK_EQ(p[i * PAGE], i != 1 && i != 2);
    CHECK_OK(munmap(p + 4 * PAGE, 4 * PAGE));
    CHECK_EQ(AT(p + 5 * PAGE + 77, SHM_RND), p + 5 * PAGE);
    p[5 * PAGE] = 9;
    CHECK_EQ(p[PAGE], 9);
    CHECK_OK(shmctl(id, IPC_RMID, NULL));
    CHECK_OK(shmdt(p + PAGE));
    CHECK_OK(shmdt(p + 5 * PAGE));
    CHECK_ERR((long)shmat(-1, NULL, 0), EINVAL);
    return passed();
}
