/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ptrace.h - requests, stops and structures of ptrace(2) and wait(2).
 *
 * World   lxcore.
 */
#ifndef LXRUN_ABI_PTRACE_H
#define LXRUN_ABI_PTRACE_H

#include <stdint.h>

#include <linux/elf.h>
#include <linux/ptrace.h>
#include <linux/wait.h>

/* PTRACE_GETREGS, and the note NT_PRSTATUS (struct user_regs_struct). */
struct user_regs {
    uint64_t r15, r14, r13, r12, rbp, rbx, r11, r10, r9, r8;
    uint64_t rax, rcx, rdx, rsi, rdi, orig_rax, rip, cs, eflags, rsp, ss;
    uint64_t fs_base, gs_base, ds, es, fs, gs;
};

/* PTRACE_GETREGSET, PTRACE_SETREGSET: a struct iovec. */
struct regset_buffer {
    uint64_t base;
    uint64_t size;
};

/* PTRACE_GETFPREGS (struct user_fpregs_struct): the legacy area of fxsave. */
#define FPREGS_SIZE 512

/* struct ptrace_sud_config and its requests, since Linux 6.4. */
#define PTRACE_SET_DISPATCH_CONFIG 0x4210
#define PTRACE_GET_DISPATCH_CONFIG 0x4211

struct sud_config {
    uint64_t mode;
    uint64_t selector;
    uint64_t offset;
    uint64_t size;
};

/* The siginfo of waitid(2): what the kernel writes is not all of it. */
struct waitid_info {
    int32_t signo;
    int32_t error;
    int32_t code;
    int32_t pad;
    int32_t pid;
    uint32_t uid;
    int32_t status;
    uint8_t rest[100];
};

#define CLD_TRAPPED 4
#define CLD_STOPPED 5
#define CLD_CONTINUED 6

#define TRAP_BRKPT 1
#define TRAP_TRACE 2

/* wait(2): status of a stop is the exit code of the stop above 0x7f, and that
 * code is a signal with a PTRACE_EVENT_… above it. */
#define STATUS_STOPPED 0x7f
#define STATUS_CONTINUED 0xffff

static inline int status_of_stop(int code)
{
    return (int)((unsigned)code << 8 | STATUS_STOPPED);
}

static inline int status_is_stop(int status)
{
    return (status & 0xff) == STATUS_STOPPED;
}

static inline int status_signal(int status)
{
    return (status >> 8) & 0xff;
}

static inline int status_event(int status)
{
    return status >> 16;
}

_Static_assert(sizeof(struct user_regs) == 216, "user_regs_struct");
_Static_assert(sizeof(struct waitid_info) == 128, "siginfo");

#endif
