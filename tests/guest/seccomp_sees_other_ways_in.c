/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A filter is asked about numbers of x32, about `int 0x80`, which is another
 * architecture with other registers, and about calls into the vsyscall page.
 */
#include <linux/audit.h>
#include <ucontext.h>

#include "filters.h"

#define X32 0x40000000
#define I386_GETPID 20

static long int80(unsigned nr, unsigned b, unsigned c, unsigned d, unsigned s,
                  unsigned di)
{
    long result;

    asm volatile("int $0x80"
                 : "=a"(result)
                 : "0"((unsigned long)nr), "b"(b), "c"(c), "d"(d), "S"(s), "D"(di)
                 : "r8", "r9", "r10", "r11", "memory");
    return result;
}

static void x32_numbers(void)
{
    CHECK_OK(filter_call(0, X32 | SYS_getppid, SECCOMP_RET_ERRNO | 70));
    CHECK_ERR(syscall(X32 | SYS_getppid), 70);
    CHECK(syscall(SYS_getppid) > 0);
}

/* The sum of the arguments, which are 32 bits each. */
static void other_architecture(void)
{
    struct sock_filter code[] = {
        LOAD(arch),
        UNLESS(AUDIT_ARCH_I386, 15),
        LOAD(nr),
        UNLESS(I386_GETPID, 12),
        LOAD(args[0]),
        BPF_STMT(BPF_MISC | BPF_TAX, 0),
        LOAD(args[1]),
        BPF_STMT(BPF_ALU | BPF_ADD | BPF_X, 0),
        BPF_STMT(BPF_MISC | BPF_TAX, 0),
        LOAD(args[2]),
        BPF_STMT(BPF_ALU | BPF_ADD | BPF_X, 0),
        BPF_STMT(BPF_MISC | BPF_TAX, 0),
        LOAD(args[4]),
        BPF_STMT(BPF_ALU | BPF_ADD | BPF_X, 0),
        BPF_STMT(BPF_ALU | BPF_OR | BPF_K, SECCOMP_RET_ERRNO),
        BPF_STMT(BPF_RET | BPF_A, 0),
        RETURN(SECCOMP_RET_ERRNO | 7),
        RETURN(SECCOMP_RET_ALLOW),
    };

    CHECK_OK(install_code(0, code, COUNT(code)));
    CHECK_EQ((int)int80(I386_GETPID, 1, 20, 300, 5, 1000), -1321);
    CHECK_EQ((int)int80(I386_GETPID + 1, 1, 20, 300, 5, 1000), -7);
    CHECK(syscall(SYS_getppid) > 0);
}

static void trapped(int sig, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    (void)sig;
    CHECK_EQ(info->si_syscall, SYS_time);
    CHECK_EQ((unsigned long)info->si_call_addr & -4096UL, 0xffffffffff600000);
    regs[REG_RAX] = 4711;
}

static void vsyscall_errno(void)
{
    CHECK_OK(filter_call(0, SYS_time, SECCOMP_RET_ERRNO | 71));
    CHECK_EQ(((long (*)(long *))0xffffffffff600400)(NULL), -71);
}

static void vsyscall_trap(void)
{
    set_handler(SIGSYS, trapped, 0);
    CHECK_OK(filter_call(0, SYS_time, SECCOMP_RET_TRAP));
    CHECK_EQ(((long (*)(long *))0xffffffffff600400)(NULL), 4711);
}

int main(void)
{
    no_new_privs();
    printf("vsyscall %d %d\n", child_status(vsyscall_errno), child_status(vsyscall_trap));
    CHECK_EQ(child_status(other_architecture), EXITED(0));
    CHECK_EQ(child_status(x32_numbers), EXITED(0));
    return passed();
}
