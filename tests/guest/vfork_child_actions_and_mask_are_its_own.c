/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Signal actions, mask, descriptors and directory changed in a vfork child
 * stay there (vfork(2)).
 */
#include <sys/resource.h>

#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    char before[4096], after[4096];
    struct sigaction act;
    sigset_t all, now;

    set_handler(SIGUSR1, handler, SA_RESTART);
    CHECK(getcwd(before, sizeof before) != NULL);
    for (int i = 1; i <= 20; i++) {
        pid_t pid = vfork();

        CHECK_OK(pid);
        if (pid == 0) {
            for (int sig = 1; sig < 32; sig++)
                if (sig != SIGKILL && sig != SIGSTOP)
                    signal(sig, sig % 2 ? SIG_DFL : SIG_IGN);
            sigfillset(&all);
            sigprocmask(SIG_SETMASK, &all, NULL);
            if (chdir("/") || dup2(1, 600) != 600)
                _exit(1);
            close(0);
            _exit(0);
        }
        CHECK_EQ(wait_status(pid), EXITED(0));
        CHECK_OK(sigaction(SIGUSR1, NULL, &act));
        CHECK_EQ(act.sa_sigaction, handler);
        CHECK_EQ(act.sa_flags & (SA_RESTART | SA_SIGINFO), SA_RESTART | SA_SIGINFO);
        CHECK_EQ(sigprocmask(SIG_SETMASK, NULL, &now), 0);
        CHECK_EQ(sigismember(&now, SIGUSR1), 0);
        CHECK_OK(raise(SIGUSR1));
        CHECK_EQ(count, i);
        CHECK_OK(fcntl(0, F_GETFD));
        CHECK_ERR(fcntl(600, F_GETFD), EBADF);
        CHECK_STR(getcwd(after, sizeof after), before);
    }
    return passed();
}
