/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fork, vfork and new threads work in a handler, on the alternate stack too. */
#include <sched.h>

#include "check.h"

static volatile int count, word;

static int body(void *arg)
{
    (void)arg;
    count++;
    syscall(SYS_exit, 0);
    return 0;
}

static void handler(int sig, siginfo_t *info, void *context)
{
    int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
                CLONE_SYSVSEM | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
    static char stack[65536] __attribute__((aligned(16)));
    pid_t pid = CHECK_OK(fork());
    int seen;

    (void)sig, (void)info, (void)context;
    if (pid == 0)
        return; /* out of the handler, in the child */
    CHECK_EQ(wait_status(pid), EXITED(44));
    pid = vfork();
    if (pid == 0)
        _exit(45);
    CHECK_EQ(wait_status(pid), EXITED(45));
    word = 1;
    CHECK_OK(clone(body, stack + sizeof stack, flags, NULL, &word, NULL, &word));
    while ((seen = word) != 0)
        syscall(SYS_futex, &word, 0, seen, NULL, NULL, 0);
}

int main(void)
{
    static char area[65536];
    stack_t stack = { .ss_sp = area, .ss_size = sizeof area };
    pid_t parent = getpid();

    CHECK_OK(sigaltstack(&stack, NULL));
    for (int i = 1; i <= 20; i++) {
        set_handler(SIGUSR1, handler, i % 2 ? SA_ONSTACK : 0);
        CHECK_OK(raise(SIGUSR1));
        if (getpid() != parent)
            _exit(44);
        CHECK_EQ(count, i);
    }
    return passed();
}
