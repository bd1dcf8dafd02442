/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PR_GET_PDEATHSIG: a program that has set none has none; its own is kept by an
 * exec, but not given to a thread, to a child, or to a process with another user
 * (prctl(2)).
 */
#include <sys/prctl.h>

#include "check.h"

#define NOBODY 65534

static int death_signal(void)
{
    int sig = -1;

    CHECK_OK(prctl(PR_GET_PDEATHSIG, &sig));
    return sig;
}

static void *in_thread(void *unused)
{
    (void)unused;
    CHECK_EQ(death_signal(), 0);
    CHECK_OK(prctl(PR_SET_PDEATHSIG, SIGUSR2));
    CHECK_EQ(death_signal(), SIGUSR2);
    return NULL;
}

static void check_thread(int expected)
{
    pthread_t thread;

    CHECK_EQ(pthread_create(&thread, NULL, in_thread, NULL), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK_EQ(death_signal(), expected);
}

static void check_child(void)
{
    pid_t pid = CHECK_OK(fork());

    if (pid == 0)
        _exit(death_signal());
    CHECK_EQ(wait_status(pid), EXITED(0));
    pid = CHECK_OK(vfork());
    if (pid == 0)
        _exit(death_signal());
    CHECK_EQ(wait_status(pid), EXITED(0));
}

static void change_user(void)
{
    CHECK_OK(prctl(PR_SET_PDEATHSIG, SIGUSR1));
    CHECK_OK(setresuid(NOBODY, NOBODY, NOBODY));
    CHECK_EQ(death_signal(), 0);
}

/* After exec, with the signal that was set before. */
static int second(int expected)
{
    CHECK_EQ(death_signal(), expected);
    check_child();
    check_thread(expected);
    return passed();
}

static void exec_self(char *self, const char *expected)
{
    char word[8];
    char *argv[] = { self, word, NULL };

    strcpy(word, expected);
    CHECK_OK(execv("/proc/self/exe", argv));
}

static void exec_without(void)
{
    exec_self("test", "0");
}

int main(int argc, char **argv)
{
    char set[8];

    if (argc > 1)
        return second(atoi(argv[1]));
    CHECK_EQ(death_signal(), 0);
    check_thread(0);
    check_child();
    CHECK_ERR(prctl(PR_GET_PDEATHSIG, 8), EFAULT);
    CHECK_ERR(prctl(PR_SET_PDEATHSIG, -1), EINVAL);
    CHECK_OK(prctl(PR_SET_PDEATHSIG, 0));
    CHECK_EQ(death_signal(), 0);
    CHECK_EQ(child_status(exec_without), EXITED(0));
    if (geteuid() == 0)
        CHECK_EQ(child_status(change_user), EXITED(0));
    CHECK_OK(prctl(PR_SET_PDEATHSIG, SIGUSR1));
    CHECK_EQ(death_signal(), SIGUSR1);
    check_child();
    snprintf(set, sizeof(set), "%d", SIGUSR1);
    exec_self(argv[0], set);
    return 1;
}
