/* SPDX-License-Identifier: GPL-2.0-or-later */
/* guest.c - programs to be traced: guest NAME [ARGUMENT]. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define THREADS 8

static long count;

/* Calls that can be told apart: getppid(2) ignores its arguments. */
static void *call_often(void *tag)
{
    for (long i = 0; i < count; i++)
        syscall(SYS_getppid, tag, i);
    return NULL;
}

static int threads(void)
{
    pthread_t thread[THREADS];

    for (long i = 0; i < THREADS; i++)
        pthread_create(&thread[i], NULL, call_often, (void *)(i + 1));
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    return 0;
}

static void wait_for(pid_t pid)
{
    int status;

    if (waitpid(pid, &status, 0) != pid)
        exit(1);
}

static _Atomic bool has_begun;

static void *sleep_for_ever(void *nothing)
{
    has_begun = true;
    for (;;)
        pause();
    return nothing;
}

/* A thread that the exec ends before it has begun is told of nowhere. */
static void *exec_true(void *nothing)
{
    while (!has_begun)
        sched_yield();
    execl("/bin/true", "true", (char *)NULL);
    return nothing;
}

static _Noreturn void exec_among_threads(void)
{
    pthread_t thread;

    pthread_create(&thread, NULL, sleep_for_ever, NULL);
    pthread_create(&thread, NULL, exec_true, NULL);
    for (;;)
        pause();
}

static int processes(void)
{
    pid_t pid = fork();

    if (pid == 0)
        _exit(3);
    wait_for(pid);
    pid = vfork();
    if (pid == 0)
        _exit(4);
    wait_for(pid);
    if ((pid = fork()) == 0)
        *(volatile int *)8 = 1;
    wait_for(pid);
    if ((pid = fork()) == 0)
        abort();
    wait_for(pid);
    if ((pid = fork()) == 0)
        exec_among_threads();
    wait_for(pid);
    return 5;
}

/* The child notes each call that it has made; how many there were when it was
 * killed is the status of this program. */
static int killed(void)
{
    volatile long *made =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t pid = fork();

    for (long i = 1; pid == 0; i++) {
        syscall(SYS_getppid, 7, i);
        *made = i;
    }
    while (*made < count)
        usleep(100);
    kill(pid, SIGKILL);
    wait_for(pid);
    printf("%ld\n", *made);
    return 0;
}

static void on_signal(int signo)
{
    (void)signo;
    syscall(SYS_getppid, 9, 0);
}

static int signals(void)
{
    signal(SIGUSR1, on_signal);
    raise(SIGUSR1);
    return 0;
}

static int memory(void)
{
    struct iovec iov[2] = { { "first", 5 }, { "second", 6 } };
    char buffer[64] = "", name[16];
    int ends[2], fd = open("/dev/null", O_WRONLY);

    if (pipe(ends) != 0 || write(ends[1], "a pipe's bytes", 14) != 14 ||
        read(ends[0], buffer, sizeof(buffer)) != 14)
        return 1;
    if (writev(fd, iov, 2) != 11 || open("/no/such/file", O_RDONLY) >= 0)
        return 1;
    syscall(SYS_open, (char *)8, O_RDONLY);
    prctl(PR_GET_NAME, name);
    return 0;
}

/* The first process ends, another goes on. */
static int outlived(void)
{
    if (fork() == 0) {
        usleep(200000);
        syscall(SYS_getppid, 11, 0);
        _exit(6);
    }
    return 0;
}

/* Whoever reads this may send SIGQUIT. */
static void tell_ready(void)
{
    signal(SIGQUIT, SIG_IGN);
    puts("ready");
    fflush(stdout);
}

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER, other = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t both;

static void *lock_other_way(void *nothing)
{
    pthread_mutex_lock(&other);
    pthread_barrier_wait(&both);
    pthread_mutex_lock(&one);
    return nothing;
}

static int deadlock(void)
{
    pthread_t thread;

    pthread_barrier_init(&both, NULL, 2);
    pthread_create(&thread, NULL, lock_other_way, NULL);
    pthread_mutex_lock(&one);
    pthread_barrier_wait(&both);
    tell_ready();
    pthread_mutex_lock(&other);
    return 0;
}

static pthread_t first;

static void *join_first(void *nothing)
{
    pthread_mutex_lock(&one);
    pthread_barrier_wait(&both);
    pthread_join(first, NULL);
    return nothing;
}

/* The first thread waits for a lock of one that waits for its end. */
static int join(void)
{
    pthread_t thread;

    first = pthread_self();
    pthread_barrier_init(&both, NULL, 2);
    pthread_create(&thread, NULL, join_first, NULL);
    pthread_barrier_wait(&both);
    tell_ready();
    pthread_mutex_lock(&one);
    return 0;
}

static int blocked(void)
{
    int ends[2];
    char byte;

    if (pipe(ends) != 0)
        return 1;
    tell_ready();
    return (int)read(ends[0], &byte, 1);
}

static int calls(void)
{
    call_often((void *)1L);
    return 0;
}

static const struct {
    const char *name;
    int (*run)(void);
} programs[] = {
    { "threads", threads }, { "processes", processes }, { "killed", killed },
    { "signals", signals }, { "memory", memory },       { "outlived", outlived },
    { "calls", calls },     { "deadlock", deadlock }, { "join", join },   { "blocked", blocked },
};

int main(int argc, char **argv)
{
    count = argc > 2 ? atol(argv[2]) : 0;
    for (size_t i = 0; argc > 1 && i < sizeof(programs) / sizeof(programs[0]); i++)
        if (strcmp(argv[1], programs[i].name) == 0)
            return programs[i].run();
    return 99;
}
