/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * promise.h - the words of pledge.h as bits, and what each lets a program call: between
 * promise.c, which knows them, and pledge.c, which puts them in force.
 */
#ifndef LXRUN_POLICY_PROMISE_H
#define LXRUN_POLICY_PROMISE_H

#include <stdint.h>

enum promise {
    STDIO,
    RPATH,
    WPATH,
    CPATH,
    DPATH,
    TMPPATH,
    INET,
    UNIX,
    DNS,
    GETPW,
    PROC,
    EXEC,
    ID,
    FLOCK,
    FATTR,
    CHOWN,
    TTY,
    SENDFD,
    RECVFD,
    PROT_EXEC_,
    SETTIME,
    PS,
    VMINFO,
    PROMISES,
};

#define BIT(promise) (1UL << (promise))

struct promise_list {
    uint64_t any_of;   /* words, any of which allows */
    const char *calls; /* these, whatever the arguments; blanks between */
};

/* The end has no calls. */
extern const struct promise_list promise_lists[];

#endif
