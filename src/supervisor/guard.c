/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * guard.c - finding the processes of a run: each of them executes the run's
 * own image, so /proc/PID/exe of each leads to the same inode, which no other
 * process can have.
 *
 * The guard shares lxrun's memory (CLONE_VM), because making a copy would cost
 * more than all the rest of it.  It therefore makes plain system calls only:
 * lxrun may have been killed while it held a lock of the C library.
 */
#include "supervisor/guard.h"

#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
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
#define STACK_SIZE 65536
#define ENTRIES_SIZE 8192

struct watch {
    int pipe_fd; /* the guard's end */
    const struct image *image;
};

static _Alignas(16) char stack[STACK_SIZE];

/* The number that the name is, or 0. */
static pid_t pid_of(const char *name)
{
    long pid = 0;

    for (; *name >= '0' && *name <= '9' && pid < INT32_MAX / 10; name++)
        pid = pid * 10 + (*name - '0');
    return *name == '\0' ? (pid_t)pid : 0;
}

static bool runs_image(int proc, const char *pid, const struct image *image)
{
    char path[32];
    size_t size = strlen(pid);
    struct stat st;

    memcpy(path, pid, size);
    memcpy(path + size, "/exe", sizeof("/exe"));
    return fstatat(proc, path, &st, 0) == 0 && st.st_ino == image->inode &&
           st.st_dev == image->device;
}

static bool signal_if_of_run(int proc, const char *name, const struct image *image, int signo)
{
    pid_t pid = pid_of(name);

    return pid > 0 && runs_image(proc, name, image) && kill(pid, signo) == 0;
}

/* One reading of a list of processes, `size` bytes long. */
static bool signal_listed(int proc, const char *entries, long size,
                          const struct image *image, int signo)
{
    bool has_found = false;

    for (long at = 0; at < size;) {
        const char *entry = entries + at;
        uint16_t entry_size;

        memcpy(&entry_size, entry + offsetof(struct dirent64, d_reclen), sizeof(entry_size));
        if (signal_if_of_run(proc, entry + offsetof(struct dirent64, d_name), image, signo))
            has_found = true;
        at += entry_size;
    }
    return has_found;
}

bool guard_signal_run(const struct image *image, int signo)
{
    _Alignas(struct dirent64) char entries[ENTRIES_SIZE];
    int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool has_found = false;
    long size;

    if (proc < 0)
        return false;
    while ((size = syscall(SYS_getdents64, proc, entries, sizeof(entries))) > 0)
        if (signal_listed(proc, entries, size, image, signo))
            has_found = true;
    close(proc);
    return has_found;
}

void guard_kill_run(const struct image *image)
{
    const struct timespec pause = { 0, SWEEP_PAUSE_NS };

    for (int i = 0; i < SWEEPS_MOST && guard_signal_run(image, SIGKILL); i++)
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

static int watch(void *argument)
{
    const struct watch *watch = argument;
    sigset_t all;
    char byte;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    prctl(PR_SET_NAME, "lxrun-guard");
    let_go_of_everything(watch->pipe_fd);
    if (read(watch->pipe_fd, &byte, 1) == 0)
        guard_kill_run(watch->image);
    _exit(0);
}

void guard_begin(struct guard *guard, const struct image *image)
{
    static struct watch shared;
    int ends[2];

    *guard = (struct guard){ .pid = -1, .pipe_fd = -1 };
    if (pipe2(ends, O_CLOEXEC) != 0)
        return;
    shared = (struct watch){ .pipe_fd = ends[0], .image = image };
    guard->pid = clone(watch, stack + sizeof(stack), CLONE_VM | SIGCHLD, &shared);
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
