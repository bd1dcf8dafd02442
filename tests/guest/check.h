/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * check.h - what all guest tests share: checks that name the line and the
 * values, and the few things that most tests do with processes and threads.
 *
 * A failed check ends the process with status 1; from a child it reaches the
 * test through wait_status().  Standard output is compared between the native
 * run and the run under lxrun, so a test prints nothing that may vary.
 */
#ifndef LXRUN_GUEST_CHECK_H
#define LXRUN_GUEST_CHECK_H

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAGE 4096L

/* What wait_status() returns for a process that exited or was killed. */
#define EXITED(code) ((code) << 8)
#define KILLED(sig) (sig)

#define CHECK(claim) ((claim) ? (void)0 : check_failed(__FILE__, __LINE__, #claim, 0, 1))

#define CHECK_EQ(got, want) \
    do { \
        long got_ = (long)(got), want_ = (long)(want); \
        if (got_ != want_) \
            check_failed(__FILE__, __LINE__, #got " == " #want, got_, want_); \
    } while (0)

#define CHECK_STR(got, want) \
    (strcmp(got, want) == 0 ? (void)0 : check_failed_str(__FILE__, __LINE__, got, want))

/* The call fails with this errno. */
#define CHECK_ERR(call, want) \
    do { \
        errno = 0; \
        long result_ = (long)(call); \
        if (result_ != -1 || errno != (want)) \
            check_failed(__FILE__, __LINE__, #call " fails with " #want, result_, -1); \
    } while (0)

/* The call does not return -1; its value is the value of the macro. */
#define CHECK_OK(call) \
    ({ \
        long result_ = (long)(call); \
        if (result_ == -1) \
            check_failed(__FILE__, __LINE__, #call " succeeds", result_, 0); \
        result_; \
    })

static inline _Noreturn void check_failed(const char *file, int line, const char *claim,
                                          long got, long want)
{
    int error = errno;

    dprintf(2, "%s:%d: %s: got %ld (%#lx), want %ld (%#lx), errno %d (%s)\n", file, line,
            claim, got, got, want, want, error, strerror(error));
    _exit(1);
}

static inline _Noreturn void check_failed_str(const char *file, int line, const char *got,
                                              const char *want)
{
    dprintf(2, "%s:%d: got \"%s\", want \"%s\"\n", file, line, got, want);
    _exit(1);
}

static inline int passed(void)
{
    puts("ok");
    return 0;
}

static inline int wait_status(pid_t pid)
{
    int status = 0;

    while (waitpid(pid, &status, __WALL) != pid)
        CHECK_EQ(errno, EINTR);
    return WIFSIGNALED(status) ? WTERMSIG(status) : status;
}

/* Run `body` in a forked child: its EXITED or KILLED status. */
static inline int child_status(void (*body)(void))
{
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        body();
        _exit(0);
    }
    return wait_status(pid);
}

/* What becomes of a process that reads, or writes, the byte at p. */
static inline int touch_status(volatile void *p, int writes)
{
    volatile char *byte = p;
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        signal(SIGSEGV, SIG_DFL);
        signal(SIGBUS, SIG_DFL);
        char seen = *byte;
        if (writes)
            *byte = seen;
        _exit(0);
    }
    return wait_status(pid);
}
#define READ_STATUS(p) touch_status(p, 0)
#define WRITE_STATUS(p) touch_status(p, 1)

static inline char *map_anon(size_t size, int prot)
{
    return (char *)CHECK_OK(mmap(NULL, size, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
}

/* Install a three-argument handler with an empty mask. */
static inline void set_handler(int sig, void (*handler)(int, siginfo_t *, void *),
                               int flags)
{
    struct sigaction act = { .sa_sigaction = handler, .sa_flags = flags | SA_SIGINFO };

    CHECK_OK(sigaction(sig, &act, NULL));
}

static inline void write_file(const char *path, const char *text, mode_t mode)
{
    int fd = CHECK_OK(open(path, O_WRONLY | O_CREAT | O_TRUNC, mode));

    CHECK_EQ(write(fd, text, strlen(text)), strlen(text));
    CHECK_OK(fchmod(fd, mode));
    CHECK_OK(close(fd));
}

static inline pthread_t start_thread(void *(*body)(void *), void *arg)
{
    pthread_t thread;

    CHECK_EQ(pthread_create(&thread, NULL, body, arg), 0);
    return thread;
}

static inline void join_thread(pthread_t thread)
{
    CHECK_EQ(pthread_join(thread, NULL), 0);
}

static inline long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Sleep the whole time, whatever signals arrive. */
static inline void sleep_ms(long ms)
{
    struct timespec left = { ms / 1000, ms % 1000 * 1000000 };

    while (nanosleep(&left, &left) == -1)
        CHECK_EQ(errno, EINTR);
}

/* SIGALRM every so many microseconds; 0 ends it. */
static inline void alarm_every_us(long us)
{
    struct itimerval period = { { 0, us }, { 0, us } };

    CHECK_OK(setitimer(ITIMER_REAL, &period, NULL));
}

/* Return when the thread (or process) has been seen asleep three times in a row. */
static inline void wait_until_asleep(pid_t tid)
{
    char path[32], stat[512];

    snprintf(path, sizeof path, "/proc/%d/stat", tid);
    for (int asleep = 0; asleep < 3; sleep_ms(1)) {
        FILE *f = fopen(path, "r");
        CHECK(f != NULL && fgets(stat, sizeof stat, f) != NULL);
        fclose(f);
        asleep = strrchr(stat, ')')[2] == 'S' ? asleep + 1 : 0;
    }
}

#endif
