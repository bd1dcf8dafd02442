/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A runtime reserves huge PROT_NONE ranges and commits pieces of them (JVM, V8, Go). */
#include "check.h"

static void reserve_and_commit(size_t size)
{
    char *base =
        mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    CHECK(base != MAP_FAILED);
    for (int i = 0; i < 8; i++) {
        char *piece = base + size / 8 * i;

        CHECK_OK(mprotect(piece, 4 * PAGE, PROT_READ | PROT_WRITE));
        memset(piece, i + 1, 4 * PAGE);
    }
    CHECK_EQ(mmap(base, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0),
             base);
    for (int i = 1; i < 8; i++)
        CHECK_EQ(base[size / 8 * i + 3 * PAGE], i + 1);
    CHECK_EQ(READ_STATUS(base), KILLED(SIGSEGV));
    CHECK_EQ(READ_STATUS(base + size - 1), KILLED(SIGSEGV));
    CHECK_OK(munmap(base, size));
}

int main(void)
{
    reserve_and_commit(64UL << 30);
    reserve_and_commit(1UL << 40);
    reserve_and_commit(8UL << 40);
    return passed();
}
