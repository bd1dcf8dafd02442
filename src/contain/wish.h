/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wish.h - from a policy to what is to be done in namespaces and mounts. */
#ifndef LXRUN_CONTAIN_WISH_H
#define LXRUN_CONTAIN_WISH_H

#include "contain/contain.h"

struct run;

/* 0, or the status to exit with: the reason has been said. */
int contain_wish(struct contain *contain, const struct run *run);

#endif
