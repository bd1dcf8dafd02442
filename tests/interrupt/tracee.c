/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracee.c - see tracee.h; ptrace(2) by PTRACE_SEIZE. */
#include "tracee.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_S 10
#define TICK_US 250
#define NAP_US 200
#define SECOND_NS 1000000000
#define NAP_LONG_NS 200000000

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool tracee_is_possible(void)
{
    pid_t pid = fork();
    bool is_possible;

    if (pid == 0)
        for (;;)
            pause();
    is_possible = pid > 0 && ptrace(PTRACE_SEIZE, pid, 0, PTRACE_O_EXITKILL) == 0;
    kill(pid, SIGKILL);
    waitpid(pid, NULL, __WALL);
    return is_possible;
}

static void on_tick(int signo)
{
    (void)signo;
}

/* Ticks make waitpid(2) look up now and then. */
void tracee_start_ticks(void)
{
    const struct sigaction action = { .sa_handler = on_tick };
    const struct itimerval often = { { 0, TICK_US }, { 0, TICK_US } };

    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
}

static pid_t wait_for(pid_t pid, int *status)
{
    pid_t found;

    do {
        found = waitpid(pid, status, __WALL);
    } while (found < 0 && errno == EINTR);
    return found;
}

/* Above the numbers that the program gets. */
static int out_of_the_way(int fd)
{
    int moved = fcntl(fd, F_DUPFD_CLOEXEC, 2 * CONTROL_FD);

    close(fd);
    return moved;
}

static bool start(struct tracee *tracee, char *const command[], int control_fd,
                  int read_fd)
{
    tracee->front = fork();
    if (tracee->front == 0) {
        dup2(control_fd, CONTROL_FD);
        dup2(read_fd, BYTE_READ_FD);
        dup2(tracee->byte_fd, BYTE_WRITE_FD);
        execv(command[0], command);
        perror(command[0]);
        _exit(127);
    }
    return tracee->front > 0;
}

static bool await_program(struct tracee *tracee)
{
    double patience = now() + PATIENCE_S;
    int status;

    while (!tracee->control->is_ready && now() < patience) {
        if (waitpid(tracee->front, &status, WNOHANG) == tracee->front) {
            fprintf(stderr, "it ended before its first call, status %#x\n", status);
            tracee->front = 0;
            return false;
        }
        usleep(NAP_US);
    }
    if (!tracee->control->is_ready)
        fprintf(stderr, "it did not get ready\n");
    return tracee->control->is_ready;
}

bool tracee_meet(struct tracee *tracee)
{
    struct control *control = tracee->control;
    char path[64];

    tracee->tid = 0;
    if (!await_program(tracee))
        return false;
    tracee->pid = control->pid;
    if (ptrace(PTRACE_SEIZE, control->tid, 0, PTRACE_O_EXITKILL) != 0) {
        perror("PTRACE_SEIZE");
        return false;
    }
    tracee->tid = control->tid;
    tracee->is_stopped = false;
    close(tracee->stat_fd);
    snprintf(path, sizeof(path), "/proc/%d/task/%d/stat", tracee->pid, tracee->tid);
    tracee->stat_fd = open(path, O_RDONLY | O_CLOEXEC);
    control->tracer = getpid();
    control->uid = (int)getuid();
    control->is_ready = 0;
    control->is_traced = 1;
    return tracee->stat_fd >= 0;
}

bool tracee_start(struct tracee *tracee, char *const command[])
{
    int control_fd = out_of_the_way(memfd_create("control", 0));
    int fds[2];
    bool is_started;

    *tracee = (struct tracee){ .stat_fd = -1 };
    if (control_fd < 0 || ftruncate(control_fd, sizeof(struct control)) != 0 ||
        pipe(fds) != 0)
        return false;
    tracee->control = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE,
                           MAP_SHARED, control_fd, 0);
    fds[0] = out_of_the_way(fds[0]);
    tracee->byte_fd = out_of_the_way(fds[1]);
    is_started = start(tracee, command, control_fd, fds[0]);
    close(control_fd);
    close(fds[0]);
    return is_started && tracee_meet(tracee);
}

