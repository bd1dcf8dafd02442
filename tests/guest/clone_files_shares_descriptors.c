/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CLONE_FILES shares the descriptor table, CLONE_FS directory and umask;
 * without, copies.
 */
#include <sched.h>

#include "check.h"

static int body(void *arg)
{
    (void)arg;
    CHECK_EQ(dup2(1, 500), 500);
    CHECK_OK(chdir("/"));
    umask(0123);
    _exit(0);
}

static void run(int flags)
{
    static char stack[65536] __attribute__((aligned(16)));
    pid_t pid = CHECK_OK(clone(body, stack + sizeof stack, flags | SIGCHLD, NULL));

    CHECK_EQ(wait_status(pid), EXITED(0));
}

int main(void)
{
    char before[4096], after[4096];

    umask(022);
    CHECK(getcwd(before, sizeof before) != NULL);
    run(0);
    CHECK_ERR(fcntl(500, F_GETFD), EBADF);
    CHECK_STR(getcwd(after, sizeof after), before);
    CHECK_EQ(umask(022), 022);
    run(CLONE_FILES);
    CHECK_OK(fcntl(500, F_GETFD));
    CHECK_OK(close(500));
    CHECK_STR(getcwd(after, sizeof after), before);
    run(CLONE_FS);
    CHECK_ERR(fcntl(500, F_GETFD), EBADF);
    CHECK_STR(getcwd(after, sizeof after), "/");
    CHECK_EQ(umask(022), 0123);
    return passed();
}
