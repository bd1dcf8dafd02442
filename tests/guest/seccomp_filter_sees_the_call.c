/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a filter can read: number, architecture, the address behind the system
 * call instruction and both halves of each argument, and its own arithmetic.
 */
#include <linux/audit.h>

#include "filters.h"

extern char behind[], behind_other[];

static __attribute__((noinline)) long call_here(long nr, long a, long b)
{
    long result;

    asm volatile("syscall\n.globl behind\nbehind:"
                 : "=a"(result)
                 : "0"(nr), "D"(a), "S"(b)
                 : "rcx", "r11", "memory");
    return result;
}

static __attribute__((noinline)) long call_there(long nr)
{
    long result;

    asm volatile("syscall\n.globl behind_other\nbehind_other:"
                 : "=a"(result)
                 : "0"(nr)
                 : "rcx", "r11", "memory");
    return result;
}

/* getppid from `behind` is answered with the low half of its first argument, if
 * the high half is 0x1234 and the second argument 77. */
static void by_address(void)
{
    unsigned long address = (unsigned long)behind;
    struct sock_filter code[] = {
        LOAD(arch),
        UNLESS(AUDIT_ARCH_X86_64, 15),
        LOAD(nr),
        UNLESS(SYS_getppid, 13),
        LOAD(instruction_pointer),
        UNLESS((unsigned)address, 11),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, DATA(instruction_pointer) + 4),
        UNLESS((unsigned)(address >> 32), 9),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, DATA(args[0]) + 4),
        UNLESS(0x1234, 7),
        LOAD(args[1]),
        UNLESS(77, 5),
        LOAD(args[0]),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xffff),
        BPF_STMT(BPF_ALU | BPF_OR | BPF_K, SECCOMP_RET_ERRNO),
        BPF_STMT(BPF_RET | BPF_A, 0),
        RETURN(SECCOMP_RET_KILL_PROCESS),
        RETURN(SECCOMP_RET_ALLOW),
    };

    CHECK_OK(install_code(0, code, COUNT(code)));
    CHECK_EQ(call_here(SYS_getppid, 0x123400000000 + 555, 77), -555);
    CHECK_EQ(call_here(SYS_getppid, 0x123500000000 + 555, 77), getppid());
    CHECK_EQ(call_here(SYS_getppid, 0x123400000000 + 555, 78), getppid());
    CHECK_EQ(call_there(SYS_getppid), getppid());
}

/* All six arguments, and numbers that no call has. */
static void by_number(void)
{
    struct sock_filter code[] = {
        LOAD(nr),
        UNLESS(0xfffffff0, 8),
        LOAD(args[5]),
        BPF_STMT(BPF_MISC | BPF_TAX, 0),
        LOAD(args[4]),
        BPF_STMT(BPF_ALU | BPF_SUB | BPF_X, 0),
        BPF_STMT(BPF_ALU | BPF_LSH | BPF_K, 4),
        BPF_STMT(BPF_ALU | BPF_OR | BPF_K, SECCOMP_RET_ERRNO),
        BPF_STMT(BPF_ST, 7),
        BPF_STMT(BPF_RET | BPF_A, 0),
        RETURN(SECCOMP_RET_ALLOW),
    };

    CHECK_OK(install_code(0, code, COUNT(code)));
    CHECK_ERR(syscall(-16, 0, 0, 0, 0, 9, 4), 80);
    CHECK_ERR(syscall(-17, 0, 0, 0, 0, 9, 4), ENOSYS);
    CHECK_ERR(syscall(511), ENOSYS);
}

/* Division by a register that is zero ends the program with 0: kill. */
static void divide(void)
{
    struct sock_filter code[] = {
        LOAD(nr),
        UNLESS(SYS_getppid, 2),
        BPF_STMT(BPF_ALU | BPF_DIV | BPF_X, 0),
        RETURN(SECCOMP_RET_ALLOW),
        RETURN(SECCOMP_RET_ALLOW),
    };

    CHECK_OK(install_code(0, code, COUNT(code)));
    syscall(SYS_getppid);
}

int main(void)
{
    no_new_privs();
    by_number();
    by_address();
    CHECK_EQ(child_status(divide), KILLED(SIGSYS));
    return passed();
}
