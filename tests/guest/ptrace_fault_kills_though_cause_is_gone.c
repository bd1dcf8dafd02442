/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A fault that is not handled ends the process, even if by then the access would
 * succeed: its tracer has made the file longer meanwhile (signal(7)).
 */
#include <sys/ptrace.h>

#include "check.h"

static int fd;

static void touch(void)
{
    volatile char *page =
        (char *)CHECK_OK(mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, 0));

    CHECK_OK(ptrace(PTRACE_TRACEME, 0, 0, 0));
    (void)*page;
    _exit(3);
}

static void ignore_and_touch(void)
{
    signal(SIGBUS, SIG_IGN);
    touch();
}

static void block_and_touch(void)
{
    sigset_t all;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    touch();
}

static void check(void (*body)(void))
{
    int status;
    pid_t pid;

    CHECK_OK(ftruncate(fd, 0));
    pid = CHECK_OK(fork());
    if (pid == 0)
        body();
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK(WIFSTOPPED(status));
    CHECK_EQ(WSTOPSIG(status), SIGBUS);
    CHECK_OK(ftruncate(fd, PAGE));
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, SIGBUS));
    CHECK_EQ(wait_status(pid), KILLED(SIGBUS));
}

int main(void)
{
    fd = CHECK_OK(open("file", O_RDWR | O_CREAT, 0600));
    check(touch);
    check(ignore_and_touch);
    check(block_and_touch);
    return passed();
}
