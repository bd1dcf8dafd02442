/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * status_fd.h - --json-status-fd N: what becomes of the run, one JSON object a line.
 *
 *     {"child-pid": 4242}
 *     {"layer": "/home/me/.local/state/lxrun/overlay/20240501-120000-4242"}
 *     {"policy": {"profile": "default", "rules": [{"what", "by", "enforced", "why"}]}}
 *     {"denial": {"call", "what", "rule", "remedy", "site", "count"}}
 *     {"used": {"number", "call", "lacks"}}                  with --verbose
 *     {"out-of-memory": 1}  and  {"pids-limit": 3}, where limits were reached
 *     {"exit-code": 0}  or  {"signal": 11, "exit-code": 139}  or
 *     {"timeout": true, "exit-code": 124}
 *
 * docs/status.md is the reference.  A descriptor that cannot be written to is given
 * up, and the run goes on.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_STATUS_FD_H
#define LXRUN_REPORT_STATUS_FD_H

#include <stdint.h>
#include <sys/types.h>

struct policy;

/* fd -1: nobody listens.  0, or a negated errno if it is no open descriptor; the guest
 * does not get it. */
long status_fd_begin(int fd);
void status_fd_child(pid_t pid);
void status_fd_policy(const struct policy *policy);
/* Where a run with --overlay writes to. */
void status_fd_layer(const char *directory);
/* How often the kernel has killed for --memory, and refused for --pids-limit. */
void status_fd_limits(uint64_t killed, uint64_t refused);
void status_fd_denials(void);
/* The run has made the call `nr`, which lxrun does not do as Linux; name NULL: there
 * is no such call. */
void status_fd_used(unsigned nr, const char *name, const char *lacks);
/* `status` as wait(2) has it, and what lxrun exits with. */
void status_fd_end(int status, int exit_code);
/* Instead of that: --timeout has ended the run. */
void status_fd_timeout(int exit_code);

#endif
