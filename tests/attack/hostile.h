/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hostile.h - a guest that wants out.
 *
 * An attack tries one thing and says what came of it.  It knows the lxcore that it lives
 * with: it finds the gate, and makes its calls from there, so that nothing but the kernel
 * stands between it and the host.
 */
#ifndef LXRUN_TESTS_ATTACK_HOSTILE_H
#define LXRUN_TESTS_ATTACK_HOSTILE_H

#include <stdbool.h>
#include <stdint.h>

enum outcome {
    CONTAINED = 0,
    BROKE_OUT = 1,
    COULD_NOT_TRY = 2,
};

/* What the attacks are about, made by the runner outside of the run. */
struct target {
    const char *file;   /* the user's, outside of the current directory */
    const char *secret; /* below the home directory's .ssh */
    int pid;            /* a process of the user's outside */
    int port;           /* where somebody listens on the host's loopback */
};

extern struct target target;

struct attack {
    const char *name;
    enum outcome (*run)(void);
};

/* Each file of attacks has a table, which ends with a null name. */
extern const struct attack call_attacks[];
extern const struct attack core_attacks[];
extern const struct attack file_attacks[];
extern const struct attack process_attacks[];

/* The gate page, or 0. */
uint64_t find_gate(void);
/* A call that lxcore never sees.  A negated errno, as the kernel gives it; natively
 * it is an ordinary call. */
long gate(long number, ...);

/* CONTAINED if the kernel has refused, which `result` says. */
enum outcome refused(long result);

#endif
