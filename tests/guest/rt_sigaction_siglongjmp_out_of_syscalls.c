/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A timer's handler may jump out of whatever it interrupted, system calls too,
 * and never return.
 */
#include <setjmp.h>

#include "check.h"

#define JUMPS 3000

static sigjmp_buf back;
static volatile int jumps;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    jumps++;
    siglongjmp(back, 1);
}

int main(void)
{
    volatile uint32_t word = 0;
    unsigned long mask;

    set_handler(SIGALRM, handler, 0);
    sigsetjmp(back, 1);
    if (jumps < JUMPS)
        alarm_every_us(jumps % 100 + 50);
    while (jumps < JUMPS) {
        struct timespec brief = { 0, 1000 };

        syscall(SYS_getppid);
        syscall(SYS_futex, &word, 129 /* FUTEX_WAKE_PRIVATE */, 1, NULL, NULL, 0);
        syscall(SYS_futex, &word, 128 /* FUTEX_WAIT_PRIVATE */, 0, &brief, NULL, 0);
        syscall(SYS_nanosleep, &brief, NULL);
        syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &mask, 8);
        syscall(SYS_brk, 0);
        syscall(SYS_close, 900);
    }
    alarm_every_us(0);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &mask, 8));
    CHECK_EQ(mask, 0);
    munmap(map_anon(PAGE, PROT_READ), PAGE);
    CHECK_EQ(WRITE_STATUS(&word), EXITED(0));
    return passed();
}
