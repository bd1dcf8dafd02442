/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace_process.c - see trace_process.h.
 *
 * The kernel tells of a process that was not our child and is gone since Linux
 * 6.15, and before that, while nobody has waited for it, in /proc.
 */
#include "supervisor/trace_process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "contain/finder.h"
#include "supervisor/image.h"

/* <linux/pidfd.h>, in case it is older. */
struct exit_info {
    uint64_t mask;
    uint64_t cgroup_id;
    uint32_t ids[11];
    int32_t exit_code;
    uint64_t reserved[3];
};

#define EXIT_INFO_REQUEST _IOWR(0xFF, 11, struct exit_info)
#define EXIT_INFO_BIT (1U << 3)
#define STAT_EXIT_CODE 52

_Static_assert(__builtin_offsetof(struct exit_info, exit_code) == 60,
               "struct pidfd_info");

/* A number in a file of /proc, behind the last of the line's tabs; 0: there is none. */
static pid_t read_number(const char *path, const char *key)
{
    char line[256];
    FILE *file = fopen(path, "re");
    pid_t number = 0;

    while (file != NULL && number == 0 && fgets(line, sizeof(line), file) != NULL)
        if (strncmp(line, key, strlen(key)) == 0)
            number = atoi(strrchr(line, '\t') + 1);
    if (file != NULL)
        fclose(file);
    return number;
}

pid_t process_inner_pid(pid_t pid)
{
    char path[40];
    pid_t inner;

    snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
    inner = read_number(path, "NSpid:\t");
    return inner > 0 ? inner : pid;
}

static pid_t pid_behind(int pidfd)
{
    char path[40];

    snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", pidfd);
    return read_number(path, "Pid:\t");
}

static bool runs_other(pid_t pid, const struct image *image)
{
    char path[32];
    struct stat st;

    snprintf(path, sizeof(path), "/proc/%d/exe", pid);
    /* Those of the run may be looked at. */
    if (stat(path, &st) != 0)
        return errno == EACCES || errno == EPERM;
    return st.st_ino != image->inode || st.st_dev != image->device;
}

bool process_is_ours(const struct trace_process *process)
{
    return !process->is_foreign && !process->is_gone;
}

static void find(struct trace_process *process, int finder_fd)
{
    if (finder_fd < 0) {
        process->host_pid = process->pid;
        process->pidfd = (int)syscall(SYS_pidfd_open, process->pid, 0);
        process->is_gone = process->pidfd < 0 && errno == ESRCH;
        return;
    }
    process->pidfd = finder_ask(finder_fd, process->pid);
    if (process->pidfd >= 0)
        process->host_pid = pid_behind(process->pidfd);
    process->is_gone = process->host_pid <= 0;
}

struct trace_process *process_watch(pid_t pid, const struct image *image, int finder_fd)
{
    struct trace_process *process = calloc(1, sizeof(*process));

    if (process == NULL)
        return NULL;
    process->pid = pid;
    find(process, finder_fd);
    process->is_foreign = !process->is_gone && runs_other(process->host_pid, image);
    return process;
}

void process_forget(struct trace_process *process)
{
    if (process->pidfd >= 0)
        close(process->pidfd);
    free(process);
}

/* Where there are no pidfds to be had, another process may get its number. */
bool process_is_over(struct trace_process *process)
{
    struct pollfd poll_fd = { .fd = process->pidfd, .events = POLLIN };

    if (process->is_foreign)
        return process->has_said;
    if (process->pidfd >= 0)
        return poll(&poll_fd, 1, 0) > 0;
    return process->is_gone || kill(process->host_pid, 0) != 0;
}

static bool ask_pidfd(const struct trace_process *process, int *status)
{
    struct exit_info info = { .mask = EXIT_INFO_BIT };

    if (process->pidfd < 0 || ioctl(process->pidfd, EXIT_INFO_REQUEST, &info) != 0 ||
        !(info.mask & EXIT_INFO_BIT))
        return false;
    *status = info.exit_code;
    return true;
}

static bool ask_proc(const struct trace_process *process, int *status)
{
    char path[40], line[1024], *field;
    FILE *file;
    bool is_dead;

    snprintf(path, sizeof(path), "/proc/%d/stat", process->host_pid);
    file = fopen(path, "re");
    if (file == NULL)
        return false;
    field = fgets(line, sizeof(line), file);
    fclose(file);
    /* The name, in parentheses, may hold anything; the state is the third field. */
    field = field == NULL ? NULL : strrchr(line, ')');
    if (field == NULL)
        return false;
    is_dead = field[1] == ' ' && (field[2] == 'Z' || field[2] == 'X');
    for (int i = 2; field != NULL && i < STAT_EXIT_CODE; i++)
        field = strchr(field + 1, ' ');
    if (field == NULL || !is_dead)
        return false;
    *status = atoi(field);
    return true;
}

int process_status(const struct trace_process *process)
{
    int status;

    if (ask_pidfd(process, &status) ||
        (process->pidfd >= 0 && ask_proc(process, &status)))
        return status;
    if (process->has_said)
        return process->said_status;
    return process->fatal != 0 && process->fatal <= 64 ? (int)process->fatal : SIGKILL;
}
