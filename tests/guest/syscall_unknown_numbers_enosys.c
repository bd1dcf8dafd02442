/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A number without a call is ENOSYS: what libraries fall back on. */
#include "check.h"

int main(void)
{
    long numbers[] = { -1,  -2,  340,  400,  423,        500,
                       511, 548, 1000, 9999, 0x7fffffff, -0x80000000L };

    for (int round = 0; round < 30; round++)
        for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++)
            CHECK_ERR(syscall(numbers[i], 1, 2, 3, 4, 5, 6), ENOSYS);
    return passed();
}
