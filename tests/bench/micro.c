/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * micro.c - the price of single operations: system calls, signals, threads,
 * processes.
 *
 * Single calls go through libc's syscall(2): nothing is cached, and the bytes
 * around the `syscall` instruction are those that real programs have.  Every
 * result is checked, because a call that fails is cheap.
 *
 * Result  nanoseconds of one operation in the best of many batches, the one that
 *         other processes disturbed least; batches are short enough to fit into
 *         a time slice.  It means something only as a ratio to another run on the
 *         same machine at the same time.
 */
#include "micro.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BATCHES_MIN 7
#define BATCH_NS 1500000
#define CALIBRATION_NS 300000
#define MEASURE_NS 150000000
#define PAGE_SIZE 4096

#define EXPECT(claim) \
    do { \
        if (!(claim)) \
            die(__LINE__, #claim); \
    } while (0)

struct bench {
    const char *name;
    void (*run)(long count);
    bool needs_program;
};

static char *program;
static char *const program_environ[] = {NULL};

static void die(int line, const char *claim)
{
    fprintf(stderr, "micro: line %d: not true: %s\n", line, claim);
    _exit(1);
}

/* Single calls. */

static void run_getpid(long count)
{
    pid_t pid = getpid();

    while (count-- > 0)
        EXPECT(syscall(SYS_getpid) == pid);
}

static void run_read(long count)
{
    int fd = open("/dev/zero", O_RDONLY);
    char byte;

    EXPECT(fd >= 0);
    while (count-- > 0)
        EXPECT(syscall(SYS_read, fd, &byte, 1) == 1);
    close(fd);
}

static void run_write(long count)
{
    int fd = open("/dev/null", O_WRONLY);

    EXPECT(fd >= 0);
    while (count-- > 0)
        EXPECT(syscall(SYS_write, fd, "x", 1) == 1);
    close(fd);
}

static void run_open_close(long count)
{
    while (count-- > 0) {
        long fd = syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY | O_CLOEXEC);

        EXPECT(fd >= 0);
        EXPECT(syscall(SYS_close, fd) == 0);
    }
}

/* By libc's own function, which asks newfstatat(2). */
static void run_fstat(long count)
{
    int fd = open("/dev/null", O_RDONLY);
    struct stat status;

    EXPECT(fd >= 0);
    while (count-- > 0)
        EXPECT(fstat(fd, &status) == 0);
    close(fd);
}

static void run_mmap_munmap(long count)
{
    while (count-- > 0) {
        long address = syscall(SYS_mmap, 0, 4 * PAGE_SIZE, PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

        EXPECT(address > 0);
        *(volatile char *)address = 1;
        EXPECT(syscall(SYS_munmap, address, 4 * PAGE_SIZE) == 0);
    }
}

static void run_futex_wake(long count)
{
    static uint32_t word;

    while (count-- > 0)
        EXPECT(syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, 0, 0, 0) == 0);
}

/* Threads and signals. */

static pthread_mutex_t ball_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ball_moved = PTHREAD_COND_INITIALIZER;
static bool ball_is_away;

/* With the lock held: moves the ball and waits until it is back. */
static void move_ball(bool away)
{
    ball_is_away = away;
    pthread_cond_signal(&ball_moved);
    while (ball_is_away == away)
        pthread_cond_wait(&ball_moved, &ball_lock);
}

static void *return_balls(void *unused)
{
    pthread_mutex_lock(&ball_lock);
    while (!ball_is_away)
        pthread_cond_wait(&ball_moved, &ball_lock);
    for (;;)
        move_ball(false);
    return unused;
}

/* The partner stays for the next batch: only the handing over is measured. */
static void run_mutex_ping_pong(long count)
{
    static pthread_t partner;

    if (partner == 0)
        EXPECT(pthread_create(&partner, NULL, return_balls, NULL) == 0);
    pthread_mutex_lock(&ball_lock);
    while (count-- > 0)
        move_ball(true);
    pthread_mutex_unlock(&ball_lock);
}

static volatile sig_atomic_t signals_seen;

static void count_signal(int number)
{
    (void)number;
    signals_seen++;
}

static void run_signal_self(long count)
{
    struct sigaction action = {.sa_handler = count_signal};
    long pid = getpid(), tid = syscall(SYS_gettid);
    long sent = 0;

    EXPECT(sigaction(SIGUSR1, &action, NULL) == 0);
    signals_seen = 0;
    while (sent++ < count) {
        EXPECT(syscall(SYS_tgkill, pid, tid, SIGUSR1) == 0);
        EXPECT(signals_seen == (sig_atomic_t)sent);
    }
}

