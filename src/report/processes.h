/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * processes.h - the processes and threads of a trace, and what each of them has: its
 * program, its descriptors, its directory.
 *
 * A number may be used again after its process has ended; a struct process is one
 * process.  None is forgotten before the end, only what the dead had open.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_PROCESSES_H
#define LXRUN_REPORT_PROCESSES_H

#include <stdbool.h>
#include <stdint.h>

#include "abi/record.h"
#include "report/descriptors.h"
#include "report/table.h"

/* Where relative names start; shared by CLONE_FS. */
struct place {
    unsigned users;
    char *directory; /* NULL: unknown */
    char *root;      /* "" unless there was a chroot(2) */
};

struct tally {
    uint64_t calls;
    uint64_t errors;
    uint64_t time; /* nanoseconds in calls */
};

struct thread {
    int32_t tid;
    unsigned index; /* in order of appearance, among all threads */
    struct process *process;
    struct thread *next; /* of the same process */
    uint64_t start, end;
    bool is_alive;        /* no `end` yet */
    struct thread *maker; /* who has made it; NULL: unknown */
    uint64_t made;        /* when */
    struct tally tally;
    struct timeline *timeline; /* whoever draws one */
    UT_hash_handle hh;
};

struct process {
    int32_t pid;
    unsigned index;
    struct process *parent; /* NULL: the first one, or unknown */
    struct process *child, **last_child, *sibling;
    unsigned depth;       /* how many parents there are */
    struct process *next; /* in order of appearance */
    struct thread *threads, **last_thread;
    uint64_t start, end;
    bool has_ended;
    int32_t status;     /* as wait(2) has it */
    char *program;      /* of the last exec; NULL: none seen */
    char *command;      /* its arguments, as far as known */
    char *next_command; /* of an exec that has been answered and not begun; or NULL */
    unsigned execs;
    struct descriptors *descriptors; /* NULL after the end */
    struct place *place;             /* as well */
    UT_hash_handle hh;
};

struct processes {
    struct thread *threads;            /* those that live, by tid */
    struct process *living;            /* by pid */
    struct process *first, **last;     /* all of them */
    struct process *root, **last_root; /* those without a parent; `sibling` links them */
    unsigned process_count, thread_count;
    const char *directory; /* of a process whose maker is not known; or NULL */
    struct birth *births; /* told by the maker, not yet by the child */
};

void processes_begin(struct processes *processes);
void processes_free(struct processes *processes);

/* The thread of a record; one that is not known yet begins here. */
struct thread *processes_thread(struct processes *processes,
                                const struct record_head *record);
/* RECORD_BIRTH, RECORD_START, RECORD_EXEC and RECORD_END. */
void processes_take(struct processes *processes, const struct record_head *record);
/* A process's own copy of what it shared (unshare(2), close_range(2)). */
void processes_unshare_descriptors(struct process *process);
void processes_unshare_place(struct process *process);
void place_set_directory(struct place *place, char *directory);

/* All processes as a tree: the one after `process`, children behind their parent; NULL
 * gives the first, and NULL is the answer behind the last. */
struct process *processes_walk(const struct processes *processes,
                               const struct process *process);

/* The name to show: the program's leaf, or "?". */
const char *process_name(const struct process *process);

#endif
