/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * posix_spawn returns the errno of a failed exec or file action, and leaves no
 * child behind.
 */
#include <spawn.h>

#include "check.h"

int main(void)
{
    char *args[] = { "x", NULL };
    posix_spawn_file_actions_t actions;
    pid_t pid;

    CHECK_EQ(posix_spawn_file_actions_init(&actions), 0);
    CHECK_EQ(posix_spawn_file_actions_adddup2(&actions, 700, 1), 0);
    for (int i = 0; i < 10; i++) {
        CHECK_EQ(posix_spawn(&pid, "/nowhere", NULL, NULL, args, NULL), ENOENT);
        CHECK_EQ(posix_spawn(&pid, "/", NULL, NULL, args, NULL), EACCES);
        CHECK_EQ(posix_spawnp(&pid, "no-such-program-anywhere", NULL, NULL, args, NULL),
                 ENOENT);
        CHECK_EQ(posix_spawn(&pid, "/proc/self/exe", &actions, NULL, args, NULL), EBADF);
        CHECK_ERR(waitpid(-1, NULL, 0), ECHILD);
    }
    return passed();
}
