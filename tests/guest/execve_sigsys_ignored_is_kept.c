/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An ignored SIGSYS stays ignored over exec, a handled one is reset, as for
 * any signal.
 */
#include "check.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

static int run(const char *mode)
{
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        if (mode[0] == 'i')
            signal(SIGSYS, SIG_IGN);
        else
            set_handler(SIGSYS, handler, 0);
        execl("/proc/self/exe", "x", mode, NULL);
        CHECK(!"exec");
    }
    return wait_status(pid);
}

int main(int argc, char **argv)
{
    struct sigaction act;

    (void)argv;
    if (argc > 1) {
        CHECK_OK(sigaction(SIGSYS, NULL, &act));
        CHECK_EQ(act.sa_handler, argv[1][0] == 'i' ? SIG_IGN : SIG_DFL);
        CHECK_OK(getppid());
        raise(SIGSYS);
        return 39;
    }
    CHECK_EQ(run("ignored"), EXITED(39));
    CHECK_EQ(run("handled"), KILLED(SIGSYS));
    return passed();
}
