/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tracee.h - a traced program: started, stopped, stepped, signalled, ended.
 *
 * Owns    the processes it starts, the page shared with them, and a pipe.
 * Limits  one thread is traced; its children and other threads are not.
 */
#ifndef LXRUN_INTERRUPT_TRACEE_H
#define LXRUN_INTERRUPT_TRACEE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "control.h"

enum event {
    EVENT_TRAP,   /* a step, a breakpoint, or one of the program's int3 */
    EVENT_SIGNAL, /* about to get a signal */
    EVENT_ASLEEP, /* in a call that waits; still running, so to speak */
    EVENT_ENDED,
    EVENT_HUNG,
};

struct stop {
    enum event event;
    int signo;
    int status; /* of the end, as wait(2) has it */
    uint64_t rip;
};

struct tracee {
    pid_t front; /* what we have started: lxrun, or the program itself */
    pid_t pid;
    pid_t tid; /* the thread that we trace; 0: none */
    bool is_stopped; /* as its last stop has told */
    int stat_fd;
    int byte_fd;
    struct control *control;
};

bool tracee_is_possible(void);
/* Once, before all else. */
void tracee_start_ticks(void);
/* `command` starts the program.  False, with a complaint, if it does not come
 * as far as its first call. */
bool tracee_start(struct tracee *tracee, char *const command[]);
/* Trace the thread that is ready for it. */
bool tracee_meet(struct tracee *tracee);
/* Let it go on to its end and see that it is a good one, or kill it. */
bool tracee_end(struct tracee *tracee);
void tracee_kill(struct tracee *tracee);

enum resume { RUN, STEP };
void tracee_resume(struct tracee *tracee, enum resume how, int signo);
/* The next thing that happens.  Sleep is only noticed if asked for, and then
 * each time. */
struct stop tracee_wait(struct tracee *tracee, bool notice_sleep);

/* A breakpoint in the processor, for this thread alone; 0 takes it away. */
bool tracee_break_at(struct tracee *tracee, uint64_t rip);
void tracee_send(struct tracee *tracee, const struct injection *injection);
/* End the call that sleeps. */
void tracee_unblock(struct tracee *tracee);
/* A sleep that ends by itself lasts long enough to be noticed. */
void tracee_lengthen_nap(struct tracee *tracee);
/* Return when thread `tid` of the tracee sleeps. */
bool tracee_await_sleep(struct tracee *tracee, int tid);
/* Return when somebody else of the program has ended the sleep. */
void tracee_await_help(struct tracee *tracee);
long tracee_size(struct tracee *tracee);
/* "lxcore+0x123" or the like. */
void tracee_name_address(struct tracee *tracee, uint64_t address, char *name, int size);

#endif
