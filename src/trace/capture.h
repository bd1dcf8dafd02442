/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * capture.h - which guest memory belongs to the record of a call.
 *
 * World   lxcore.  The table is made of syscalls.tbl (gen/capture.py).
 */
#ifndef LXRUN_TRACE_CAPTURE_H
#define LXRUN_TRACE_CAPTURE_H

#include "core/host.h"
#include "core/types.h"

struct ring_record;
struct task;

/* What an argument points to. */
enum capture_form {
    CAPTURE_NOTHING,
    CAPTURE_PATH,       /* a string, whole */
    CAPTURE_STRING,     /* a string, up to the limit (-s) */
    CAPTURE_STRINGS,    /* a vector of strings */
    CAPTURE_VARIABLES,  /* a vector of strings that only -v wants to see */
    CAPTURE_BYTES,      /* `count` bytes, up to the limit */
    CAPTURE_ARRAY,      /* `count` elements of `size` bytes, up to the limit */
    CAPTURE_WHOLE,      /* `count` bytes, all of them */
    CAPTURE_IOVEC,      /* `count` struct iovec, and what they point to */
    CAPTURE_MESSAGE,    /* a struct msghdr, and what it points to */
    CAPTURE_MESSAGES,   /* `count` struct mmsghdr */
    CAPTURE_SIGSET_ARG, /* a struct of a sigset's address and its size */
    CAPTURE_WORD,       /* as another argument says (capture_word.c) */
};

enum capture_bit {
    CAPTURE_IN = 1,  /* the kernel reads it… */
    CAPTURE_OUT = 2, /* …or writes it */
    CAPTURE_COUNT_BEHIND_POINTER = 4,
    CAPTURE_COUNT_IN_BITS = 8,
};

/* The argument that holds the count is one of six, or none, or what is returned. */
#define CAPTURE_ONE 6
#define CAPTURE_RETURNED 7

struct capture {
    uint8_t form;
    uint8_t bits;
    uint16_t size; /* of an element, or of all there is */
    uint8_t count; /* the argument that counts them */
};

struct capture_row {
    struct capture arg[6];
    bool returns_fd;
};

extern const struct capture_row capture_table[SYSCALL_TABLE_SIZE];

/* Put behind the record what the kernel is about to read… */
void capture_enter(struct ring_record *record, const struct sys_args *args);
/* …and what it has written. */
void capture_exit(struct ring_record *record, const struct sys_args *args, long result);
/* The stack from `sp` on. */
void capture_stack(struct ring_record *record, gaddr_t sp);
/* Where code lies, unless the thread has told that already. */
void capture_code(struct ring_record *record, struct task *task);
/* A call has returned that may have changed it. */
void capture_note_mapping(const struct sys_args *args);
/* A string of lxcore's own. */
void capture_own(struct ring_record *record, const char *string);

/* For capture_word.c: the bytes themselves. */
void capture_bytes(struct ring_record *record, gaddr_t from, uint64_t size,
                   uint64_t limit);
void capture_string(struct ring_record *record, gaddr_t from, size_t limit);
/* Where the path of a call starts that was perhaps refused: lxrun asks the policy. */
void capture_base(struct ring_record *record, const struct sys_args *args);
/* Where a descriptor leads, as the guest passed it (capture_fd.c). */
void capture_fd(struct ring_record *record, uint64_t fd);
void capture_word(struct ring_record *record, const struct sys_args *args, int arg,
                  unsigned bit);

#endif
