/* SPDX-License-Identifier: GPL-2.0-or-later */
/* devices.h - a /dev that holds only what every program may have. */
#ifndef LXRUN_CONTAIN_DEVICES_H
#define LXRUN_CONTAIN_DEVICES_H

struct build;
struct mount_row;

/* Mount it at the row's target.  0, or the status to exit with. */
int devices_mount(struct build *build, const struct mount_row *row);

#endif
