/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * finder.h - from numbers of the guest's pid namespace to processes.
 *
 * Only who is inside can tell what a number means there: lxrun asks init, on a socket,
 * and gets a pidfd.
 *
 *     lxrun                        init
 *     -----                        ----
 *     the number ---------------->
 *              <------------------ the number, and a pidfd unless there is none
 *
 * World   lxrun.
 */
#ifndef LXRUN_CONTAIN_FINDER_H
#define LXRUN_CONTAIN_FINDER_H

#include <sys/types.h>

struct finder {
    int own_fd;  /* lxrun's end */
    int init_fd; /* to be closed in lxrun when init has been started */
};

/* 0 or a negated errno. */
long finder_open(struct finder *finder);

/* A pidfd of process `pid` of the namespace; -ESRCH if there is none (any more), or
 * nobody to ask. */
int finder_ask(int own_fd, pid_t pid);

/* In init, whose memory and thread-local storage are lxrun's: makes calls of the kernel's
 * and touches nothing of libc's.  Comes back when lxrun has closed its end. */
void finder_serve(int init_fd);

#endif
