/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * signal.h - signals as x86-64 Linux lays them out in guest memory.
 *
 * World   lxcore.  Kernel layouts, not libc's: sigset is 64 bits, sigaction
 *         is the kernel's 32-byte form.
 */
#ifndef LXRUN_ABI_SIGNAL_H
#define LXRUN_ABI_SIGNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/layout.h"

#define SIG_COUNT 64
#define SIG_BIT(signo) (1ULL << ((signo) - 1))

#define SIGTRAP 5
#define SIGBUS 7
#define SIGKILL 9
#define SIGSEGV 11
#define SIGCHLD 17
#define SIGCONT 18
#define SIGSTOP 19
#define SIGURG 23
#define SIGWINCH 28
#define SIGSYS 31

#define SIG_DFL 0UL
#define SIG_IGN 1UL

#define SA_NOCLDSTOP 0x00000001UL
#define SA_NOCLDWAIT 0x00000002UL
#define SA_SIGINFO 0x00000004UL
#define SA_EXPOSE_TAGBITS 0x00000800UL
#define SA_RESTORER 0x04000000UL
#define SA_ONSTACK 0x08000000UL
#define SA_RESTART 0x10000000UL
#define SA_NODEFER 0x40000000UL
#define SA_RESETHAND 0x80000000UL
/* What x86-64 keeps of sa_flags (kernel: UAPI_SA_FLAGS). */
#define SA_KNOWN                                                                        \
    (SA_NOCLDSTOP | SA_NOCLDWAIT | SA_SIGINFO | SA_EXPOSE_TAGBITS | SA_RESTORER |       \
     SA_ONSTACK | SA_RESTART | SA_NODEFER | SA_RESETHAND)

#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2

#define SS_ONSTACK 1U
#define SS_DISABLE 2U
#define SS_AUTODISARM (1U << 31)
#define MINSIGSTKSZ 2048UL

#define SI_USER 0
#define SI_KERNEL 0x80
#define SI_TKILL (-6)
#define SYS_SECCOMP 1

struct ksigaction {
    uint64_t handler;
    uint64_t flags;
    uint64_t restorer;
    uint64_t mask;
};

static inline bool sigaction_has_handler(const struct ksigaction *action)
{
    return action->handler != SIG_DFL && action->handler != SIG_IGN;
}

struct siginfo {
    int32_t signo;
    int32_t error;
    int32_t code;
    int32_t pad;
    union {
        struct {
            uint64_t call_addr;
            int32_t syscall;
            uint32_t arch;
        } sys;
        struct {
            uint64_t addr;
        } fault;
        struct {
            int32_t pid;
            uint32_t uid;
        } kill;
        uint8_t bytes[112];
    };
};

struct sigstack {
    uint64_t sp;
    uint32_t flags;
    uint32_t pad;
    uint64_t size;
};

/* struct sigcontext_64 */
struct mcontext {
    uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
    uint64_t rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags;
    uint16_t cs, gs, fs, ss;
    uint64_t err, trapno, oldmask, cr2;
    uint64_t fpstate;
    uint64_t reserved[8];
};

struct ucontext {
    uint64_t flags;
    uint64_t link;
    struct sigstack stack;
    struct mcontext mcontext;
    uint64_t sigmask;
};

/* struct rt_sigframe: what the kernel pushes, and what we push for the guest. */
struct sigframe {
    uint64_t pretcode;
    struct ucontext uc;
    struct siginfo info;
};

/* The words that the kernel keeps for software at the end of the 512-byte
 * legacy area (struct _fpx_sw_bytes), and what stands around them. */
#define FP_XSTATE_MAGIC1 0x46505853U
#define FP_XSTATE_MAGIC2 0x46505845U
#define FP_XSTATE_MAGIC2_SIZE 4U
#define FPSTATE_LEGACY_SIZE 512UL
#define FPSTATE_MIN_XSAVE_SIZE 576UL
#define MXCSR_DEFAULT 0x1f80U

struct fpstate {
    uint16_t cwd, swd, twd, fop;
    uint64_t rip, rdp;
    uint32_t mxcsr, mxcsr_mask;
    uint8_t registers[384 + 48];
    struct {
        uint32_t magic1;
        uint32_t extended_size;
        uint64_t xfeatures;
        uint32_t xstate_size;
        uint32_t padding[7];
    } sw;
    uint64_t xstate_bv, xcomp_bv;
    uint64_t xsave_reserved[6];
};

#define UC_FP_XSTATE 1UL
#define UC_SIGCONTEXT_SS 2UL
#define UC_STRICT_RESTORE_SS 4UL

/* Segments of 64-bit user code (asm/segment.h of the kernel). */
#define USER_CS 0x33
#define USER_DS 0x2b

/* Signals that the host never blocks, whatever the guest believes: SIGSYS is
 * how a call reaches us, the other two are how a bad pointer shows itself. */
#define SIG_NEVER_BLOCKED (SIG_BIT(SIGSYS) | SIG_BIT(SIGSEGV) | SIG_BIT(SIGBUS))
/* What is blocked while lxcore saves or delivers a signal.  It traps nowhere, so
 * SIGSYS may wait; a fault on a guest address may not. */
#define SIG_ALL_IN_CORE (~(SIG_BIT(SIGSEGV) | SIG_BIT(SIGBUS)))
/* Of these a program dies that has gone wrong: lxrun is told (trace/flight.h). */
#define SIG_CRASHES \
    (SIG_NEVER_BLOCKED | SIG_BIT(4) | SIG_BIT(SIGTRAP) | SIG_BIT(6) | SIG_BIT(8))
#define SIG_UNBLOCKABLE (SIG_BIT(SIGKILL) | SIG_BIT(SIGSTOP))

_Static_assert(sizeof(struct siginfo) == 128, "siginfo");
_Static_assert(sizeof(struct mcontext) == 256, "sigcontext");
_Static_assert(sizeof(struct ucontext) == 304, "ucontext");
_Static_assert(sizeof(struct sigframe) == 440, "rt_sigframe");
_Static_assert(sizeof(struct fpstate) == 576, "xsave legacy area and header");

/* What assembly reads of a frame. */
#define SIGFRAME_REGISTER(name) __builtin_offsetof(struct sigframe, uc.mcontext.name)
_Static_assert(SIGFRAME_REGISTER(r8) == FRAME_R8 && SIGFRAME_REGISTER(r15) == FRAME_R15 &&
                   SIGFRAME_REGISTER(rdi) == FRAME_RDI && SIGFRAME_REGISTER(rcx) == FRAME_RCX &&
                   SIGFRAME_REGISTER(rsp) == FRAME_RSP && SIGFRAME_REGISTER(rip) == FRAME_RIP &&
                   SIGFRAME_REGISTER(eflags) == FRAME_EFLAGS &&
                   SIGFRAME_REGISTER(fpstate) == FRAME_FPSTATE,
               "assembly reads the frame");
_Static_assert(__builtin_offsetof(struct fpstate, sw) == 464, "sw_reserved");

#endif
