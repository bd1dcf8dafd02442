/* SPDX-License-Identifier: GPL-2.0-or-later */
/* daemons.c - daemon(3), orphans, sessions, process groups, a subreaper. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void check(const char *what, int ok)
{
    printf("%s: %s\n", what, ok ? "yes" : "no");
}

static void report(const char *name, const char *text)
{
    FILE *file = fopen("report.tmp", "w");

    if (file == NULL)
        abort();
    fputs(text, file);
    fclose(file);
    rename("report.tmp", name);
}

/* A daemon has a session of its own, no terminal, and / as its directory unless told not to. */
static void become_daemon(void)
{
    char text[100];

    if (daemon(1, 0) != 0)
        abort();
    snprintf(text, sizeof text, "own session: %d, leads it: %d, stdout is null: %d\n",
             getsid(0) != getppid(), getsid(0) == getpid(), !isatty(1));
    report("daemon-report", text);
}

/* The middle process ends; its child comes to us, the subreaper. */
static void adopt(void)
{
    int pipes[2];
    pid_t middle, orphan = 0;
    int status;

    if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0 || pipe(pipes) != 0)
        abort();
    middle = fork();
    if (middle == 0) {
        pid_t self = getpid();
        pid_t child = fork();

        if (child == 0) {
            while (getppid() == self)
                usleep(1000);
            _exit(33);
        }
        if (write(pipes[1], &child, sizeof child) != sizeof child)
            _exit(1);
        usleep(10000);
        _exit(0);
    }
    if (read(pipes[0], &orphan, sizeof orphan) != sizeof orphan)
        abort();
    waitpid(middle, &status, 0);
    check("the orphan is ours", waitpid(orphan, &status, 0) == orphan && WEXITSTATUS(status) == 33);
}

/* A child asks to be killed when its parent ends. */
static void die_with_parent(void)
{
    int pipes[2];
    pid_t middle, victim = 0;
    int status;

    if (pipe(pipes) != 0)
        abort();
    middle = fork();
    if (middle == 0) {
        pid_t self;

        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGTERM);
            self = getpid();
            if (write(pipes[1], &self, sizeof self) != sizeof self)
                _exit(1);
            pause();
            _exit(0);
        }
        if (read(pipes[0], &self, sizeof self) != sizeof self ||
            write(pipes[1], &self, sizeof self) != sizeof self)
            _exit(1);
        _exit(0);
    }
    waitpid(middle, &status, 0);
    if (read(pipes[0], &victim, sizeof victim) != sizeof victim)
        abort();
    check("died with its parent", waitpid(victim, &status, 0) == victim && WIFSIGNALED(status) &&
                                      WTERMSIG(status) == SIGTERM);
}

static void groups(void)
{
    int status, ready[2];
    char byte;
    pid_t leader, member;

    if (pipe(ready) != 0)
        abort();
    leader = fork();
    if (leader == 0) {
        setpgid(0, 0);
        if (write(ready[1], "x", 1) != 1)
            _exit(1);
        pause();
        _exit(0);
    }
    if (read(ready[0], &byte, 1) != 1)
        abort();
    member = fork();
    if (member == 0) {
        setpgid(0, leader);
        if (write(ready[1], "x", 1) != 1)
            _exit(1);
        pause();
        _exit(0);
    }
    if (read(ready[0], &byte, 1) != 1)
        abort();
    check("in one group", getpgid(leader) == leader && getpgid(member) == leader);
    check("signal the group", killpg(leader, SIGTERM) == 0);
    for (int i = 0; i < 2; i++)
        check("ended by it", waitpid(-leader, &status, 0) > 0 && WTERMSIG(status) == SIGTERM);
    check("the group is gone", killpg(leader, 0) == -1 && errno == ESRCH);
}

static void sessions(void)
{
    int status;
    pid_t child = fork();

    if (child == 0) {
        int ok = getsid(0) != getpid() && setsid() == getpid() && getsid(0) == getpid() &&
                 getpgrp() == getpid();

        ok = ok && setsid() == -1 && errno == EPERM;
        ok = ok && setpgid(0, getppid()) == -1 && errno == EPERM;
        _exit(ok ? 0 : 1);
    }
    waitpid(child, &status, 0);
    check("a session of its own", status == 0);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "daemon") == 0) {
        become_daemon();
        return 0;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    adopt();
    die_with_parent();
    groups();
    sessions();
    return 0;
}
