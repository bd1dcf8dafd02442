/* SPDX-License-Identifier: GPL-2.0-or-later */
/* By /proc/self/mem a program writes to its own memory, what is protected too, as
 * far as something is mapped and not elsewhere. */
#include "check.h"

/* Where neither the program nor the kernel has put anything. */
#define FROM 0x680000000000L
#define TO 0x690000000000L
#define STEP 0x2000000L

int main(void)
{
    int mem = CHECK_OK(open("/proc/self/mem", O_RDWR));
    char *pages = map_anon(2 * PAGE, PROT_READ);
    char text[2 * PAGE];

    memset(text, 'x', sizeof(text));
    CHECK_EQ(pwrite(mem, "b", 1, (off_t)(uintptr_t)pages), 1);
    CHECK_EQ(pages[0], 'b');
    CHECK_OK(munmap(pages + PAGE, PAGE));
    CHECK_EQ(pwrite(mem, text, sizeof(text), (off_t)(uintptr_t)pages), PAGE);
    CHECK_EQ(pages[PAGE - 1], 'x');
    for (off_t at = FROM; at < TO; at += STEP)
        CHECK_ERR(pwrite(mem, "b", 1, at), EIO);
    return passed();
}