static void forget(struct tracee *tracee)
{
    close(tracee->stat_fd);
    close(tracee->byte_fd);
    munmap(tracee->control, sizeof(*tracee->control));
}

void tracee_kill(struct tracee *tracee)
{
    if (tracee->tid != 0) {
        kill(tracee->pid, SIGKILL);
        wait_for(tracee->tid, NULL);
    }
    if (tracee->front > 0) {
        kill(tracee->front, SIGKILL);
        wait_for(tracee->front, NULL);
    }
    forget(tracee);
}

/* lxrun has to tell the same status as the program itself. */
static int front_status(struct tracee *tracee, int status)
{
    if (tracee->front != tracee->tid && wait_for(tracee->front, &status) < 0)
        return -1;
    return status;
}

bool tracee_end(struct tracee *tracee)
{
    struct stop stop = { .event = EVENT_SIGNAL };

    while (tracee->tid != 0 && (stop.event == EVENT_SIGNAL || stop.event == EVENT_TRAP)) {
        tracee_resume(tracee, RUN, stop.signo);
        stop = tracee_wait(tracee, false);
    }
    if (stop.event == EVENT_HUNG) {
        fprintf(stderr, "it did not end\n");
        tracee_kill(tracee);
        return false;
    }
    if (stop.status != 0 || front_status(tracee, stop.status) != 0) {
        fprintf(stderr, "it ended with status %#x\n", stop.status);
        return false;
    }
    forget(tracee);
    return true;
}

/* One that has just been met runs already, and may even have stopped since. */
void tracee_resume(struct tracee *tracee, enum resume how, int signo)
{
    if (!tracee->is_stopped)
        return;
    tracee->is_stopped = false;
    ptrace(how == STEP ? PTRACE_SINGLESTEP : PTRACE_CONT, tracee->tid, 0, signo);
}

static char state_of(int stat_fd)
{
    char text[256];
    ssize_t size = pread(stat_fd, text, sizeof(text) - 1, 0);
    char *end;

    if (size <= 0)
        return 'X';
    text[size] = '\0';
    end = strrchr(text, ')');
    return end != NULL ? end[2] : 'X';
}

static struct stop stop_of(struct tracee *tracee, int status)
{
    struct stop stop = { .event = EVENT_ENDED, .status = status };

    tracee->is_stopped = WIFSTOPPED(status);
    if (!tracee->is_stopped)
        return stop;
    stop.signo = WSTOPSIG(status);
    stop.event = EVENT_SIGNAL;
    stop.rip = (uint64_t)ptrace(PTRACE_PEEKUSER, tracee->tid,
                                offsetof(struct user_regs_struct, rip), 0);
    if (stop.signo != SIGTRAP)
        return stop;
    stop.event = EVENT_TRAP;
    stop.signo = 0;
    return stop;
}

struct stop tracee_wait(struct tracee *tracee, bool notice_sleep)
{
    double patience = 0;
    int status;

    for (;;) {
        if (waitpid(tracee->tid, &status, __WALL) == tracee->tid)
            return stop_of(tracee, status);
        if (errno != EINTR)
            return (struct stop){ .event = EVENT_ENDED, .status = -1 };
        if (notice_sleep && state_of(tracee->stat_fd) == 'S')
            return (struct stop){ .event = EVENT_ASLEEP };
        if (patience == 0)
            patience = now() + PATIENCE_S;
        else if (now() > patience)
            return (struct stop){ .event = EVENT_HUNG };
    }
}

static bool poke_debug(struct tracee *tracee, int number, uint64_t value)
{
    return ptrace(PTRACE_POKEUSER, tracee->tid,
                  offsetof(struct user, u_debugreg) + sizeof(long) * (size_t)number,
                  value) == 0;
}

