/* SPDX-License-Identifier: GPL-2.0-or-later */
/* help.c - --help, which fits on a screen of 24 lines, and --version. */
#include "cli/help.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "supervisor/say.h"

#ifndef LXRUN_VERSION
#define LXRUN_VERSION "0.1.0"
#endif

static const char help[] =
    "Usage: lxrun [OPTIONS] [--] PROGRAM [ARGS...]\n"
    "       lxrun trace|learn [OPTIONS] PROGRAM..., lxrun report FILE, lxrun doctor\n"
    "       lxrun diff|commit|discard [LAYER]    of a run with --overlay\n"
    "Run PROGRAM with all of its system calls going through lxrun.\n"
    "Containment\n"
    "  --profile=none|default|strict|FILE     how PROGRAM is contained (default)\n"
    "  --ro --rox --rw --rwx PATH, --pledge WORDS, --seccomp FILE: see lxrun(1)\n"
    "  --bind SRC DST, --ro-bind, --tmpfs, --proc, --rootfs, --network=none, ...\n"
    "What the program starts with\n"
    "  -E VAR[=VALUE]      set an environment variable, or unset it\n"
    "  --clearenv, -w DIR  start from an empty environment; in the directory DIR\n"
    "  --argv0 NAME        be told NAME as its own name\n"
    "  --kernel=VERSION    find that kernel: its name, and no newer system calls\n"
    "How lxrun ends\n"
    "  --exit=status       128+n when signal n ended PROGRAM (the default)\n"
    "  --exit=signal       by the same signal\n"
    "  --timeout DURATION, --kill-after, --ulimit NAME=N   limits; 124: out of time\n"
    "  Else with the status of PROGRAM; 125 lxrun failed, 126, 127 no PROGRAM to run\n"
    "  --report=FILE, --files=FILE   write a page, or the files used, afterwards\n"
    "  --verbose           say afterwards which calls were not as on Linux\n"
    "  --flight=FILE, --no-flight   keep what all threads did last; tell no crash\n"
    "  --no-rewrite, --stats   let every call trap; say afterwards how many did\n"
    "  --help, --version   show this, or the version\n"
    "See lxrun(1) for more.\n";

static const char trace_help[] =
    "Usage: lxrun trace [OPTIONS] [--] PROGRAM [ARGS...]\n"
    "Run PROGRAM and tell its system calls and signals, and those of its children.\n"
    "  -o FILE             write to FILE instead of standard error; -o '|COMMAND'\n"
    "  -A                  append to it\n"
    "  -ff                 write to FILE.TID for each thread\n"
    "  -s SIZE             show so many bytes of strings (32)\n"
    "  -v                  show environments, too\n"
    "  -y, -yy             show where descriptors lead; addresses of sockets, too\n"
    "  -k                  show the stack of each call\n"
    "  --trace-format=text|raw|binary|json|perfetto\n"
    "  -e trace=SET        only these calls: names, %file, %process, /regex, !SET\n"
    "  -e signal=SET, -e status=SET, -z, -Z, -P PATH   only what fits\n"
    "  -e inject=SET:error=E, -e fault=SET   make calls fail, wait, or bring signals\n"
    "  -e read=FDS, -e write=FDS             show all the data\n"
    "  -t -tt -ttt -r -T   show times\n"
    "  -x -X STYLE -i -n -a COLUMN -q        how it is shown\n"
    "  -c -C -w -S KEY -U COLUMNS --summary-each[=thread]   count calls and time\n"
    "  --redact            hide data and the values of variables\n"
    "  --trace-drop        lose records rather than let PROGRAM wait for the output\n"
    "The options of lxrun itself may stand here, too; see lxrun(1).\n";

static int finish(int result)
{
    if (result >= 0 && fflush(stdout) == 0)
        return 0;
    say("cannot write to standard output: %s", strerror(errno));
    return STATUS_LXRUN_FAILED;
}

int help_show(void)
{
    return finish(fputs(help, stdout));
}

int help_show_trace(void)
{
    return finish(fputs(trace_help, stdout));
}

int help_show_version(void)
{
    return finish(puts("lxrun " LXRUN_VERSION));
}
