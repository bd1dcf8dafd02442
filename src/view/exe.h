/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exe.h - the program that /proc/PID/exe means to the guest. */
#ifndef LXRUN_VIEW_EXE_H
#define LXRUN_VIEW_EXE_H

#include "core/runtime.h"
#include "core/types.h"

/* `link` is a path, in the guest's memory, that leads to lxcore's image: the
 * path of the program that the process named in it runs.  It is ours, or has
 * been copied to `other`. */
const char *exe_path_behind(gaddr_t link, char other[LX_PATH_SIZE]);

#endif
