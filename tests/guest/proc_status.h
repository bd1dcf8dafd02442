/* SPDX-License-Identifier: GPL-2.0-or-later */
/* proc_status.h - the numbers in /proc/PID/status (proc(5)). */
#ifndef PROC_STATUS_H
#define PROC_STATUS_H

#include "check.h"

static inline unsigned long status_field(const char *path, const char *name, int base)
{
    FILE *f = fopen(path, "r");
    char line[512];

    CHECK(f != NULL);
    while (fgets(line, sizeof line, f))
        if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':') {
            fclose(f);
            return strtoul(line + strlen(name) + 1, NULL, base);
        }
    check_failed_str(__FILE__, __LINE__, "no such field", name);
}

#endif
