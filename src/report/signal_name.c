/* SPDX-License-Identifier: GPL-2.0-or-later */
/* signal_name.c - see signal_name.h. */
#include "report/signal_name.h"

#include <stdio.h>
#include <string.h>

#include "report/emit.h"

#define FIRST_REAL_TIME 32

void signal_name(char name[SIGNAL_NAME_SIZE], int signo)
{
    const char *known = signo > 0 && signo < FIRST_REAL_TIME ? sigabbrev_np(signo) : NULL;

    if (known != NULL)
        snprintf(name, SIGNAL_NAME_SIZE, "SIG%s", known);
    else if (signo >= FIRST_REAL_TIME && signo <= 64)
        snprintf(name, SIGNAL_NAME_SIZE, "SIGRT_%d", signo - FIRST_REAL_TIME);
    else
        snprintf(name, SIGNAL_NAME_SIZE, "%d", signo);
}

void signal_name_put(struct emit *json, int signo)
{
    char name[SIGNAL_NAME_SIZE];

    signal_name(name, signo);
    emit_string(json, name);
}
