/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "check.h"

#include <sys/mman.h>
#include <sys/ucontext.h>

/* A signal context may name other segments than the usual: a program goes to a
 * 32-bit code segment by rt_sigreturn(2), the handler of a signal from there is
 * entered in 64-bit mode again, and finds the segments it came from. */

#define CS_64 0x33
#define CS_32 0x23
#define SS_USER 0x2b
#define UC_SIGCONTEXT_SS 2UL
#define UC_STRICT_RESTORE_SS 4UL

static uint8_t *code; /* below 4 GiB */
static greg_t saved[NGREG];
static volatile int traps;

static unsigned selector(const ucontext_t *context, int part)
{
    return (unsigned)(context->uc_mcontext.gregs[REG_CSGSFS] >> (16 * part)) & 0xffff;
}

static void set_selectors(ucontext_t *context, uint64_t cs, uint64_t ss)
{
    uint64_t word = (uint64_t)context->uc_mcontext.gregs[REG_CSGSFS];

    word = (word & 0x0000ffffffff0000) | cs | ss << 48;
    context->uc_mcontext.gregs[REG_CSGSFS] = (greg_t)word;
}

static unsigned current_cs(void)
{
    unsigned cs;

    __asm__ volatile("mov %%cs, %0" : "=r"(cs));
    return cs & 0xffff;
}

/* Out of raise(2), in 64-bit mode, to `int3` in the 32-bit segment. */
static void leave(int sig, siginfo_t *info, void *at)
{
    ucontext_t *context = at;

    (void)sig, (void)info;
    CHECK_EQ(selector(context, 0), CS_64);
    CHECK_EQ(context->uc_flags & 6, UC_SIGCONTEXT_SS | UC_STRICT_RESTORE_SS);
    memcpy(saved, context->uc_mcontext.gregs, sizeof(saved));
    context->uc_mcontext.gregs[REG_RIP] = (greg_t)(uintptr_t)code;
    context->uc_mcontext.gregs[REG_RSP] = (greg_t)(uintptr_t)code + 2048;
    set_selectors(context, CS_32, SS_USER);
}

static void arrive(int sig, siginfo_t *info, void *at)
{
    ucontext_t *context = at;

    (void)sig, (void)info;
    CHECK_EQ(current_cs(), CS_64);
    CHECK_EQ(selector(context, 0), CS_32);
    CHECK_EQ(selector(context, 3), SS_USER);
    CHECK_EQ(context->uc_flags & 6, UC_SIGCONTEXT_SS);
    CHECK_EQ(context->uc_mcontext.gregs[REG_RIP], (greg_t)(uintptr_t)code + 1);
    CHECK_EQ(context->uc_mcontext.gregs[REG_RSP], (greg_t)(uintptr_t)code + 2048);
    memcpy(context->uc_mcontext.gregs, saved, sizeof(saved));
    /* Without UC_STRICT_RESTORE_SS a bad ss is put right. */
    set_selectors(context, CS_64, 0);
    traps++;
}

int main(void)
{
    struct sigaction act = {.sa_sigaction = leave, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    stack_t stack = {.ss_size = 65536};

    stack.ss_sp = malloc(stack.ss_size);
    CHECK_OK(sigaltstack(&stack, NULL));
    code = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    CHECK(code != MAP_FAILED);
    code[0] = 0xcc;
    CHECK_OK(sigaction(SIGUSR1, &act, NULL));
    act.sa_sigaction = arrive;
    CHECK_OK(sigaction(SIGTRAP, &act, NULL));
    for (int i = 0; i < 3; i++) {
        CHECK_OK(raise(SIGUSR1));
        CHECK_EQ(traps, i + 1);
    }
    return passed();
}
