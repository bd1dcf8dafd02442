/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refusals.h - the built-in parts of a floor's policy: what each of them refuses.
 *
 * lxrun's build compiles them (gen/floor_parts.c), so that no start has to.  A call
 * has to get through each part that a policy consists of.
 */
#ifndef LXRUN_POLICY_REFUSALS_H
#define LXRUN_POLICY_REFUSALS_H

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>

enum floor_part {
    PART_UNSEEN,  /* what would go past lxcore */
    PART_DEFAULT, /* and what no contained program needs, new namespaces included */
    PART_DEFAULT_USERNS, /* the same, but namespaces may be made */
    PART_STRICT,         /* and what few programs need */
    PART_NO_INET,        /* sockets of the network */
    PART_NO_OUTSIDE,     /* Unix sockets that could reach outsiders */
    PART_NO_TRACING,     /* looking into other processes */
    PART_NO_OTHERS,      /* changing how other processes run */
    PART_NO_FASTOPEN,    /* connecting a TCP socket by sending */
    PART_NO_IPC,         /* System V and POSIX queues, semaphores and memory */
    PART_NO_TRUNCATE,    /* truncation that an old Landlock does not see */
    PART_NO_METADATA,    /* changes of what Landlock does not know of */
    PART_COUNT,
};

/* A call is refused if the test holds, or always (TEST_NONE). */
enum refusal_test {
    TEST_NONE,
    TEST_MASKED,  /* (argument & mask) == value */
    TEST_OTHER,   /* argument != value, and if there is a second one, that too */
    TEST_BY_HAND, /* by the few instructions that floor.c puts behind the part */
};

struct refusal {
    int number;
    int error;
    enum refusal_test test;
    unsigned argument, second; /* their indices; a second of 0: there is none */
    unsigned long mask, value;
};

/* The lists of a part, NULL at the end; each ends with a row whose number is -1. */
const struct refusal *const *refusals_of(enum floor_part part);

/* What the compiled part answers for TEST_BY_HAND. */
#define REFUSAL_BY_HAND (SECCOMP_RET_TRACE | 1)

/* What the build has compiled, for the profile's own answers to be added. */
struct floor_code {
    const struct sock_filter *code;
    size_t count;
};

extern const struct floor_code floor_parts[PART_COUNT];

#endif
