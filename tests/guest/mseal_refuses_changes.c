/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A sealed range can be neither unmapped, replaced, moved nor reprotected:
 * EPERM (mseal(2)).
 */
#include "check.h"

#define SYS_mseal_nr 462

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ), *q = p + PAGE;

    if (syscall(SYS_mseal_nr, q, 2 * PAGE, 0L) == -1) {
        CHECK_EQ(errno, ENOSYS);
        puts("no mseal here");
        return passed();
    }
    CHECK_ERR(munmap(q, PAGE), EPERM);
    CHECK_ERR(munmap(p, 4 * PAGE), EPERM);
    CHECK_ERR(mprotect(q, PAGE, PROT_READ | PROT_WRITE), EPERM);
    CHECK_ERR((long)mremap(q, 2 * PAGE, PAGE, 0), EPERM);
    CHECK_ERR((long)mremap(q, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, p), EPERM);
    CHECK_ERR(
        (long)mmap(q, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0),
        EPERM);
    CHECK_ERR(madvise(q, PAGE, MADV_DONTNEED), EPERM);
    CHECK_EQ(READ_STATUS(p), EXITED(0));
    CHECK_OK(munmap(p, PAGE));
    CHECK_OK(munmap(p + 3 * PAGE, PAGE));
    CHECK_EQ(q[0], 0);
    return passed();
}
