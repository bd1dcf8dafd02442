/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SIGCHLD's siginfo has the child's id, its status and how it ended (sigaction(2)). */
#include "check.h"

static volatile siginfo_t seen;
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    seen = *info;
    count++;
}

static void end_child(int signal_or_code, int by_signal)
{
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        if (by_signal)
            raise(signal_or_code);
        _exit(signal_or_code);
    }
    while (count == 0)
        usleep(100);
    CHECK_EQ(seen.si_pid, pid);
    CHECK_EQ(seen.si_uid, getuid());
    CHECK_EQ(seen.si_status, signal_or_code);
    CHECK_EQ(wait_status(pid),
             by_signal ? KILLED(signal_or_code) : EXITED(signal_or_code));
    count = 0;
}

int main(void)
{
    set_handler(SIGCHLD, handler, 0);
    end_child(7, 0);
    CHECK_EQ(seen.si_code, CLD_EXITED);
    end_child(SIGKILL, 1);
    CHECK_EQ(seen.si_code, CLD_KILLED);
    end_child(SIGTERM, 1);
    CHECK_EQ(seen.si_code, CLD_KILLED);
    end_child(SIGABRT, 1);
    CHECK(seen.si_code == CLD_DUMPED || seen.si_code == CLD_KILLED);
    return passed();
}
