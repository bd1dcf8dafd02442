/* SPDX-License-Identifier: GPL-2.0-or-later */
/* names.h - the names in a directory, sorted. */
#ifndef LXRUN_OVERLAY_NAMES_H
#define LXRUN_OVERLAY_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names {
    char **items;
    size_t count;
};

/* 0, or a negated errno. */
long names_read(struct names *names, int directory);
bool names_have(const struct names *names, const char *name);
void names_free(struct names *names);

#endif
