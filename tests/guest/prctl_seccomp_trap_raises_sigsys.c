/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A program's own SECCOMP_RET_TRAP is its SIGSYS, with number, address and
 * data (seccomp(2)).
 */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <ucontext.h>

#include "check.h"

extern char trapped[];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    CHECK_EQ(sig, SIGSYS);
    CHECK_EQ(info->si_code, 1); /* SYS_SECCOMP */
    CHECK_EQ(info->si_syscall, SYS_getppid);
    CHECK_EQ(info->si_errno, 55);
    CHECK_EQ(info->si_call_addr, trapped);
    CHECK_EQ(regs[REG_RIP], trapped);
    regs[REG_RAX] = 4711;
    count++;
}

int main(void)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP | 55),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = { sizeof code / sizeof *code, code };
    long result;

    set_handler(SIGSYS, handler, 0);
    CHECK_OK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    CHECK_OK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter));
    for (int i = 1; i <= 50; i++) {
        asm volatile(".globl trapped\nsyscall\ntrapped:"
                     : "=a"(result)
                     : "0"((long)SYS_getppid)
                     : "rcx", "r11", "memory");
        CHECK_EQ(result, 4711);
        CHECK_EQ(count, i);
    }
    return passed();
}
