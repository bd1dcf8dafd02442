/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * landlock.h - files, ports, abstract sockets and signals, kept by Landlock.
 *
 * lxrun works out the rules; the guest's first process puts them in force on itself, in
 * the tree of files that the guest will see, by plain system calls.
 *
 * Limits  Landlock knows nothing of metadata: names and sizes can be asked for
 *         everywhere.  Where a path is hidden without a mount, the directories above it
 *         can be listed, and with them all beneath.  The right to execute binds execve(2)
 *         only: whoever may read a program can map it.
 */
#ifndef LXRUN_POLICY_LANDLOCK_H
#define LXRUN_POLICY_LANDLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct policy;

struct landlock_rule {
    const char *path;
    uint64_t access;
    bool is_optional; /* need not exist */
    bool is_entry;    /* found in a directory: no link is followed */
};

struct landlock_port {
    uint64_t access, port;
};

struct landlock {
    uint64_t files, net, scoped; /* what is handled; all 0: nothing to do */
    struct landlock_rule *rules;
    size_t rule_count;
    struct landlock_port *ports;
    size_t port_count;
};

/* The version that this kernel has, 0 without Landlock. */
int landlock_version(void);
/* Has it rules on TCP ports? */
bool landlock_knows_ports(void);

/* Work out the rules.  `spaces` are the namespaces that the guest will have (CLONE_NEW…).
 * 0, or the status to exit with: the reason has been said. */
int landlock_prepare(struct landlock *landlock, struct policy *policy, uint64_t spaces);

/* In the guest's process, with no_new_privs.  0, or a negated errno; *failed is the path
 * that it is about, or NULL. */
long landlock_restrict(const struct landlock *landlock, const char **failed);

#endif
