/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /proc/self/mem can be read where something is mapped and nowhere else. */
#include "check.h"

/* Where neither the program nor the kernel has put anything. */
#define FROM 0x680000000000L
#define TO 0x690000000000L
#define STEP 0x200000L

static char byte = 'a';

int main(void)
{
    int mem = CHECK_OK(open("/proc/self/mem", O_RDONLY));
    char c;

    CHECK_EQ(pread(mem, &c, 1, (off_t)(uintptr_t)&byte), 1);
    CHECK_EQ(c, 'a');
    CHECK_EQ(lseek(mem, (off_t)(uintptr_t)&byte, SEEK_SET), (off_t)(uintptr_t)&byte);
    CHECK_EQ(read(mem, &c, 1), 1);
    CHECK_EQ(c, 'a');

    for (off_t at = FROM; at < TO; at += STEP) {
        CHECK_ERR(pread(mem, &c, 1, at), EIO);
        if (at % (16 * STEP) != 0)
            continue;
        CHECK_EQ(lseek(mem, at, SEEK_SET), at);
        CHECK_ERR(read(mem, &c, 1), EIO);
    }
    return passed();
}
