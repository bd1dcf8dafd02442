/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * calls.h - which system calls the floor refuses.
 *
 * A call has to be let through by every part that is there: the base, a profile in
 * docker's format, the promises, a list of the only ones, and what the layers add because they need it.
 */
#ifndef LXRUN_POLICY_CALLS_H
#define LXRUN_POLICY_CALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum calls_base {
    CALLS_UNSEEN,  /* only what would go past lxcore: io_uring, x32 */
    CALLS_DEFAULT, /* and what no contained program needs */
    CALLS_STRICT,  /* and what few do */
};

/* Needs of other parts of the policy, put on top of any base. */
#define CALLS_NO_INET 1U       /* no sockets but Unix ones (no network namespace) */
#define CALLS_NO_OUTSIDE 2U    /* no Unix sockets of outsiders (no mount namespace) */
#define CALLS_NO_TRACING 4U    /* nothing of other processes (no Landlock, no pid ns) */
#define CALLS_NO_OTHERS 16U    /* nor change how others run (no pid namespace) */
#define CALLS_NO_IPC 32U       /* no System V and POSIX ipc (no ipc namespace) */
#define CALLS_NO_TRUNCATE 64U  /* no truncation of what is not open for writing */
#define CALLS_NO_METADATA 128U /* no modes, owners, times, attributes (no mounts) */
#define CALLS_USERNS 8U        /* user namespaces may be made (lifts a rule) */
#define CALLS_NO_FASTOPEN 256U /* no connecting by sending (--allow) */

struct policy_call {
    const char *name; /* the kernel's name for it */
    int refused_with; /* an errno; 0: allowed */
    const char *origin;
};

struct policy_calls {
    enum calls_base base;
    unsigned needs;       /* CALLS_… */
    const char *oci_file; /* --seccomp FILE, or NULL */
    uint64_t promises;    /* --pledge: bits of pledge.h */
    bool has_promises;
    int *only; /* numbers of the only calls that a program may make, by a profile file */
    size_t only_count;
    bool has_only;
    struct policy_call *items; /* single calls, by a profile file */
    size_t count;
};

/* One more of the only ones.  0 or -ENOMEM. */
long policy_calls_add_only(struct policy_calls *calls, int number);
/* 0 or -ENOMEM. */
long policy_calls_add(struct policy_calls *calls, const struct policy_call *call);

#endif
