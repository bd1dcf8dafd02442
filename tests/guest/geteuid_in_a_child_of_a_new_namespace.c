/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A child that begins in a user namespace of its own is nobody there, whoever its parent
 * is: it does not get the parent's answers. */
#include <sched.h>

#include "ids.h"

int main(void)
{
    pid_t child;

    check_ids();
    child = (pid_t)syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);
    CHECK(child >= 0);
    if (child == 0) {
        CHECK_EQ(check_ids().user[1], 65534);
        _exit(0);
    }
    CHECK_EQ(wait_status(child), 0);
    check_ids();
    return passed();
}
