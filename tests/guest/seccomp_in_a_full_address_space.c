/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Filters need no room in the program's address space. */
#include "filters.h"

#define STEP (16UL << 30)

int main(void)
{
    no_new_privs();
    CHECK_OK(filter_call(0, SYS_getppid, SECCOMP_RET_ERRNO | 77));
    while (mmap(NULL, STEP, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) !=
           MAP_FAILED)
        ;
    CHECK_EQ(errno, ENOMEM);
    for (unsigned i = 1; i <= 2000; i++)
        CHECK_OK(filter_call(0, SYS_getpgrp, SECCOMP_RET_ERRNO | i));
    CHECK_ERR(syscall(SYS_getpgrp), 2000);
    CHECK_ERR(syscall(SYS_getppid), 77);
    return passed();
}
