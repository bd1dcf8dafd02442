/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * closed.h - directories of a layer that their owner may not enter, as a guest may make
 * them.
 *
 * To be read they are opened for the owner, who is whoever runs lxrun, and bear a note
 * of the mode that they had.
 */
#ifndef LXRUN_OVERLAY_CLOSED_H
#define LXRUN_OVERLAY_CLOSED_H

#include <sys/stat.h>

#define CLOSED_NOTE "user.lxrun.mode"

/* lstat(2) of a layer's file (reach.h), with the mode that the guest has given it. */
long closed_stat(int root, const char *path, struct stat *status);

/* Open the directory that closed_stat() has found. */
void closed_open(int root, const char *path, const struct stat *status);

#endif
