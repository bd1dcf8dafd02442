/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bare_trap.c - the least that any RET_TRAP interposer must do, as a yardstick.
 *
 * Runs a micro-benchmark in this very process: a seccomp filter traps every
 * system call whose instruction lies outside one page, and the SIGSYS handler
 * repeats the call from inside that page.  No policy, no table, no tracing, no
 * signal protocol: what lxrun's trap path costs above this is lxrun's own.
 *
 * Limits  one thread only (a clone with a new stack would return into the
 *         handler), and no exec (the filter outlives the handler).  Such
 *         benchmarks print "n/a".
 */
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/ucontext.h>
#include <unistd.h>

#include "micro.h"

#define GATE_PAGE_SIZE 0x1000
#define ALTSTACK_SIZE 0x20000
#define SA_RESTORER_FLAG 0x04000000UL

/* The exempt page.  gate_forward() does the call that the registers name;
 * gate_restorer ends our handler; gate_sigreturn() ends a handler of the guest,
 * whose frame is at `frame`, and abandons ours. */
long gate_forward(const greg_t *registers);
void gate_restorer(void);
_Noreturn void gate_sigreturn(greg_t frame);
extern const char gate_page[];

__asm__("    .pushsection .text.gate, \"ax\"\n"
        "    .balign 4096\n"
        "gate_page:\n"
        "gate_forward:\n"
        "    mov 104(%rdi), %rax\n"
        "    mov 0(%rdi), %r8\n"
        "    mov 8(%rdi), %r9\n"
        "    mov 16(%rdi), %r10\n"
        "    mov 96(%rdi), %rdx\n"
        "    mov 72(%rdi), %rsi\n"
        "    mov 64(%rdi), %rdi\n"
        "    syscall\n"
        "    ret\n"
        "gate_sigreturn:\n"
        "    mov %rdi, %rsp\n"
        "gate_restorer:\n"
        "    mov $15, %eax\n"
        "    syscall\n"
        "    hlt\n"
        "    .balign 4096\n"
        "    .popsection\n");

_Static_assert(REG_R8 * 8 == 0 && REG_R9 * 8 == 8 && REG_R10 * 8 == 16, "gate_forward");
_Static_assert(REG_RDI * 8 == 64 && REG_RSI * 8 == 72, "gate_forward");
_Static_assert(REG_RDX * 8 == 96 && REG_RAX * 8 == 104, "gate_forward");
_Static_assert(SYS_rt_sigreturn == 15, "gate_restorer");

struct kernel_sigaction {
    void (*handler)(int, siginfo_t *, void *);
    unsigned long flags;
    void (*restorer)(void);
    uint64_t mask;
};

static const char *const supported[] = {
    "getpid",      "read",       "write",       "open_close", "fstat",
    "mmap_munmap", "futex_wake", "signal_self", "fork_wait",
};

static void on_sigsys(int number, siginfo_t *info, void *context)
{
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;

    (void)number;
    (void)info;
    if (registers[REG_RAX] == SYS_rt_sigreturn)
        gate_sigreturn(registers[REG_RSP]);
    registers[REG_RAX] = gate_forward(registers);
}

static long install_handler(void)
{
    static char altstack[ALTSTACK_SIZE] __attribute__((aligned(16)));
    stack_t stack = {.ss_sp = altstack, .ss_size = sizeof altstack};
    struct kernel_sigaction action = {
        .handler = on_sigsys,
        .flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTORER_FLAG,
        .restorer = gate_restorer,
    };

    if (sigaltstack(&stack, NULL) != 0)
        return -1;
    return syscall(SYS_rt_sigaction, SIGSYS, &action, NULL, sizeof action.mask);
}

static long install_filter(void)
{
    uint64_t gate = (uint64_t)(uintptr_t)gate_page;
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, 6),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                 offsetof(struct seccomp_data, instruction_pointer) + 4),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(gate >> 32), 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                 offsetof(struct seccomp_data, instruction_pointer)),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, (uint32_t)~(GATE_PAGE_SIZE - 1U)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)gate, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
    };
    struct sock_fprog filter = {.len = sizeof code / sizeof code[0], .filter = code};

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return -1;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
}

static int is_supported(const char *name)
{
    for (size_t i = 0; i < sizeof supported / sizeof supported[0]; i++)
        if (strcmp(supported[i], name) == 0)
            return 1;
    return 0;
}

int main(int argc, char **argv)
{
    if (argc >= 2 && !is_supported(argv[1])) {
        puts("n/a");
        return 0;
    }
    if (install_handler() != 0 || install_filter() != 0) {
        perror("bare_trap");
        return 1;
    }
    return micro_main(argc, argv);
}
