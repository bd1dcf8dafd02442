/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exec.h - one execve(2) or execveat(2), decoded.
 *
 * World   lxcore.
 * Result  only an errno; on success the process has another image.
 *
 * A guest's exec is a host exec of the lxcore image, which then loads the
 * target: the kernel ends the other threads, closes descriptors, resets
 * dispositions and releases a vfork parent.  Everything that can fail is tried
 * before it (exec_target.c), because afterwards there is no way back.
 */
#ifndef LXRUN_TASK_EXEC_H
#define LXRUN_TASK_EXEC_H

#include "core/runtime.h"
#include "core/types.h"
#include "loader/script.h"

struct task;

/* The kernel follows no more interpreters of interpreters (ELOOP). */
#define EXEC_SCRIPT_LEVELS 5

struct exec_request {
    hostfd_t dir;
    int flags; /* AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW */
    /* How the file is opened: O_CLOEXEC where somebody else shares the descriptors,
     * who may fork and exec meanwhile; else 0, which saves a call. */
    int open_flags;
    gaddr_t argv, envp;
    char path[LX_PATH_SIZE];
};

struct exec_target {
    hostfd_t fd;                 /* the ELF file, readable */
    char name[LX_PATH_SIZE + 32]; /* AT_EXECFN: the request's, also for scripts */
    int script_count;
    struct script_line scripts[EXEC_SCRIPT_LEVELS];
};

/* Find, check and open what is to be run. */
long exec_find_target(const struct exec_request *request, struct exec_target *target);

long exec_run(struct task *task, const struct exec_request *request);

#endif
