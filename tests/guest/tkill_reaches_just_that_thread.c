/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tkill(2): the thread that is named gets the signal, and no other; what it refuses. */
#include "check.h"

static volatile pid_t got_in;
static pid_t thread_id;
static int ready[2], go[2];

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK_EQ(info->si_code, SI_TKILL);
    CHECK_EQ(info->si_pid, getpid());
    got_in = (pid_t)syscall(SYS_gettid);
}

static void *wait_for_it(void *unused)
{
    char byte;

    thread_id = (pid_t)syscall(SYS_gettid);
    CHECK_EQ(write(ready[1], "r", 1), 1);
    CHECK_ERR(read(go[0], &byte, 1), EINTR);
    return unused;
}

int main(void)
{
    struct timespec pause = { .tv_nsec = 1000000 };
    pthread_t thread;
    char byte;

    CHECK_OK(pipe(ready));
    CHECK_OK(pipe(go));
    set_handler(SIGUSR1, handler, 0);
    CHECK_OK(syscall(SYS_tkill, getpid(), SIGUSR1));
    CHECK_EQ(got_in, getpid());
    CHECK_EQ(pthread_create(&thread, NULL, wait_for_it, NULL), 0);
    CHECK_EQ(read(ready[0], &byte, 1), 1);
    /* Before it sleeps, its handler has run too early. */
    do {
        CHECK_OK(syscall(SYS_tkill, thread_id, SIGUSR1));
        nanosleep(&pause, NULL);
    } while (pthread_tryjoin_np(thread, NULL) != 0);
    CHECK_EQ(got_in, thread_id);
    CHECK_ERR(syscall(SYS_tkill, 0, SIGUSR1), EINVAL);
    CHECK_ERR(syscall(SYS_tkill, -1, SIGUSR1), EINVAL);
    CHECK_ERR(syscall(SYS_tkill, getpid(), 65), EINVAL);
    CHECK_ERR(syscall(SYS_tkill, 0x3fffffff, SIGUSR1), ESRCH);
    return passed();
}
