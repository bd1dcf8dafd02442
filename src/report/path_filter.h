/* SPDX-License-Identifier: GPL-2.0-or-later */
/* path_filter.h - -P: only calls that have to do with certain files. */
#ifndef LXRUN_REPORT_PATH_FILTER_H
#define LXRUN_REPORT_PATH_FILTER_H

#include "report/text_options.h"

bool path_filter_passes(const struct text_options *options, const struct record_enter *enter);

#endif
