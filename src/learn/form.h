/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * form.h - what was learned, in the forms of profiles.
 *
 * World   lxrun.
 */
#ifndef LXRUN_LEARN_FORM_H
#define LXRUN_LEARN_FORM_H

#include <stdio.h>

#include "learn/learned.h"

/* lxrun's own form, with a list of calls or (`has_promises`) promises.  `program`: the words
 * that were run, for a comment. */
void form_write_profile(FILE *out, const struct learned *learned, bool has_promises,
                        char *const *program);
/* docker's form: what it can say, which is calls. */
void form_write_oci(FILE *out, const struct learned *learned);

/* What a profile allows.  0, or the status to exit with: the reason has been said, as
 * one of `option`.  Only what learning has written is read if `is_own`: the rest would be lost when the
 * file is written anew. */
int form_read(struct learned *learned, const char *file, const char *option, bool is_own);

/* The least promises for what was learned.  Calls for which there is none are named in
 * `lacking` (to be freed; NULL: all have one). */
uint64_t form_promises(const struct learned *learned, char **lacking);

#endif
