/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers with the x32 bit are ENOSYS unless the kernel has that ABI. */
#include "check.h"

int main(void)
{
    long result = syscall(0x40000000 + SYS_getpid);

    CHECK(result == getpid() || (result == -1 && errno == ENOSYS));
    puts(result == -1 ? "no x32 here" : "x32");
    if (result == -1) {
        CHECK_ERR(syscall(0x40000000 + SYS_write, 1, "x\n", 2), ENOSYS);
        CHECK_ERR(syscall(0x40000000 + 512), ENOSYS);
        CHECK_ERR(syscall(520), ENOSYS);
    }
    return passed();
}
