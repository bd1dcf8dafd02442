/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * verdict.h - what the policy had to do with a call, by its records.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_VERDICT_H
#define LXRUN_REPORT_VERDICT_H

struct call;
struct policy;

enum verdict {
    VERDICT_ALLOWED,
    VERDICT_DENIED,
    VERDICT_INJECTED,
};

/* *rule is to be freed; NULL if there is none, or if `policy` is NULL: not known. */
enum verdict verdict_of(const struct policy *policy, const struct call *call, char **rule);

#endif
