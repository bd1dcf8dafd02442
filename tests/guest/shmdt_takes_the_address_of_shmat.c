/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shmdt(2) wants exactly what shmat(2) has returned. */
#include <sys/shm.h>

#include "check.h"

int main(void)
{
    int id = CHECK_OK(shmget(IPC_PRIVATE, 2 * PAGE, 0600));
    char *at = shmat(id, NULL, 0);

    CHECK(at != (void *)-1);
    CHECK_OK(shmctl(id, IPC_RMID, NULL));
    *at = 'x';
    CHECK_ERR(shmdt(at + PAGE), EINVAL);
    CHECK_ERR(shmdt(at + 1), EINVAL);
    CHECK_OK(shmdt(at));
    CHECK_ERR(shmdt(at), EINVAL);
    CHECK_EQ(READ_STATUS(at), KILLED(SIGSEGV));
    /* Programs that detach whatever may be attached. */
    for (unsigned long address = 0x680000000000; address < 0x780000000000;
         address += 1UL << 30)
        CHECK_ERR(shmdt((void *)(address - PAGE)), EINVAL);
    return passed();
}
