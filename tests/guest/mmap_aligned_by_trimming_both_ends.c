/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Allocators map too much and unmap head and tail to get an aligned chunk
 * (jemalloc, V8).
 */
#include "check.h"

#define ALIGN (4UL << 20)

int main(void)
{
    char *chunks[40];

    for (int i = 0; i < 40; i++) {
        char *raw = map_anon(2 * ALIGN, PROT_READ | PROT_WRITE);
        char *base = (char *)(((uintptr_t)raw + ALIGN - 1) & -ALIGN);

        if (base > raw)
            CHECK_OK(munmap(raw, base - raw));
        if (base < raw + ALIGN)
            CHECK_OK(munmap(base + ALIGN, raw + ALIGN - base));
        base[0] = base[ALIGN - 1] = i;
        chunks[i] = base;
    }
    for (int i = 0; i < 40; i++) {
        CHECK_EQ(chunks[i][0], i);
        CHECK_EQ(chunks[i][ALIGN - 1], i);
        CHECK_OK(munmap(chunks[i], ALIGN));
    }
    return passed();
}
