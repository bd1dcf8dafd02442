/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The low byte is the signal sent at the child's end; without SIGCHLD only
 * __WCLONE or __WALL waits.
 */
#include "check.h"

static volatile int got_usr1, got_chld;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)info, (void)context;
    if (sig == SIGUSR1)
        got_usr1++;
    else
        got_chld++;
}

static pid_t start(int exit_signal)
{
    pid_t pid = CHECK_OK(syscall(SYS_clone, exit_signal, 0, 0, 0, 0));

    if (pid == 0)
        _exit(8);
    return pid;
}

int main(void)
{
    int status;
    pid_t pid;

    set_handler(SIGUSR1, handler, SA_RESTART);
    set_handler(SIGCHLD, handler, SA_RESTART);
    pid = start(SIGUSR1);
    CHECK_ERR(waitpid(pid, &status, 0), ECHILD);
    CHECK_EQ(waitpid(pid, &status, __WCLONE), pid);
    CHECK_EQ(status, EXITED(8));
    CHECK_EQ(got_usr1, 1);
    pid = start(0);
    CHECK_EQ(waitpid(pid, &status, __WALL), pid);
    CHECK_EQ(got_usr1 + got_chld, 1);
    pid = start(SIGCHLD);
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(got_chld, 1);
    return passed();
}
