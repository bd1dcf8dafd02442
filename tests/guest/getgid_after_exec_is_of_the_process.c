/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A thread whose ids are its own takes them along when it executes a program. */
#include "ids.h"

static void *exec_with_another_id(void *name)
{
    check_ids();
    syscall(SYS_setresgid, SOMEBODY, SOMEBODY, SOMEBODY);
    check_ids();
    execl("/proc/self/exe", name, "again", NULL);
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        CHECK_EQ(check_ids().group[0], geteuid() == 0 ? SOMEBODY : getgid());
        return passed();
    }
    check_ids();
    join_thread(start_thread(exec_with_another_id, argv[0]));
    return 1;
}
