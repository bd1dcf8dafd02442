/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.h - ioctl(PROCMAP_QUERY) of /proc/PID/maps.  World: lxcore. */
#ifndef LXRUN_VIEW_QUERY_H
#define LXRUN_VIEW_QUERY_H

#include "core/types.h"

struct sys_args;
struct task;

long query_mapping(struct task *task, const struct sys_args *args);

#endif
