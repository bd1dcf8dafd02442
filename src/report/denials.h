/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * denials.h - what the guest was refused, and what would allow it.
 *
 * Filled by whoever refuses or hears of a refusal, told once at the end of the run.
 * Denials are counted, not listed: the same thing refused by the same rule is one.
 *
 * World   lxrun.  Any thread may add.
 */
#ifndef LXRUN_REPORT_DENIALS_H
#define LXRUN_REPORT_DENIALS_H

#include <stdbool.h>
#include <stddef.h>

struct denial {
    char *call;   /* the call's name; `name` for a question to a name server */
    char *what;   /* path, address, or request: as the user would name it; may be "" */
    char *rule;   /* the option or the line of a profile that refuses it */
    char *remedy; /* what would allow it; "" if nothing does */
    char *site;   /* where in the guest, FILE+OFFSET or symbol; "" if unknown */
    unsigned long count;
};

/* Count it once more, if it is there or no more are listed: of a denial the site of its first time is kept. */
bool denials_again(const char *call, const char *what, const char *rule);
void denials_add(const char *call, const char *what, const char *rule, const char *remedy);
void denials_add_at(const char *call, const char *what, const char *rule,
                    const char *remedy, const char *site);

/* At the end: how many different ones, and each, by the order of their first time.
 * NULL from `count` on. */
size_t denials_count(void);
const struct denial *denials_get(size_t index);

/* The block on standard error; nothing if nothing was refused. */
void denials_tell(void);

#endif
