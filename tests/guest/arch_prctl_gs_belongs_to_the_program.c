/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The GS base is the program's: set, it stays over calls, signals and new
 * threads (arch_prctl(2)).
 */
#include <asm/prctl.h>

#include "check.h"

static long block[16];

static long read_gs(void)
{
    long value;

    asm volatile("mov %%gs:16, %0" : "=r"(value));
    return value;
}

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    CHECK_EQ(read_gs(), 0x1234);
}

static void *thread(void *arg)
{
    unsigned long base = 0;

    CHECK_OK(syscall(SYS_arch_prctl, ARCH_GET_GS, &base));
    CHECK_EQ(base, block); /* clone copies it */
    CHECK_EQ(read_gs(), 0x1234);
    CHECK_OK(syscall(SYS_arch_prctl, ARCH_SET_GS, block + 1));
    CHECK_EQ(read_gs(), 0x5678);
    return arg;
}

static void child(void)
{
    CHECK_EQ(read_gs(), 0x1234);
}

int main(void)
{
    unsigned long base = 1;

    block[2] = 0x1234;
    block[3] = 0x5678;
    CHECK_OK(syscall(SYS_arch_prctl, ARCH_GET_GS, &base));
    CHECK_EQ(base, 0);
    CHECK_OK(syscall(SYS_arch_prctl, ARCH_SET_GS, block));
    set_handler(SIGUSR1, handler, 0);
    for (int i = 0; i < 100; i++) {
        CHECK_OK(getppid());
        CHECK_EQ(read_gs(), 0x1234);
    }
    CHECK_OK(raise(SIGUSR1));
    join_thread(start_thread(thread, NULL));
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_EQ(read_gs(), 0x1234);
    CHECK_OK(syscall(SYS_arch_prctl, ARCH_GET_GS, &base));
    CHECK_EQ(base, block);
    return passed();
}
