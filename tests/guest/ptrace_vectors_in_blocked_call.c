/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The vector registers of a tracee asleep in a call can be read and written. */
#include <elf.h>

#include "tracing.h"

static int fds[2];

static void ignore(int sig)
{
    (void)sig;
}

static void body(void)
{
    unsigned long in[2] = {0x1122334455667788, 0x99aabbccddeeff00}, out[2], mxcsr = 0;
    char byte;
    long result;

    signal(SIGUSR1, ignore);
    asm volatile("movdqu %2, %%xmm5\nsyscall\nmovdqu %%xmm5, %1\nstmxcsr %3\n"
                 : "=a"(result), "=m"(out), "+m"(in), "+m"(mxcsr)
                 : "a"(SYS_read), "D"(fds[0]), "S"(&byte), "d"(1)
                 : "rcx", "r11", "memory", "xmm5");
    CHECK_EQ(result, 1);
    CHECK_EQ(out[0], 42);
    CHECK_EQ(out[1], 0x99aabbccddeeff00);
    CHECK_EQ(mxcsr, 0x1fa0);
}

/* What NT_X86_XSTATE says of xmm5 is what PTRACE_GETFPREGS says. */
static void check_xstate(pid_t pid, const struct user_fpregs_struct *legacy)
{
    unsigned char xstate[16384];
    struct iovec io = {xstate, sizeof xstate};

    CHECK_OK(ptrace(PTRACE_GETREGSET, pid, NT_X86_XSTATE, &io));
    CHECK(io.iov_len >= 576);
    CHECK_EQ(memcmp(xstate, legacy, 464), 0);
    CHECK_EQ(*(unsigned long *)(xstate + 464) & 3, 3);
    CHECK_OK(ptrace(PTRACE_SETREGSET, pid, NT_X86_XSTATE, &io));
}

int main(void)
{
    CHECK_OK(pipe(fds));
    pid_t pid = start_tracee(body, 0);
    struct user_fpregs_struct fp, again;

    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    wait_until_asleep(pid);
    CHECK_OK(kill(pid, SIGUSR1));
    CHECK_EQ(next_stop(pid), STOPPED(SIGUSR1));
    CHECK_OK(ptrace(PTRACE_GETFPREGS, pid, 0, &fp));
    unsigned long *xmm5 = (unsigned long *)&fp.xmm_space[5 * 4];
    CHECK_EQ(xmm5[0], 0x1122334455667788);
    CHECK_EQ(xmm5[1], 0x99aabbccddeeff00);
    CHECK_EQ(fp.mxcsr, 0x1f80);
    check_xstate(pid, &fp);
    xmm5[0] = 42;
    fp.mxcsr = 0x1fa0;
    CHECK_OK(ptrace(PTRACE_SETFPREGS, pid, 0, &fp));
    CHECK_OK(ptrace(PTRACE_GETFPREGS, pid, 0, &again));
    CHECK_EQ(memcmp(&fp, &again, 464), 0);
    check_xstate(pid, &fp);
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_EQ(write(fds[1], "x", 1), 1);
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
