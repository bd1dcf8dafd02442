/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A thread may exec when the main thread has ended already; the id stays the
 * process's.
 */
#include "check.h"

static char pid_text[16], self[4096];
static pthread_t main_thread;

static void *run_exec(void *arg)
{
    join_thread(main_thread);
    execl(self, "x", pid_text, NULL);
    CHECK(!"exec");
    return arg;
}

static void child(void)
{
    snprintf(pid_text, sizeof pid_text, "%d", getpid());
    main_thread = pthread_self();
    start_thread(run_exec, NULL);
    pthread_exit(NULL);
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        CHECK_EQ(gettid(), atoi(argv[1]));
        return 46;
    }
    /* /proc/self is the main thread: of one that has ended it has no exe. */
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    for (int i = 0; i < 5; i++)
        CHECK_EQ(child_status(child), EXITED(46));
    return passed();
}