static void *return_argument(void *argument)
{
    return argument;
}

static void run_thread_create_join(long count)
{
    pthread_t thread;
    void *result;

    while (count-- > 0) {
        EXPECT(pthread_create(&thread, NULL, return_argument, &program) == 0);
        EXPECT(pthread_join(thread, &result) == 0);
        EXPECT(result == &program);
    }
}

/* Processes. */

static void wait_for_success(pid_t pid)
{
    int status;

    EXPECT(pid > 0);
    EXPECT(waitpid(pid, &status, 0) == pid);
    EXPECT(status == 0);
}

static void run_fork_wait(long count)
{
    while (count-- > 0) {
        pid_t pid = fork();

        if (pid == 0)
            _exit(0);
        wait_for_success(pid);
    }
}

static void run_posix_spawn_wait(long count)
{
    char *const argv[] = {program, NULL};

    while (count-- > 0) {
        pid_t pid;

        EXPECT(posix_spawn(&pid, program, NULL, NULL, argv, program_environ) == 0);
        wait_for_success(pid);
    }
}

static void run_vfork_exec_static(long count)
{
    char *const argv[] = {program, NULL};

    while (count-- > 0) {
        pid_t pid = vfork();

        if (pid == 0) {
            execve(program, argv, program_environ);
            _exit(127);
        }
        wait_for_success(pid);
    }
}

static void run_exec_true(long count)
{
    char *const argv[] = {"true", NULL};

    while (count-- > 0) {
        pid_t pid = fork();

        if (pid == 0) {
            execve("/bin/true", argv, program_environ);
            _exit(127);
        }
        wait_for_success(pid);
    }
}

static const struct bench benches[] = {
    {"getpid", run_getpid, false},
    {"read", run_read, false},
    {"write", run_write, false},
    {"open_close", run_open_close, false},
    {"fstat", run_fstat, false},
    {"mmap_munmap", run_mmap_munmap, false},
    {"futex_wake", run_futex_wake, false},
    {"mutex_ping_pong", run_mutex_ping_pong, false},
    {"signal_self", run_signal_self, false},
    {"thread_create_join", run_thread_create_join, false},
    {"fork_wait", run_fork_wait, false},
    {"posix_spawn_wait", run_posix_spawn_wait, true},
    {"vfork_exec_static", run_vfork_exec_static, true},
    {"exec_true", run_exec_true, false},
};

#define BENCH_COUNT (sizeof benches / sizeof benches[0])

/* Measuring. */

static int64_t batch_ns(const struct bench *bench, long count)
{
    struct timespec from, to;

    clock_gettime(CLOCK_MONOTONIC, &from);
    bench->run(count);
    clock_gettime(CLOCK_MONOTONIC, &to);
    return (to.tv_sec - from.tv_sec) * 1000000000 + (to.tv_nsec - from.tv_nsec);
}

/* How many operations fill a batch.  The doubling also warms up. */
static long calibrate(const struct bench *bench)
{
    long count = 1;
    int64_t ns;

    while ((ns = batch_ns(bench, count)) < CALIBRATION_NS)
        count *= 2;
    count = (long)((double)count * BATCH_NS / (double)ns);
    return count > 0 ? count : 1;
}

static double best_ns(const struct bench *bench)
{
    long count = calibrate(bench);
    int64_t best = INT64_MAX, total = 0;

    for (int i = 0; i < BATCHES_MIN || total < MEASURE_NS; i++) {
        int64_t ns = batch_ns(bench, count);

        total += ns;
        best = ns < best ? ns : best;
    }
    return (double)best / (double)count;
}

static const struct bench *find_bench(const char *name)
{
    for (size_t i = 0; i < BENCH_COUNT; i++)
        if (strcmp(benches[i].name, name) == 0)
            return &benches[i];
    return NULL;
}

static int list_benches(void)
{
    for (size_t i = 0; i < BENCH_COUNT; i++)
        puts(benches[i].name);
    return 0;
}

int micro_main(int argc, char **argv)
{
    const struct bench *bench;

    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        return list_benches();
    bench = argc >= 2 ? find_bench(argv[1]) : NULL;
    program = argc >= 3 ? argv[2] : NULL;
    if (bench == NULL || (bench->needs_program && program == NULL)) {
        fputs("usage: micro --list | BENCHMARK [PROGRAM-THAT-DOES-NOTHING]\n", stderr);
        return 2;
    }
    printf("%.1f\n", best_ns(bench));
    return 0;
}
