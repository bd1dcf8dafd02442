/* SPDX-License-Identifier: GPL-2.0-or-later */
/* describe.h - words for changes. */
#ifndef LXRUN_OVERLAY_DESCRIBE_H
#define LXRUN_OVERLAY_DESCRIBE_H

#include <sys/stat.h>

#include "overlay/change.h"

const char *describe_kind(enum change_kind kind); /* "created" */
const char *describe_type(mode_t mode);           /* "directory" */
const char *describe_what(unsigned bit);          /* "content", of one WHAT_… */

#endif