bool tracee_break_at(struct tracee *tracee, uint64_t rip)
{
    if (rip == 0)
        return poke_debug(tracee, 7, 0);
    return poke_debug(tracee, 0, rip) && poke_debug(tracee, 7, 1);
}

void tracee_send(struct tracee *tracee, const struct injection *injection)
{
    siginfo_t info = { .si_code = SI_QUEUE };

    switch (injection->how) {
    case TO_THREAD:
        syscall(SYS_tgkill, tracee->pid, tracee->tid, injection->signo);
        break;
    case TO_PROCESS:
        kill(tracee->pid, injection->signo);
        break;
    case QUEUED:
        info.si_signo = injection->signo;
        info.si_pid = getpid();
        info.si_uid = getuid();
        info.si_value.sival_int = (int)tracee->control->iteration;
        syscall(SYS_rt_sigqueueinfo, tracee->pid, injection->signo, &info);
        break;
    }
}

void tracee_unblock(struct tracee *tracee)
{
    const struct injection signal = { UNBLOCK_SIGNAL, TO_THREAD };
    char byte = (char)(tracee->control->iteration | 1);

    tracee->control->was_unblocked = 1;
    if (tracee->control->unblock == BY_SIGNAL)
        tracee_send(tracee, &signal);
    else if (write(tracee->byte_fd, &byte, 1) != 1)
        perror("write");
}

void tracee_lengthen_nap(struct tracee *tracee)
{
    volatile long *nap = tracee->control->nap;

    nap[1] += NAP_LONG_NS;
    nap[0] += nap[1] / SECOND_NS;
    nap[1] %= SECOND_NS;
}

bool tracee_await_sleep(struct tracee *tracee, int tid)
{
    double patience = now() + PATIENCE_S;
    char path[64];
    int fd;

    snprintf(path, sizeof(path), "/proc/%d/task/%d/stat", tracee->pid, tid);
    fd = open(path, O_RDONLY);
    while (state_of(fd) != 'S' && now() < patience)
        usleep(NAP_US / 10);
    close(fd);
    return now() < patience;
}

void tracee_await_help(struct tracee *tracee)
{
    double patience = now() + PATIENCE_S;

    while (!tracee->control->was_helped && now() < patience)
        usleep(NAP_US / 10);
}

long tracee_size(struct tracee *tracee)
{
    char path[40];
    long pages = -1;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/statm", tracee->pid);
    file = fopen(path, "r");
    if (file == NULL || fscanf(file, "%ld", &pages) != 1)
        pages = -1;
    if (file != NULL)
        fclose(file);
    return pages;
}

/* The file of a line of /proc/PID/maps: "lxcore" of "/memfd:lxcore (deleted)". */
static void file_name(const char *line, char *name, int size)
{
    const char *file = strrchr(line, '/');

    if (file == NULL)
        file = line + strlen(line);
    else
        file += strncmp(file, "/memfd:", 7) == 0 ? 7 : 1;
    snprintf(name, (size_t)size, "%.*s", (int)strcspn(file, " \n"), file);
}

/* Relative to the first mapping of its file. */
void tracee_name_address(struct tracee *tracee, uint64_t address, char *name, int size)
{
    char path[40], line[512], file[64], last_file[64] = "";
    unsigned long first, end, base = 0;
    FILE *maps;

    snprintf(name, (size_t)size, "%#lx", (unsigned long)address);
    snprintf(path, sizeof(path), "/proc/%d/maps", tracee->pid);
    maps = fopen(path, "r");
    while (maps != NULL && fgets(line, sizeof(line), maps) != NULL) {
        if (sscanf(line, "%lx-%lx", &first, &end) != 2)
            continue;
        file_name(line, file, sizeof(file));
        if (strcmp(file, last_file) != 0)
            base = first;
        strcpy(last_file, file);
        if (address >= first && address < end && file[0] != '\0')
            snprintf(name, (size_t)size, "%s+%#lx", file, (unsigned long)address - base);
    }
    if (maps != NULL)
        fclose(maps);
}
