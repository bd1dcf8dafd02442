/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * layout.h - where lxcore's own memory lies, for C and for assembly.
 *
 * lxcore owns one span of addresses, [lx_image_start, + LX_SPAN_SIZE), at a
 * base that lxrun draws once per run:
 *
 *     + LX_GATE_OFFSET  the image: gate page, text, read-only data, data, bss
 *     + LX_AREAS        thread areas, LX_AREA_SIZE each, mapped when needed
 *     + LX_POOL         the guest's seccomp filters (seccomp/pool.h)
 *     + LX_USAGE        a page that lxrun shares (core/usage.h)
 *     + LX_TRACE        what lxrun shares to be told of calls (trace/ring.h)
 *
 * A thread area, from low to high:
 *
 *     a guard (never mapped)
 *     what the thread has done last (abi/flight.h)
 *     the alternate stack on which every host signal is handled
 *     struct area_top: the thread's struct task, and a struct sighand
 *
 * so that the stack pointer of any lxcore code names its task.
 */
#ifndef LXRUN_CORE_LAYOUT_H
#define LXRUN_CORE_LAYOUT_H

#define LX_SPAN_SIZE 0x301000000
/* Below the span: a page that stays unmapped (core/span.h). */
#define LX_GUARD_SIZE 0x1000
#define LX_IMAGE_LIMIT 0x1000000
#define LX_AREAS LX_IMAGE_LIMIT
#define LX_AREA_SIZE 0x20000
#define LX_AREA_COUNT 0xff00
#define LX_POOL 0x1ff000000
#define LX_POOL_SIZE 0xff0000
#define LX_USAGE 0x1fffff000
#define LX_TRACE 0x200000000
#define LX_AREA_TOP_SIZE 0x1000

/* Within an area.  The gate goes on from the last entry to the first by setting the
 * bit that is the offset. */
#define LX_FLIGHT_OFFSET 0x8000
#define LX_FLIGHT_SIZE 0x8000
#define LX_FLIGHT_BIT 15
#define FLIGHT_ENTRY_SIZE 32
#define LX_STACK_OFFSET (LX_FLIGHT_OFFSET + LX_FLIGHT_SIZE)

/* A fault on a file maps what lies in the same 64 KiB.  Behind a gate that lies
 * here come only the pages that every start needs (core/lxcore.lds). */
#define LX_GATE_OFFSET 0x9000
#define LX_GATE_SIZE 0x1000

/* The end of the gate page, which is there anyway: struct lx_config. */
#define LX_CONFIG_SIZE 0x100
#define LX_CONFIG_OFFSET (LX_GATE_OFFSET + LX_GATE_SIZE - LX_CONFIG_SIZE)

/* Before it, how lxcore returns (gate.S). */
#define LX_RETURN_OFFSET (LX_CONFIG_OFFSET - 16)

/* Behind the first thread's task and sighand, on the page that every process
 * has touched anyway: the variables that every start sets. */
#define LX_HOT_DATA_SIZE 0x280

/* Offsets into struct task that assembly uses; task.h asserts them. */
#define TASK_ATTENTION 0
#define TASK_LEAVES_WHOLE 4
#define TASK_MAGIC 8
#define TASK_FAST_STACK 16
#define TASK_HAS_CALLED 24
#define TASK_RESTRICTIONS 28
#define TASK_FRAME 32
#define TASK_FLIGHT 40
/* …and into struct lx_runtime. */
#define RUNTIME_FIRST_OWN_FD 4
#define RUNTIME_OWN_FD_COUNT 8

/* What dispatch_quick says of a call whose thread is not restricted. */
#define QUICK_DISPATCH 0 /* lxcore has something to do */
#define QUICK_FOR_HOST 1 /* it is the host's alone, */
#define QUICK_UNLESS_OWN 2 /* unless its first argument is an own descriptor, */
#define QUICK_STAT 3 /* and unless it follows a link */

/* In task.magic, if the GS base is the task. */
#define LX_TASK_MAGIC 0x5473616b
/* The frame of the fast entry: so far below the task. */
#define FAST_FRAME_BELOW 512
/* From a trampoline's record back to its `syscall` (trampoline.h). */
#define FAST_RECORD_TRAP (-18)
#define EFLAGS_TRAP 0x100
#define EFLAGS_DIRECTION_BIT 10
#define EFLAGS_ALIGNMENT 0x40000
/* EFLAGS_PLAIN of arch/x86_64/leave.h, which asserts it. */
#define EFLAGS_PLAIN_BITS 0x200ed7

/* Offsets into the kernel's struct rt_sigframe; abi/signal.h asserts them. */
#define FRAME_R8 48
#define FRAME_R9 56
#define FRAME_R10 64
#define FRAME_R11 72
#define FRAME_R12 80
#define FRAME_R13 88
#define FRAME_R14 96
#define FRAME_R15 104
#define FRAME_RDI 112
#define FRAME_RSI 120
#define FRAME_RBP 128
#define FRAME_RBX 136
#define FRAME_RDX 144
#define FRAME_RAX 152
#define FRAME_RCX 160
#define FRAME_RSP 168
#define FRAME_RIP 176
#define FRAME_EFLAGS 184
#define FRAME_FPSTATE 232

/* How dispatch_trap() wants the handler left. */
#define LEAVE_SIGNAL 0  /* it has interrupted lxcore, which goes on */
#define LEAVE_WHOLE 1   /* by rt_sigreturn, which restores everything */
#define LEAVE_PLAINLY 2 /* all but registers is already as it should be */
#define LEAVE_BY_CALL 3 /* the fast way only: the host's call, then plainly */

/* States of an area's slot; the last act of a thread is to write the third.  In
 * the fourth it is about to be taken for the first time. */
#define AREA_UNUSED 0
#define AREA_TAKEN 1
#define AREA_FREE 2
#define AREA_MAPPING 3

/* Numbers of the few system calls that assembly makes by itself, and what one of
 * them takes. */
#define NR_RT_SIGPROCMASK 14
#define HOW_SIG_SETMASK 2
#define SIGSET_BYTES 8
#define NR_RT_SIGRETURN 15
#define SYSCALL_BYTES 2
#define ERRNO_MOST 4095
#define EAGAIN_NUMBER 11

/* What a restartable host call answers when a signal came before it began:
 * the guest has to run its own instruction again.  No call has such a result. */
#define LX_REWIND (-0x7ffffffffffffff0)
/* The entry has set the guest's registers itself. */
#define LX_NO_RESULT (-0x7fffffffffffffef)

#endif
