/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SIGTSTP and SIGCONT with handlers, and SIGTSTP's default stop: what shells
 * build on (signal(7)).
 */
#include "check.h"

static volatile int *events;
static int pipes[2];

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)info, (void)context;
    events[sig == SIGTSTP ? 0 : 1]++;
    if (sig == SIGTSTP)
        CHECK_OK(raise(SIGSTOP)); /* as editors do, after tidying up */
}

static void wait_for_continues(int count)
{
    CHECK_EQ(write(pipes[1], "r", 1), 1);
    while (events[1] < count)
        usleep(100);
}

static void child(void)
{
    set_handler(SIGTSTP, handler, 0);
    set_handler(SIGCONT, handler, 0);
    wait_for_continues(2);
    signal(SIGTSTP, SIG_DFL);
    CHECK_OK(setpgid(0, 0)); /* with its parent in another group it is not orphaned */
    wait_for_continues(3);
    _exit(27);
}

static void stop_and_continue(pid_t pid, int by, int continues)
{
    int status;

    CHECK_OK(kill(pid, SIGTSTP));
    CHECK_EQ(waitpid(pid, &status, WUNTRACED), pid);
    CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == by);
    CHECK_OK(kill(pid, SIGCONT));
    while (events[1] < continues)
        usleep(100);
}

int main(void)
{
    char byte;
    pid_t pid;

    CHECK_OK(pipe(pipes));
    events = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK((void *)events != MAP_FAILED);
    pid = CHECK_OK(fork());
    if (pid == 0)
        child();
    CHECK_EQ(read(pipes[0], &byte, 1), 1);
    stop_and_continue(pid, SIGSTOP, 1);
    stop_and_continue(pid, SIGSTOP, 2);
    CHECK_EQ(events[0], 2);
    CHECK_EQ(read(pipes[0], &byte, 1), 1);
    stop_and_continue(pid, SIGTSTP, 3);
    CHECK_EQ(wait_status(pid), EXITED(27));
    return passed();
}
