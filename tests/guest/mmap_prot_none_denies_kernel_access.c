/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernel respects protections too: read(2) into PROT_NONE or read-only
 * memory is EFAULT.
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(3 * PAGE, PROT_READ | PROT_WRITE);
    int pipes[2];

    CHECK_OK(pipe(pipes));
    CHECK_EQ(write(pipes[1], "hello", 5), 5);
    CHECK_OK(mprotect(p + PAGE, PAGE, PROT_READ));
    CHECK_OK(mprotect(p + 2 * PAGE, PAGE, PROT_NONE));
    CHECK_ERR(read(pipes[0], p + PAGE, 5), EFAULT);
    CHECK_ERR(read(pipes[0], p + 2 * PAGE, 5), EFAULT);
    CHECK_ERR(write(pipes[1], p + 2 * PAGE, 5), EFAULT);
    CHECK_EQ(write(pipes[1], p + PAGE, 5), 5);
    CHECK_EQ(read(pipes[0], p, 10), 10);
    CHECK_STR(p, "hello");
    return passed();
}
