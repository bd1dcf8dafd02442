/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A handler may push a call into the interrupted code by writing rsp and rip
 * (Go's preemption).
 */
#include <ucontext.h>

#include "check.h"

#define COUNT 100

/* landing: count, and go back to the address that was pushed, with all registers intact. */
void landing(void);
int landing_count(void);
asm(".text\nlanding:\npushfq\nincl landings(%rip)\npopfq\nret\n"
    "landing_count:\nmov landings(%rip), %eax\nret\n"
    ".local landings\n.comm landings,4,4\n");

/* Count on another stack until the flag is set. */
long spin_on(volatile int *flag, void *stack);
asm(".text\nspin_on:\npush %rbx\nmov %rsp, %rbx\nmov %rsi, %rsp\nxor %eax, %eax\n"
    "1: inc %rax\ncmpl $0, (%rdi)\nje 1b\nmov %rbx, %rsp\npop %rbx\nret\n");

static char other_stack[65536] __attribute__((aligned(64)));
static volatile int done;
static volatile pid_t spinner;

static void inject_call(int sig, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    (void)sig, (void)info;
    regs[REG_RSP] -= 8;
    *(greg_t *)regs[REG_RSP] = regs[REG_RIP];
    regs[REG_RIP] = (greg_t)landing;
}

static void *spinning(void *arg)
{
    spinner = gettid();
    CHECK(spin_on(&done, other_stack + sizeof other_stack - 4096) > 0);
    return arg;
}

int main(void)
{
    pthread_t thread;

    set_handler(SIGURG, inject_call, SA_ONSTACK | SA_RESTART);
    thread = start_thread(spinning, NULL);
    while (spinner == 0)
        usleep(100);
    for (int i = 0; i < COUNT; i++) {
        CHECK_OK(syscall(SYS_tgkill, getpid(), spinner, SIGURG));
        while (landing_count() == i)
            usleep(20);
    }
    done = 1;
    join_thread(thread);
    CHECK_EQ(landing_count(), COUNT);
    return passed();
}
