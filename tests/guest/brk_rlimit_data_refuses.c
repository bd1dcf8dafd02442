/* SPDX-License-Identifier: GPL-2.0-or-later */
/* RLIMIT_DATA stops the break; malloc then fails or uses what it has (getrlimit(2)). */
#include <sys/resource.h>

#include "check.h"

static void child(void)
{
    struct rlimit none = { 0, 0 };
    long start = syscall(SYS_brk, 0);

    CHECK_OK(setrlimit(RLIMIT_DATA, &none));
    CHECK_EQ(syscall(SYS_brk, start + 16 * PAGE), start);
    errno = 0;
    CHECK_EQ(sbrk(1 << 20), -1);
    CHECK_EQ(errno, ENOMEM);
    CHECK(malloc(8 << 20) == NULL);
}

int main(void)
{
    CHECK_EQ(child_status(child), EXITED(0));
    return passed();
}
