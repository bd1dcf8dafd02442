/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glibc's fork: CHILD_SETTID writes the child's word only; CLEARTID clears
 * what both share.
 */
#include <sched.h>

#include "check.h"

static int own_word;

int main(void)
{
    volatile int *shared =
        mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int parent_word = 0;
    long pid;

    CHECK(shared != MAP_FAILED);
    own_word = 5;
    pid = syscall(SYS_clone, CLONE_CHILD_SETTID | CLONE_PARENT_SETTID | SIGCHLD, 0,
                  &parent_word, &own_word, 0);
    if (pid == 0)
        _exit(own_word == syscall(SYS_getpid) && parent_word == 0 ? 1 : 2);
    CHECK_EQ(wait_status(pid), EXITED(1));
    CHECK_EQ(own_word, 5);
    CHECK_EQ(parent_word, pid);
    *shared = 7;
    pid = syscall(SYS_clone, CLONE_CHILD_CLEARTID | CLONE_CHILD_SETTID | SIGCHLD, 0, NULL,
                  shared, 0);
    if (pid == 0)
        _exit(*shared == syscall(SYS_getpid) ? 1 : 2);
    CHECK_EQ(wait_status(pid), EXITED(1));
    /* The memory is not shared as an address space: nothing is cleared (clone(2), mm_release). */
    CHECK_EQ(*shared, pid);
    return passed();
}
