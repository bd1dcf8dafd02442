/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace_process.h - how a process of the run has ended, for whoever is not its
 * parent.
 */
#ifndef LXRUN_SUPERVISOR_TRACE_PROCESS_H
#define LXRUN_SUPERVISOR_TRACE_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct trace_process {
    struct trace_process *next;
    pid_t pid;      /* as records have it */
    pid_t host_pid; /* as lxrun sees it */
    int pidfd;      /* or -1 */
    bool is_gone; /* it had ended before it was seen */
    /* Its number is another process's here, since it lives in a pid namespace that the
     * run has made itself: of its end is known what it says. */
    bool is_foreign;
    bool has_ended;
    /* What it has said itself, or lxcore on its behalf; no more than a hint. */
    bool has_said;
    int said_status;
    uint32_t fatal;
    uint64_t last; /* time of its last record */
};

struct image;

/* The number of a process in the innermost pid namespace that it is in; `pid` if that
 * cannot be known. */
pid_t process_inner_pid(pid_t pid);

/* NULL for want of memory.  Processes of the run execute `image`.  `finder_fd` is where to
 * ask for those of a pid namespace (contain/finder.h), or -1: numbers are lxrun's. */
struct trace_process *process_watch(pid_t pid, const struct image *image, int finder_fd);
/* Is it alive, and of this run? */
bool process_is_ours(const struct trace_process *process);
void process_forget(struct trace_process *process);
/* Has it ended, by what the kernel says?  To be asked at any time. */
bool process_is_over(struct trace_process *process);
/* How, as wait(2) has it. */
int process_status(const struct trace_process *process);

#endif
