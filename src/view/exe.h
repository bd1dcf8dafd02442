/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exe.h - the program that /proc/PID/exe means to the guest.
 *
 * It is named by a link in /proc that leads to it, also when its file has been
 * deleted: opening, following and reading that link answer as those of
 * /proc/PID/exe do natively.
 */
#ifndef LXRUN_VIEW_EXE_H
#define LXRUN_VIEW_EXE_H

#include "core/types.h"

#define EXE_LINK_SIZE 64

/* The link to the program of process `pid`; 0 for our own. */
void exe_link_of(uint64_t pid, char link[EXE_LINK_SIZE]);
/* `path` is in the guest's memory and leads to lxcore's image: the link to the
 * program of the process that it names. */
void exe_link_behind(gaddr_t path, char link[EXE_LINK_SIZE]);

#endif
