/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * uc_flags, uc_link, the saved mask and the xsave area's magic words are what
 * tools rely on.
 */
#include <ucontext.h>

#include "check.h"

#define MAGIC1 0x46505853u
#define MAGIC2 0x46505845u

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    ucontext_t *uc = context;
    unsigned char *fp = (unsigned char *)uc->uc_mcontext.fpregs;
    uint32_t magic1, magic2, extended_size, xstate_size;

    CHECK_EQ(sig, SIGUSR1);
    CHECK_EQ(info->si_signo, SIGUSR1);
    CHECK_EQ(uc->uc_flags, 7); /* FP_XSTATE, SIGCONTEXT_SS, STRICT_RESTORE_SS */
    CHECK_EQ(uc->uc_link, NULL);
    CHECK_EQ(*(unsigned long *)&uc->uc_sigmask, 1UL << (SIGUSR2 - 1));
    CHECK_EQ((uintptr_t)fp % 64, 0);
    CHECK_EQ(uc->uc_mcontext.fpregs->cwd, 0x37f);
    memcpy(&magic1, fp + 464, 4);
    memcpy(&extended_size, fp + 468, 4);
    memcpy(&xstate_size, fp + 480, 4);
    CHECK_EQ(magic1, MAGIC1);
    CHECK_EQ(extended_size, xstate_size + 4);
    memcpy(&magic2, fp + xstate_size, 4);
    CHECK_EQ(magic2, MAGIC2);
    CHECK_EQ((char *)info - (char *)uc, 304); /* struct rt_sigframe */
    count++;
}

int main(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &set, NULL), 0);
    set_handler(SIGUSR1, handler, 0);
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(count, 1);
    return passed();
}
