/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Default actions: death by that signal, or nothing (signal(7)). */
#include "check.h"

static int sig;

static void die(void)
{
    syscall(SYS_tgkill, getpid(), gettid(), sig); /* glibc keeps 32 and 33 to itself */
}

int main(void)
{
    int deadly[] = { SIGHUP,  SIGINT,    SIGQUIT, SIGILL,  SIGTRAP,   SIGABRT, SIGBUS,
                     SIGFPE,  SIGKILL,   SIGUSR1, SIGSEGV, SIGUSR2,   SIGPIPE, SIGALRM,
                     SIGTERM, SIGSTKFLT, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGIO,
                     SIGPWR,  SIGSYS,    32,      33,      34,        64 };
    int harmless[] = { SIGCHLD, SIGURG, SIGWINCH, SIGCONT };

    for (unsigned i = 0; i < sizeof deadly / sizeof *deadly; i++) {
        sig = deadly[i];
        CHECK_EQ(child_status(die), KILLED(sig));
    }
    for (int i = 0; i < 4; i++) {
        sig = harmless[i];
        CHECK_EQ(child_status(die), EXITED(0));
    }
    return passed();
}
