/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A sleep that goes on after a stop ends all the same when a handler runs, at
 * whatever moment its signal comes after the SIGCONT (signal(7)).
 */
#include <sched.h>

#include "check.h"

#define ROUNDS 6000
#define DELAYS 40
#define SECONDS 10

static int pipes[2];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

static void sleeper(void)
{
    set_handler(SIGUSR1, handler, SA_RESTART);
    for (int i = 1; i <= ROUNDS; i++) {
        struct timespec time = { SECONDS, 0 };

        CHECK_EQ(write(pipes[1], "", 1), 1);
        CHECK_ERR(nanosleep(&time, NULL), EINTR);
        CHECK_EQ(count, i);
    }
    _exit(0);
}

static void spin(int us)
{
    struct timespec now;
    long end;

    clock_gettime(CLOCK_MONOTONIC, &now);
    end = now.tv_nsec + us * 1000;
    do {
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while (now.tv_nsec < end && end - now.tv_nsec <= us * 1000);
}

static int is_asleep(int stat_fd)
{
    char text[512];
    ssize_t size = CHECK_OK(pread(stat_fd, text, sizeof text - 1, 0));

    text[size] = 0;
    return strrchr(text, ')')[2] == 'S';
}

/* False: it has ended, and tells why. */
static int stop(pid_t pid)
{
    int status;

    CHECK_OK(kill(pid, SIGSTOP));
    CHECK_EQ(waitpid(pid, &status, WUNTRACED), pid);
    return WIFSTOPPED(status);
}

int main(void)
{
    char path[32], byte;
    int stat_fd;
    pid_t pid;

    CHECK_OK(pipe(pipes));
    pid = CHECK_OK(fork());
    if (pid == 0)
        sleeper();
    CHECK_OK(close(pipes[1]));
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    stat_fd = CHECK_OK(open(path, O_RDONLY));
    for (int i = 0; i < ROUNDS; i++) {
        CHECK_EQ(read(pipes[0], &byte, 1), 1);
        while (!is_asleep(stat_fd))
            sched_yield();
        CHECK(stop(pid));
        CHECK_OK(kill(pid, SIGCONT));
        spin(i % DELAYS);
        CHECK_OK(kill(pid, SIGUSR1));
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
