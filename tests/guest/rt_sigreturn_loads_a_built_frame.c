/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rt_sigreturn on a frame built by hand loads all its registers, mask and
 * flags (sigreturn(2)).
 */
#include <ucontext.h>

#include "check.h"
#include "regs.h"

REGS_ROUTINE(returning, "syscall");

static const int greg_of[] = { REG_RAX, REG_RBX, REG_RCX, REG_RDX, REG_RSI, REG_RDI,
                               REG_RBP, REG_RSP, REG_R8,  REG_R9,  REG_R10, REG_R11,
                               REG_R12, REG_R13, REG_R14, REG_R15 };
static char frame[8192] __attribute__((aligned(64)));
static char fpstate[16384] __attribute__((aligned(64)));

static void handler(int sig, siginfo_t *info, void *context)
{
    char *fp = (char *)((ucontext_t *)context)->uc_mcontext.fpregs;

    (void)sig, (void)info;
    memcpy(frame + 4096, context, 304);
    memcpy(fpstate, fp, *(unsigned *)(fp + 468));
}

int main(void)
{
    ucontext_t *uc = (ucontext_t *)(frame + 4096);
    unsigned long mask;

    set_handler(SIGUSR1, handler, 0);
    CHECK_OK(raise(SIGUSR1));
    for (int i = 0; i < 50; i++) {
        struct regs in = some_regs(i), want = some_regs(i + 77), out;

        in.r[RAX] = SYS_rt_sigreturn;
        in.r[RSP] = (unsigned long)uc;
        for (int r = 0; r < 16; r++)
            uc->uc_mcontext.gregs[greg_of[r]] = want.r[r];
        want.r[FLAGS] = i % 2 ? 0x202 | 0x8d5 : 0x202;
        uc->uc_mcontext.gregs[REG_EFL] = want.r[FLAGS];
        uc->uc_mcontext.gregs[REG_RIP] = (greg_t)returning_next;
        uc->uc_mcontext.fpregs = (void *)fpstate;
        *(unsigned long *)&uc->uc_sigmask = 1UL << i;
        returning(&in, &out);
        for (int r = 0; r < 16; r++)
            CHECK_EQ(out.r[r], want.r[r]);
        CHECK_EQ(out.r[FLAGS] & 0x8d5, want.r[FLAGS] & 0x8d5);
        CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &mask, 8));
        CHECK_EQ(mask, i == SIGKILL - 1 || i == SIGSTOP - 1 ? 0 : 1UL << i);
    }
    return passed();
}
