/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exit and exit_group give the parent the low eight bits of the code (exit(2)). */
#include "check.h"

static long nr;
static int code;

static void leave(void)
{
    syscall(nr, code);
}

int main(void)
{
    int codes[] = { 0, 1, 42, 127, 255, 256, 257, -1, 0x12345678 };

    for (int i = 0; i < 9; i++) {
        code = codes[i];
        nr = SYS_exit;
        CHECK_EQ(child_status(leave), EXITED(code & 255));
        nr = SYS_exit_group;
        CHECK_EQ(child_status(leave), EXITED(code & 255));
    }
    return passed();
}
