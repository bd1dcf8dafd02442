/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * control.h - what lxcore tells and asks lxrun, on a socket that all processes of a
 * run share (an own descriptor, BOOT_CONTROL_OFFSET).
 *
 * Each message is one of SOCK_SEQPACKET.  A question brings two descriptors: where the
 * answer is to go, and a socket or a file of the guest's.  The answer is one message as well,
 * and brings the connected socket where it is another one than the guest's.
 *
 * World   both.  The guest can send what it likes: it then only asks for itself, and
 *         complains of itself.
 */
#ifndef LXRUN_ABI_CONTROL_H
#define LXRUN_ABI_CONTROL_H

#include <stdint.h>

#define CONTROL_MAGIC 0x6c786374 /* "lxct" */
/* The kernel's struct sockaddr_storage. */
#define CONTROL_ADDRESS_SIZE 128
/* A path, and the directory from which it starts. */
#define CONTROL_TEXT_SIZE (2 * 4096)

enum control_kind {
    CONTROL_CONNECT, /* connect this socket (broker/broker.h) */
    CONTROL_DENIED,  /* a call was refused (report/denials.h) */
    CONTROL_ATTRIBUTES, /* change this file's mode, owner or times (supervisor/attributes.h) */
    CONTROL_CRASHED, /* a process is about to die (supervisor/crash.h) */
};

/* Descriptors of a question, in this order. */
enum control_descriptor {
    CONTROL_REPLY,
    CONTROL_SOCKET,
    CONTROL_DESCRIPTORS,
    CONTROL_FILE = CONTROL_SOCKET,
};

struct control_head {
    uint32_t magic;
    uint32_t kind; /* enum control_kind */
};

struct control_connect {
    struct control_head head;
    uint32_t address_size; /* bytes of `address`, as connect(2) has it */
    uint8_t address[CONTROL_ADDRESS_SIZE];
};

enum control_attribute {
    CONTROL_MODE,
    CONTROL_OWNER,
    CONTROL_TIMES,
};

struct control_attributes {
    struct control_head head;
    uint32_t what; /* enum control_attribute */
    uint32_t mode; /* …as chmod(2) has it */
    uint32_t uid, gid; /* …as chown(2) */
    int64_t times[4];  /* …as utimensat(2): seconds and nanoseconds of each */
};

struct control_answer {
    int32_t result;      /* 0, or a negated errno of the call */
    int32_t is_replaced; /* a descriptor comes along, to take the socket's place */
};

struct control_denied {
    struct control_head head;
    int64_t nr;
    uint64_t args[6];
    uint64_t ip;          /* behind the system call instruction */
    int32_t error;        /* the errno, positive */
    uint32_t is_by_floor; /* by the filter; else perhaps by Landlock or a mount */
    uint32_t path_size;   /* bytes of `text`: the path as the guest gave it… */
    uint32_t base_size;   /* …and behind it the directory, if it is relative */
    char text[CONTROL_TEXT_SIZE];
};

/* The thread that tells it waits until `looked_at` is written to. */
struct control_crashed {
    struct control_head head;
    int32_t tid;         /* as the guest sees it */
    int32_t tgid;
    uint64_t task;       /* whose flight recorder is asked (abi/flight.h)… */
    uint64_t first_area; /* …and those of all threads of the process… */
    uint64_t area_count; /* …with so many numbered areas, the first one included */
    uint64_t looked_at;  /* where in lxcore's memory a word is to be written to */
    uint64_t siginfo[16]; /* the kernel's siginfo_t */
    uint64_t registers[18]; /* as struct sigcontext_64 begins: r8… to rflags */
};

/* The floor answers with this added to an errno, so that lxcore knows its refusals
 * from those of the kernel, which have no such numbers. */
#define CONTROL_REFUSED 2048
#define CONTROL_REFUSED_END (CONTROL_REFUSED + 1024)

#endif
