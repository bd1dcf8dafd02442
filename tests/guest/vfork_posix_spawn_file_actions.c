/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * posix_spawn's file actions: open, dup2, close, chdir in the child only
 * (posix_spawn(3)).
 */
#include <spawn.h>

#include "check.h"

static int spawned(void)
{
    char text[64] = "";

    CHECK_EQ(read(0, text, sizeof text), 5);
    CHECK_STR(text, "input");
    CHECK_EQ(write(1, "output", 6), 6);
    CHECK_ERR(fcntl(20, F_GETFD), EBADF);
    CHECK_STR(getcwd(text, sizeof text), "/");
    return 24;
}

int main(int argc, char **argv)
{
    char *args[] = { "spawned", "x", NULL }, text[8] = "", cwd[4096], after[4096];
    posix_spawn_file_actions_t actions;
    int pipes[2], fd;
    pid_t pid;

    (void)argv;
    if (argc > 1)
        return spawned();
    fd = CHECK_OK(open("in", O_WRONLY | O_CREAT | O_TRUNC, 0600));
    CHECK_EQ(write(fd, "input", 5), 5);
    CHECK_OK(pipe2(pipes, O_CLOEXEC));
    CHECK_EQ(dup2(fd, 20), 20);
    CHECK(getcwd(cwd, sizeof cwd) != NULL);
    CHECK_EQ(posix_spawn_file_actions_init(&actions), 0);
    CHECK_EQ(posix_spawn_file_actions_addopen(&actions, 0, "in", O_RDONLY, 0), 0);
    CHECK_EQ(posix_spawn_file_actions_adddup2(&actions, pipes[1], 1), 0);
    CHECK_EQ(posix_spawn_file_actions_addclose(&actions, 20), 0);
    CHECK_EQ(posix_spawn_file_actions_addchdir_np(&actions, "/"), 0);
    CHECK_EQ(posix_spawn(&pid, "/proc/self/exe", &actions, NULL, args, NULL), 0);
    CHECK_EQ(wait_status(pid), EXITED(24));
    CHECK_EQ(read(pipes[0], text, 7), 6);
    CHECK_STR(text, "output");
    CHECK_OK(fcntl(20, F_GETFD));
    CHECK_STR(getcwd(after, sizeof after), cwd);
    CHECK_OK(unlink("in"));
    return passed();
}
