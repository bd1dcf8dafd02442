/* SPDX-License-Identifier: GPL-2.0-or-later */
/* denial_json.h - a denial as a JSON object, for all that write JSON. */
#ifndef LXRUN_REPORT_DENIAL_JSON_H
#define LXRUN_REPORT_DENIAL_JSON_H

#include <jansson.h>

#include "report/denials.h"

/* Bytes that are no UTF-8, which file names may have, are shown as \xNN. */
json_t *json_text(const char *text);
json_t *denial_json(const struct denial *denial);

#endif
