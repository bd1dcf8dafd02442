/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hang_thread.h - what one thread of a guest is doing, seen from outside. */
#ifndef LXRUN_SUPERVISOR_HANG_THREAD_H
#define LXRUN_SUPERVISOR_HANG_THREAD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct hang_thread {
    pid_t pid, tid;
    pid_t inner; /* as its own pid namespace numbers it */
    bool is_running;
    bool is_in_guest; /* nothing is known of a call */
    bool is_stopped;
    int64_t nr; /* the guest's call */
    uint64_t args[6];
    uint64_t futex; /* the word that it waits on; 0: none */
    uint32_t value; /* what is in it */
    pid_t holder;   /* the inner number that it holds, of whom is waited for; 0: unknown */
    bool is_lock;   /* …and who has it locked, for sure */
    uint64_t task;  /* where lxcore has what it knows of the thread; 0: unknown */
    double asleep;  /* for so many seconds; less than 0: unknown */
};

/* False if there is no such thread any more. */
bool hang_thread_look(struct hang_thread *thread, uint64_t span);

#endif
