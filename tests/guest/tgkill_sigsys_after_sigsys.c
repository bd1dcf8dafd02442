/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * While SIGSYS after SIGSYS is sent to a thread, its handler gets them and its system
 * calls are made, each once.  A sender waits for the handler.
 */
#include "check.h"

#include <sched.h>
#include <sys/eventfd.h>

#define CALLS 20000
#define SENDERS 2

static volatile sig_atomic_t handled;
static volatile int is_over;
static pid_t target;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK_EQ(info->si_code, SI_TKILL);
    handled++;
}

static void *send_signals(void *arg)
{
    (void)arg;
    while (!is_over) {
        sig_atomic_t before = handled;

        CHECK_OK(syscall(SYS_tgkill, getpid(), target, SIGSYS));
        while (handled == before && !is_over)
            sched_yield();
    }
    return NULL;
}

/* Not the C library's: a site of its own each, hot or not. */
static long write_one(int fd)
{
    const uint64_t one = 1;
    long result;

    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(SYS_write), "D"(fd), "S"(&one), "d"(sizeof one)
                     : "rcx", "r11", "memory");
    return result;
}

int main(void)
{
    pthread_t senders[SENDERS];
    uint64_t count = 0;
    int fd = CHECK_OK(eventfd(0, 0));

    target = getpid();
    set_handler(SIGSYS, handler, SA_RESTART);
    for (int i = 0; i < SENDERS; i++)
        senders[i] = start_thread(send_signals, NULL);
    while (handled == 0)
        sched_yield();
    for (int i = 0; i < CALLS; i++)
        CHECK_EQ(write_one(fd), 8);
    is_over = 1;
    for (int i = 0; i < SENDERS; i++)
        join_thread(senders[i]);
    CHECK(handled > 0);
    CHECK_EQ(read(fd, &count, sizeof count), 8);
    CHECK_EQ(count, CALLS);
    return passed();
}
