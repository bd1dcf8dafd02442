/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /proc/PID/status and stat of a child, and of one of its threads, tell what
 * that process and that thread have set for their signals (proc(5)). */
#include "proc_status.h"

#define BIT(sig) (1UL << ((sig)-1))
#define STAT_BLOCKED 32
#define STAT_IGNORED 33
#define STAT_CAUGHT 34
#define STAT_SIGNALS 0x7fffffffUL

static int tell[2];

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

static void block(int sig)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, sig);
    CHECK_EQ(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
}

static void *thread_body(void *arg)
{
    pid_t tid = gettid();

    block(SIGBUS);
    CHECK_EQ(write(tell[1], &tid, sizeof(tid)), sizeof(tid));
    for (;;)
        pause();
    return arg;
}

static void child_body(void)
{
    block(SIGTERM);
    block(SIGSYS);
    set_handler(SIGSEGV, handler, 0);
    set_handler(SIGUSR1, handler, 0);
    signal(SIGBUS, SIG_IGN);
    signal(SIGCHLD, SIG_IGN);
    start_thread(thread_body, NULL);
    for (;;)
        pause();
}

static unsigned long stat_field(const char *path, int number)
{
    char text[1024] = "";
    FILE *f = fopen(path, "r");
    char *at;

    CHECK(f != NULL);
    CHECK(fgets(text, sizeof(text), f) != NULL);
    fclose(f);
    at = strrchr(text, ')') + 2;
    for (int i = 3; i < number; i++)
        at = strchr(at, ' ') + 1;
    return strtoul(at, NULL, 10);
}

static void check(const char *directory, unsigned long blocked)
{
    const unsigned long caught = BIT(SIGSEGV) | BIT(SIGUSR1);
    const unsigned long ignored = BIT(SIGBUS) | BIT(SIGCHLD);
    char path[64];

    snprintf(path, sizeof(path), "%s/status", directory);
    CHECK_EQ(status_field(path, "SigBlk", 16), blocked);
    CHECK_EQ(status_field(path, "SigCgt", 16) & 0xffffffff, caught);
    CHECK_EQ(status_field(path, "SigIgn", 16), ignored);
    CHECK_EQ(status_field(path, "Seccomp", 10), 0);
    CHECK_EQ(status_field(path, "Seccomp_filters", 10), 0);
    snprintf(path, sizeof(path), "%s/stat", directory);
    CHECK_EQ(stat_field(path, STAT_BLOCKED), blocked & STAT_SIGNALS);
    CHECK_EQ(stat_field(path, STAT_IGNORED), ignored & STAT_SIGNALS);
    CHECK_EQ(stat_field(path, STAT_CAUGHT), caught & STAT_SIGNALS);
}

int main(void)
{
    char path[48];
    pid_t pid, tid;

    CHECK_OK(pipe(tell));
    pid = CHECK_OK(fork());
    if (pid == 0)
        child_body();
    CHECK_EQ(read(tell[0], &tid, sizeof(tid)), sizeof(tid));
    wait_until_asleep(tid);
    wait_until_asleep(pid);
    snprintf(path, sizeof(path), "/proc/%d", pid);
    check(path, BIT(SIGTERM) | BIT(SIGSYS));
    snprintf(path, sizeof(path), "/proc/%d/task/%d", pid, pid);
    check(path, BIT(SIGTERM) | BIT(SIGSYS));
    snprintf(path, sizeof(path), "/proc/%d/task/%d", pid, tid);
    check(path, BIT(SIGTERM) | BIT(SIGSYS) | BIT(SIGBUS));
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
