/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * account.h - what lxrun hears of the guest while it runs, and tells of the run: the
 * control socket and whoever answers on it, the denials, --json-status-fd, --sarif.
 */
#ifndef LXRUN_SUPERVISOR_ACCOUNT_H
#define LXRUN_SUPERVISOR_ACCOUNT_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#include "broker/broker.h"
#include "supervisor/control.h"

struct run;
struct start;
struct lx_config;

struct account {
    struct run *run;
    bool has_control;
    struct control control;
    struct broker broker;
};

/* Before the guest: make what it is to have.  0, or the status to exit with: the reason
 * has been said. */
int account_begin(struct account *account, struct run *run,
                  struct lx_config *config, struct start *start);
/* The guest has been started.  Likewise. */
int account_start(struct account *account, pid_t guest);
/* A signal has come to lxrun: the kernel may have said that the guest has sent something. */
void account_hear(struct account *account, const siginfo_t *info);
/* It has ended so (wait(2)), perhaps by --timeout, and lxrun will with that status. */
void account_end(struct account *account, int status, int exit_code, bool is_over_time);

#endif
