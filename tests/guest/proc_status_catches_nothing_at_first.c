/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program that has set no handler catches no signal (proc_pid_status(5)), whatever
 * would kill it, and finds default actions. */
#include "check.h"

#include <signal.h>

static unsigned long caught(void)
{
    FILE *file = fopen("/proc/self/status", "r");
    unsigned long mask = ~0UL;
    char line[256];

    CHECK(file != NULL);
    while (fgets(line, sizeof line, file) != NULL)
        sscanf(line, "SigCgt: %lx", &mask);
    fclose(file);
    return mask;
}

static void handler(int signo)
{
    (void)signo;
}

int main(void)
{
    static const int deadly[] = { SIGABRT, SIGILL, SIGTRAP, SIGFPE, SIGSEGV, SIGBUS, SIGSYS };
    struct sigaction action;

    CHECK_EQ(caught(), 0);
    for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++) {
        CHECK_OK(sigaction(deadly[i], NULL, &action));
        CHECK(action.sa_handler == SIG_DFL && action.sa_flags == 0);
        CHECK(signal(deadly[i], handler) == SIG_DFL);
        CHECK_EQ(caught(), 1UL << (deadly[i] - 1));
        CHECK_OK(raise(deadly[i]));
        CHECK(signal(deadly[i], SIG_IGN) == handler);
        CHECK_OK(raise(deadly[i]));
        CHECK(signal(deadly[i], SIG_DFL) == SIG_IGN);
        CHECK_EQ(caught(), 0);
    }
    return passed();
}
