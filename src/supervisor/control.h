/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * control.h - lxrun's end of the socket on which lxcore tells and asks
 * (abi/control.h).
 *
 * World   lxrun, a thread with all signals blocked, made when the first message comes:
 *         most runs have none, and a thread would be a tenth of their start.  Everything that is received is
 *         hostile: kinds, sizes and descriptors are checked here, contents by whoever
 *         a message is for.
 */
#ifndef LXRUN_SUPERVISOR_CONTROL_H
#define LXRUN_SUPERVISOR_CONTROL_H

#include <signal.h>
#include <stddef.h>
#include <sys/types.h>

#include "abi/control.h"

/* More than a message has: so that what comes too much is received, and closed. */
#define PARCEL_DESCRIPTORS 8

/* One message, whole. */
struct parcel {
    union {
        struct control_head head;
        struct control_connect connect;
        struct control_denied denied;
        struct control_attributes attributes;
        struct control_crashed crashed;
    } message;
    size_t size;
    pid_t pid; /* of the sender, as lxrun sees it */
    uid_t uid; /* likewise */
    int fds[PARCEL_DESCRIPTORS];
    size_t fd_count;
};

struct policy;
struct broker;

struct control {
    int own_fd;
    int guest_fd; /* to become an own descriptor of the guest */
    const struct policy *policy;
    struct broker *broker; /* NULL: nobody connects for the guest */
};

/* 0 or a negated errno. */
long control_open(struct control *control);
/* A signal has come to lxrun (attend.h), with which the kernel may have said that there is
 * something to hear. */
void control_hear(struct control *control, const siginfo_t *info);
/* When the guest has ended: hear what is left. */
void control_end(struct control *control);

#endif
