/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What comes before a bad pointer is written. */
#include "ids.h"

int main(void)
{
    unsigned ids[3] = {1, 1, 1};
    long real = syscall(SYS_getuid);

    for (int i = 0; i < ASKED; i++) {
        CHECK_ERR(syscall(SYS_getresuid, NULL, &ids[1], &ids[2]), EFAULT);
        CHECK_EQ(ids[1], 1);
        CHECK_ERR(syscall(SYS_getresuid, &ids[0], &ids[1], 8), EFAULT);
        CHECK_EQ(ids[0], real);
        CHECK_OK(syscall(SYS_getresuid, &ids[0], &ids[1], &ids[2]));
        ids[0] = ids[1] = 1;
    }
    return passed();
}
