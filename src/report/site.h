/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site.h - where in a program an address lies: `/usr/bin/app+0x1234`, by what /proc
 * tells of the process.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_SITE_H
#define LXRUN_REPORT_SITE_H

#include <stdint.h>
#include <sys/types.h>

#define SITE_SIZE 256

/* "" if the process is gone, or the address is in no file. */
void site_name(pid_t pid, uint64_t address, char out[SITE_SIZE]);

#endif
