/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Go's threads: no CLONE_SETTLS, signals blocked round the clone, the child
 * sets its own FS.
 */
#include <asm/prctl.h>
#include <sched.h>

#include "check.h"

static long tls[2][64] __attribute__((aligned(64)));
static volatile int done, masks_ok;
static volatile long seen;

static long raw2(long nr, long a, long b)
{
    asm volatile("syscall" : "+a"(nr) : "D"(a), "S"(b) : "rcx", "r11", "memory");
    return nr;
}

static long raw4(long nr, long a, long b, long c, long d)
{
    register long r10 asm("r10") = d;

    asm volatile("syscall"
                 : "+a"(nr)
                 : "D"(a), "S"(b), "d"(c), "r"(r10)
                 : "rcx", "r11", "memory");
    return nr;
}

static int body(void *arg)
{
    unsigned long mask = 0, none = 0;
    long value;

    raw2(SYS_arch_prctl, ARCH_SET_FS, (long)arg);
    asm volatile("mov %%fs:8, %0" : "=r"(value));
    seen = value;
    raw4(SYS_rt_sigprocmask, SIG_SETMASK, (long)&none, (long)&mask, 8);
    masks_ok = mask == ~(1UL << (SIGKILL - 1) | 1UL << (SIGSTOP - 1));
    raw4(SYS_futex, (long)&done, 1 /* FUTEX_WAKE */, 1, 0);
    done = 1;
    raw4(SYS_futex, (long)&done, 1, 1, 0);
    raw2(SYS_exit, 0, 0);
    __builtin_unreachable();
}

int main(void)
{
    int flags =
        CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_SYSVSEM | CLONE_THREAD;
    unsigned long all = -1UL, old;

    tls[0][1] = 0x111;
    tls[1][1] = 0x222;
    for (int i = 0; i < 30; i++) {
        char *stack = map_anon(16 * PAGE, PROT_READ | PROT_WRITE);

        done = 0;
        CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, &old, 8));
        CHECK_OK(clone(body, stack + 16 * PAGE, flags, tls[i % 2]));
        CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &old, NULL, 8));
        while (!done)
            syscall(SYS_futex, &done, 0, 0, NULL, NULL, 0);
        CHECK_EQ(seen, i % 2 ? 0x222 : 0x111);
        CHECK_EQ(masks_ok, 1);
    }
    return passed();
}
