/* SPDX-License-Identifier: GPL-2.0-or-later */
/* remove.h - away with a directory's content, whatever a guest has made of it. */
#ifndef LXRUN_OVERLAY_REMOVE_H
#define LXRUN_OVERLAY_REMOVE_H

/* 0, or a negated errno. */
long remove_all_in(int directory);

#endif
