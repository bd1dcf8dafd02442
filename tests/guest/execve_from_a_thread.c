/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exec from another thread ends all others; its caller gets the process's id
 * (execve(2)).
 */
#include "check.h"

static char pid_text[16];
static int pipes[2];

static void *spin(void *arg)
{
    for (;;)
        ;
    return arg;
}

static void *wait_on_read(void *arg)
{
    char byte;

    CHECK_OK(read(pipes[0], &byte, 1));
    return arg;
}

static void *wait_on_lock(void *arg)
{
    pthread_mutex_lock(arg);
    return arg;
}

static void *run_exec(void *arg)
{
    (void)arg;
    CHECK(getpid() != gettid());
    execl("/proc/self/exe", "x", pid_text, NULL);
    CHECK(!"exec");
    return NULL;
}

static void child(void)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

    snprintf(pid_text, sizeof pid_text, "%d", getpid());
    CHECK_OK(pipe(pipes));
    pthread_mutex_lock(&lock);
    start_thread(spin, NULL);
    start_thread(wait_on_read, NULL);
    start_thread(wait_on_lock, &lock);
    start_thread(run_exec, NULL);
    pthread_mutex_lock(&lock);
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        CHECK_EQ(getpid(), atoi(argv[1]));
        CHECK_EQ(gettid(), getpid());
        CHECK_OK(kill(getpid(), 0));
        return 45;
    }
    for (int i = 0; i < 10; i++)
        CHECK_EQ(child_status(child), EXITED(45));
    return passed();
}
