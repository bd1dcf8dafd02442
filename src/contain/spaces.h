/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * spaces.h - new namespaces for the calling process and those that it starts.
 *
 * Result  0, or the status to exit with: the reason has been said.
 */
#ifndef LXRUN_CONTAIN_SPACES_H
#define LXRUN_CONTAIN_SPACES_H

struct contain;

/* Make them, be mapped into the user namespace, raise the loopback interface, set
 * the host name.  Called with the memory of lxrun, in a process of its own. */
/* When the run's cgroup has been entered: what is seen of cgroups begins there. */
int spaces_enter_group(const struct contain *contain);

int spaces_make(const struct contain *contain);

#endif
