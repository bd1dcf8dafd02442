/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stale.h - groups of lxruns that were killed. */
#ifndef LXRUN_CGROUP_STALE_H
#define LXRUN_CGROUP_STALE_H

/* The name of a run's group, but for lxrun's own process number. */
#define GROUP_NAME "lxrun-"

/* Remove those below `parent` whose lxrun is gone and that are empty. */
void stale_remove(const char *parent);

#endif
