/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A vfork child that becomes another leaves its parent, whose memory it shares, alone. */
#include "ids.h"

int main(void)
{
    const struct ids before = check_ids();
    struct ids after;
    volatile long seen = -1, changed = -1;
    pid_t child = vfork();

    if (child == 0) {
        changed = syscall(SYS_setresgid, -1, SOMEBODY, -1);
        seen = syscall(SYS_getegid);
        _exit(0);
    }
    CHECK_EQ(wait_status(child), 0);
    CHECK_EQ(seen, changed == 0 ? SOMEBODY : (long)before.group[1]);
    after = check_ids();
    CHECK_EQ(memcmp(&before, &after, sizeof(before)), 0);
    return passed();
}
