/* SPDX-License-Identifier: GPL-2.0-or-later */
/* signal_name.h - signals by name: SIGCHLD, SIGRT_2. */
#ifndef LXRUN_REPORT_SIGNAL_NAME_H
#define LXRUN_REPORT_SIGNAL_NAME_H

struct emit;

#define SIGNAL_NAME_SIZE 24

void signal_name(char name[SIGNAL_NAME_SIZE], int signo);
/* As a string of JSON. */
void signal_name_put(struct emit *json, int signo);

#endif
