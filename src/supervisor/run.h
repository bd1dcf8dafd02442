/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run.h - one run of lxrun, from the wish to the exit status.
 */
#ifndef LXRUN_SUPERVISOR_RUN_H
#define LXRUN_SUPERVISOR_RUN_H

#include <stdbool.h>

#include "abi/config.h"
#include "policy/policy.h"
#include "report/trace_options.h"
#include "supervisor/crash.h"

struct run {
    struct policy policy; /* how it is contained; the layers add what they keep */
    const char *program;
    char **argv;         /* argv[0] included; NULL at the end */
    struct lx_config config;
    const char *directory; /* -w, or NULL: where lxrun is */
    bool verbose; /* say afterwards which calls were not as on Linux */
    bool exit_by_signal; /* die as the guest died, instead of 128+n */
    bool no_rewrite;     /* let every system call trap */
    bool stats;          /* say afterwards by which way they came */
    int status_fd;          /* --json-status-fd, or -1 */
    const char *sarif_file; /* --sarif, or NULL */
    struct crash_options crash;
    struct trace_options trace;
};

/* The guest gets lxrun's environment and working directory as they are now.
 * Returns the status to exit with. */
int run_guest(struct run *run);

#endif
