/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * guard.c - finding the processes of a run: each of them executes the run's
 * own image, so /proc/PID/exe of each leads to the same inode, which no other
 * process can have.
 */
#include "supervisor/guard.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "supervisor/image.h"

/* A guest may fork while it is being looked for: look until none is found. */
#define SWEEPS_MOST 1000
#define SWEEP_PAUSE_NS 1000000

static bool runs_image(int proc, long pid, const struct image *image)
{
    char path[64];
    struct stat st;

    snprintf(path, sizeof(path), "%ld/exe", pid);
    return fstatat(proc, path, &st, 0) == 0 && st.st_ino == image->inode &&
           st.st_dev == image->device;
}

static bool kill_if_of_run(int proc, const char *name, const struct image *image)
{
    char *end;
    long pid = strtol(name, &end, 10);

    if (pid <= 0 || *end != '\0' || !runs_image(proc, pid, image))
        return false;
    return kill((pid_t)pid, SIGKILL) == 0;
}

static bool sweep(const struct image *image)
{
    DIR *proc = opendir("/proc");
    bool has_found = false;
    struct dirent *entry;

    if (proc == NULL)
        return false;
    while ((entry = readdir(proc)) != NULL)
        if (kill_if_of_run(dirfd(proc), entry->d_name, image))
            has_found = true;
    closedir(proc);
    return has_found;
}

static void kill_run(const struct image *image)
{
    const struct timespec pause = { 0, SWEEP_PAUSE_NS };

    for (int i = 0; i < SWEEPS_MOST && sweep(image); i++)
        nanosleep(&pause, NULL);
}

/* Nobody is to wait for an end of a pipe, a terminal or a mount on our account. */
static void let_go_of_everything(int kept)
{
    setsid();
    if (chdir("/") != 0)
        return;
    if (kept > 0)
        syscall(SYS_close_range, 0, kept - 1, 0);
    syscall(SYS_close_range, kept + 1, ~0U, 0);
}

static _Noreturn void watch(int pipe_fd, const struct image *image)
{
    sigset_t all;
    char byte;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    prctl(PR_SET_NAME, "lxrun-guard");
    let_go_of_everything(pipe_fd);
    if (read(pipe_fd, &byte, 1) == 0)
        kill_run(image);
    _exit(0);
}

void guard_begin(struct guard *guard, const struct image *image)
{
    int ends[2];

    *guard = (struct guard){ .pid = -1, .pipe_fd = -1 };
    if (pipe2(ends, O_CLOEXEC) != 0)
        return;
    guard->pid = fork();
    if (guard->pid == 0) {
        close(ends[1]);
        watch(ends[0], image);
    }
    close(ends[0]);
    if (guard->pid < 0)
        close(ends[1]);
    else
        guard->pipe_fd = ends[1];
}

void guard_release(struct guard *guard)
{
    if (guard->pipe_fd < 0)
        return;
    /* It can only fail to take the byte if it is gone already. */
    if (write(guard->pipe_fd, "", 1) == 1)
        waitpid(guard->pid, NULL, 0);
    close(guard->pipe_fd);
}
