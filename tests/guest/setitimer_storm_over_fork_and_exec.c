/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fork, exec and wait work while an interval timer fires at the parent. */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return atoi(argv[1]);
    set_handler(SIGALRM, handler, SA_RESTART);
    alarm_every_us(500);
    for (int i = 0; i < 40; i++) {
        char code[8];
        pid_t pid = CHECK_OK(fork());

        if (pid == 0) {
            snprintf(code, sizeof code, "%d", i);
            execl("/proc/self/exe", "x", code, NULL);
            _exit(99);
        }
        CHECK_EQ(wait_status(pid), EXITED(i));
    }
    CHECK(count > 0);
    return passed();
}
