/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The flags of glibc's pthread_create: TLS, parent's and child's id words, all
 * at once.
 */
#include <sched.h>

#include "check.h"

#define SIZE (16 * PAGE)

static int parent_tid;
static volatile int child_word, in_child_tid, in_child_pid;
static long tls_block[64] __attribute__((aligned(64)));
static volatile long tls_seen;

/* The thread runs on a thread pointer of its own: raw calls only. */
static int body(void *arg)
{
    long result;

    asm volatile("mov %%fs:16, %0" : "=r"(result));
    tls_seen = result;
    asm volatile("syscall"
                 : "=a"(result)
                 : "0"((long)SYS_gettid)
                 : "rcx", "r11", "memory");
    in_child_tid = result;
    asm volatile("syscall"
                 : "=a"(result)
                 : "0"((long)SYS_getpid)
                 : "rcx", "r11", "memory");
    in_child_pid = result;
    asm volatile("syscall" ::"a"((long)SYS_exit), "D"(0L) : "rcx", "r11", "memory");
    (void)arg;
    __builtin_unreachable();
}

int main(void)
{
    int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SYSVSEM | CLONE_SIGHAND |
                CLONE_THREAD | CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
    char *stack = map_anon(SIZE, PROT_READ | PROT_WRITE);

    tls_block[2] = 0x7157;
    for (int i = 0; i < 50; i++) {
        int seen;
        long tid;

        child_word = -1;
        parent_tid = 0;
        tid = CHECK_OK(
            clone(body, stack + SIZE, flags, NULL, &parent_tid, tls_block, &child_word));
        CHECK_EQ(parent_tid, tid);
        while ((seen = child_word) != 0)
            syscall(SYS_futex, &child_word, 0 /* FUTEX_WAIT */, seen, NULL, NULL, 0);
        CHECK_EQ(tls_seen, 0x7157);
        CHECK_EQ(in_child_tid, tid);
        CHECK_EQ(in_child_pid, getpid());
    }
    return passed();
}
