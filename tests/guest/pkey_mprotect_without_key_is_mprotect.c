/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Key -1 makes it mprotect; a key that was not allocated is EINVAL (pkey_mprotect(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE);

    CHECK_OK(syscall(SYS_pkey_mprotect, p, PAGE, PROT_READ, -1));
    CHECK_EQ(WRITE_STATUS(p), KILLED(SIGSEGV));
    CHECK_EQ(WRITE_STATUS(p + PAGE), EXITED(0));
    CHECK_ERR(syscall(SYS_pkey_mprotect, p, PAGE, PROT_READ, 15), EINVAL);
    CHECK_ERR(syscall(SYS_pkey_mprotect, p, PAGE, PROT_READ, 16), EINVAL);
    CHECK_ERR(syscall(SYS_pkey_mprotect, p + 1, PAGE, PROT_READ, -1), EINVAL);
    return passed();
}
