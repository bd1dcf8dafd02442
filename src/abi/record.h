/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record.h - what a trace is made of.
 *
 * Each guest thread writes records of what it does into a ring that it shares
 * with lxrun; lxrun hands them on to whatever prints or keeps them.  A binary
 * trace file is a struct trace_header and then the records, as they are.
 *
 *     struct record …      which begins with struct record_head
 *     struct record_chunk, bytes     what was found in the guest's memory,
 *     struct record_chunk, bytes     as often as there is something
 *     …
 *
 * A chunk is a copy of guest memory, with its address: a decoder that follows
 * a pointer looks for the address among the chunks (of RECORD_ENTER what the
 * kernel reads, of RECORD_EXIT what it has written), and where there is none,
 * it shows the pointer.  Records and chunks begin at multiples of 8 bytes.
 *
 * World   both.  Who reads must take nothing for granted: the guest can write
 *         into its rings whatever it likes.
 */
#ifndef LXRUN_ABI_RECORD_H
#define LXRUN_ABI_RECORD_H

#include <stdint.h>

#define RECORD_ALIGNMENT 8
/* No record is larger, its head and chunks included. */
#define RECORD_SIZE_MOST 0x10000

enum record_type {
    RECORD_NONE,   /* filler: skip `size` bytes */
    RECORD_ENTER,  /* a thread makes a call */
    RECORD_EXIT,   /* …and has its answer */
    RECORD_SIGNAL, /* a signal has been delivered to a thread */
    RECORD_BIRTH,  /* a thread or process has been made, told by its maker */
    RECORD_START,  /* the first record of a thread, before any guest instruction */
    RECORD_EXEC,   /* a new program begins, told by it */
    RECORD_END,    /* a thread has ended */
    RECORD_LOST,   /* records were dropped here (--trace-drop) */
    RECORD_TYPE_COUNT,
};

struct record_head {
    uint32_t size;  /* bytes, chunks included; a multiple of 8 */
    uint16_t type;  /* enum record_type */
    uint16_t flags; /* as the type says */
    int32_t pid;    /* in the pid namespace in which the run has begun */
    int32_t tid;
    uint64_t time; /* nanoseconds since the epoch, CLOCK_REALTIME; in the ring: ticks */
};

/* Of RECORD_ENTER and RECORD_EXIT. */
enum record_call_flag {
    RECORD_TRAPPED = 1,   /* came by a trap… */
    RECORD_REWRITTEN = 2, /* …by a jump, and was made by the host… */
    RECORD_SERVED = 4,    /* …or answered by lxcore alone */
    RECORD_INT80 = 8,     /* by the instruction of the 32-bit ABI */
    RECORD_AGAIN = 16,    /* EXIT: interrupted before its end, the guest makes it again */
    RECORD_INJECTED = 32, /* EXIT: the answer is the tracer's (-e inject=) */
    RECORD_DENIED = 64,   /* EXIT: refused by the policy, not by the kernel's own rules */
    RECORD_PERHAPS = 256, /* EXIT: perhaps refused by the policy, who knows it has to say */
    RECORD_DELAYED = 128, /* EXIT: held up by the tracer (-e inject=) */
};

/* A call by `int 0x80` has the number and the arguments of the same call in the
 * 64-bit ABI; where there is none, the number is below zero: -1 - the 32-bit one. */
struct record_enter {
    struct record_head head;
    int64_t nr;
    uint64_t args[6];
    uint64_t ip; /* behind the system call instruction */
    uint64_t sp;
    uint64_t bp;
};

struct record_exit {
    struct record_head head;
    int64_t nr;
    int64_t result; /* as in rax: a negated errno on failure */
};

struct record_signal {
    struct record_head head;
    int32_t signo;
    int32_t action;       /* enum record_signal_action */
    uint64_t ip;          /* where it has interrupted the guest */
    uint64_t siginfo[16]; /* the kernel's siginfo_t, 128 bytes */
};

enum record_signal_action {
    RECORD_SIGNAL_HANDLED,
    RECORD_SIGNAL_DEFAULT, /* of which the thread's process is about to end or stop */
};

struct record_birth {
    struct record_head head;
    int32_t child; /* tid, as its maker was told; 0: unknown */
    int32_t reserved;
    uint64_t
        flags; /* CLONE_…, and the signal in the low byte, as clone3(2) has them apart */
};

/* Of RECORD_START and RECORD_EXEC; the latter comes behind the RECORD_EXIT of the
 * execve(2), and its chunk is the path, as AT_EXECFN has it.  The first process of
 * a run begins with START, and then ENTER, EXIT and EXEC of the execve(2) that has
 * started it, as far as lxrun could tell. */
struct record_start {
    struct record_head head;
    int32_t parent; /* pid; of a thread, its own process's */
    int32_t former; /* EXEC: the tid that has made the call, which is now head.tid */
};

struct record_end {
    struct record_head head;
    int32_t status;     /* as wait(2) has it */
    int32_t is_process; /* the last thread of the process, or all of them at once */
};

struct record_lost {
    struct record_head head;
    uint64_t count;
};

/* What a chunk's `address` means besides a guest address. */
enum record_chunk_kind {
    RECORD_MEMORY,  /* guest memory at `address` */
    RECORD_FD_PATH, /* where descriptor `address` led, as readlink(2) has it */
    RECORD_STACK,   /* guest memory at `address`: the stack, for -k (and RECORD_CODE) */
    RECORD_FD,      /* what descriptor `address` led to: struct record_fd (-yy) */
    RECORD_CPU,     /* of EXIT, without bytes: `address` nanoseconds of processor time */
    RECORD_CODE,    /* with a stack: lines of /proc/PID/maps about code, from now on */
};

struct record_chunk {
    uint64_t address;
    uint32_t size;   /* bytes that follow, without the padding to a multiple of 8 */
    uint16_t kind;   /* enum record_chunk_kind */
    uint16_t is_cut; /* there was more (-s) */
};

#define RECORD_ADDRESS_SIZE 112

/* The chunk of RECORD_FD. */
struct record_fd {
    uint32_t mode; /* as stat(2) has it: the type of file */
    uint32_t domain, type, protocol; /* of a socket */
    uint64_t device;                 /* of a device */
    uint64_t inode;
    uint32_t local_size, peer_size; /* of a socket's addresses; 0: it has none */
    uint8_t local[RECORD_ADDRESS_SIZE], peer[RECORD_ADDRESS_SIZE];
};

#define TRACE_MAGIC "lxtrace"
#define TRACE_VERSION 1

struct trace_header {
    char magic[8]; /* TRACE_MAGIC, NUL included */
    uint32_t version;
    uint32_t header_size;
    uint64_t start_time; /* nanoseconds since the epoch */
    int32_t pid;         /* of the guest's first process */
    uint32_t reserved;
};

_Static_assert(sizeof(struct record_head) == 24 && sizeof(struct record_enter) == 104 &&
                   sizeof(struct record_exit) == 40 && sizeof(struct record_chunk) == 16,
               "records have no gaps");

#endif
