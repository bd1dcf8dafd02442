/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program of another C library, musl, static: threads, children, exec, signals. */
/* build: static musl */
#include "check.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static int turns;
static volatile int handled;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    handled++;
}

static void *worker(void *arg)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < 200; i++) {
        turns++;
        pthread_cond_broadcast(&cond);
        pthread_cond_wait(&cond, &lock);
    }
    turns = 1 << 20;
    pthread_cond_broadcast(&cond);
    pthread_mutex_unlock(&lock);
    return arg;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    pid_t pid;

    (void)argv;
    if (argc > 1)
        return 52;
    set_handler(SIGUSR1, handler, 0);
    thread = start_thread(worker, NULL);
    while (turns < 1 << 20) {
        pthread_mutex_lock(&lock);
        pthread_cond_broadcast(&cond);
        pthread_mutex_unlock(&lock);
        CHECK_EQ(pthread_kill(pthread_self(), SIGUSR1), 0);
    }
    join_thread(thread);
    CHECK(handled > 0);
    for (int i = 0; i < 10; i++) {
        pid = CHECK_OK(fork());
        if (pid == 0) {
            execl("/proc/self/exe", "x", "y", (char *)NULL);
            _exit(1);
        }
        CHECK_EQ(wait_status(pid), EXITED(52));
    }
    return passed();
}
