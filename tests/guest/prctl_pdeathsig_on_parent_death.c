/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PR_SET_PDEATHSIG: the child gets the signal when its parent dies; a fork
 * clears it (prctl(2)).
 */
#include <sys/prctl.h>

#include "check.h"

static int pipes[2];

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    CHECK_EQ(write(pipes[1], "d", 1), 1);
}

static void child(void)
{
    int sig = -1;

    set_handler(SIGUSR1, handler, 0);
    CHECK_OK(prctl(PR_SET_PDEATHSIG, SIGUSR1));
    CHECK_OK(prctl(PR_GET_PDEATHSIG, &sig));
    CHECK_EQ(sig, SIGUSR1);
    if (CHECK_OK(fork()) == 0) {
        CHECK_OK(prctl(PR_GET_PDEATHSIG, &sig));
        CHECK_EQ(sig, 0);
        _exit(0);
    }
    CHECK_OK(waitpid(-1, NULL, 0));
    CHECK_EQ(write(pipes[1], "r", 1), 1);
    pause();
}

static void middle(void)
{
    char byte;

    if (CHECK_OK(fork()) == 0) {
        child();
        _exit(0);
    }
    CHECK_EQ(read(pipes[0], &byte, 1), 1);
    CHECK_EQ(byte, 'r');
}

int main(void)
{
    char byte = 0;

    CHECK_OK(pipe(pipes));
    CHECK_EQ(child_status(middle), EXITED(0));
    CHECK_EQ(read(pipes[0], &byte, 1), 1);
    CHECK_EQ(byte, 'd');
    CHECK_ERR(prctl(PR_SET_PDEATHSIG, 65), EINVAL);
    return passed();
}
