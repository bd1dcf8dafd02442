/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sarif.h - --sarif FILE: the denials of a run as SARIF 2.1.0, which the scanning pages
 * of CI systems show.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_SARIF_H
#define LXRUN_REPORT_SARIF_H

/* Write all denials; `program` is what was run.  0 or a negated errno. */
long sarif_write(const char *file, const char *program);

#endif
