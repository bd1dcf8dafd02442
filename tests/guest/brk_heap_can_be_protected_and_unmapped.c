/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The heap is ordinary memory: it can be protected, replaced and unmapped piecewise. */
#include "check.h"

int main(void)
{
    char *start = (char *)syscall(SYS_brk, 0);
    char *page = (char *)(((uintptr_t)start + 4 * PAGE) & -PAGE);

    CHECK_EQ(syscall(SYS_brk, start + 16 * PAGE), start + 16 * PAGE);
    memset(start, 4, 16 * PAGE);
    CHECK_OK(mprotect(page, PAGE, PROT_READ));
    CHECK_EQ(WRITE_STATUS(page), KILLED(SIGSEGV));
    CHECK_OK(munmap(page + PAGE, PAGE));
    CHECK_EQ(READ_STATUS(page + PAGE), KILLED(SIGSEGV));
    CHECK_EQ(mmap(page + 2 * PAGE, PAGE, PROT_READ,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0),
             page + 2 * PAGE);
    CHECK_EQ(page[2 * PAGE], 0);
    CHECK_EQ(page[3 * PAGE], 4);
    CHECK_EQ(syscall(SYS_brk, start + 20 * PAGE), start + 20 * PAGE);
    CHECK_EQ(syscall(SYS_brk, start), start);
    return passed();
}
