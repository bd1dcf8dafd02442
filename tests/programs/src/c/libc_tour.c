/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libc_tour.c - what a C library does with the kernel: threads, thread-local data,
 * vfork, signals, timers, pipes, memory, files.  For musl as much as for glibc.
 *
 * Built with WITH_PLUGIN it also loads ./plugin.so, or what the argument names.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

#define THREADS 16
#define TIMES 2000

static void check(const char *what, int ok)
{
    printf("%s: %s\n", what, ok ? "yes" : "no");
}

/* ---- threads ---- */

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static sem_t semaphore;
static _Thread_local long own = 7;
static atomic_int destroyed, onces;
static long counter;

static void count_once(void)
{
    onces++;
}

static void destroy(void *value)
{
    destroyed += value != NULL;
}

static void *count(void *arg)
{
    pthread_once(&once, count_once);
    pthread_setspecific(key, arg);
    for (int i = 0; i < TIMES; i++) {
        pthread_mutex_lock(&mutex);
        counter++;
        own++;
        pthread_mutex_unlock(&mutex);
    }
    sem_post(&semaphore);
    return (void *)own;
}

static void *wait_to_be_cancelled(void *unused)
{
    (void)unused;
    for (;;)
        pause();
    return NULL;
}

static void *wait_for_change(void *flag)
{
    pthread_mutex_lock(&mutex);
    while (*(volatile int *)flag == 0)
        pthread_cond_wait(&changed, &mutex);
    pthread_mutex_unlock(&mutex);
    return NULL;
}

static void threads(void)
{
    pthread_t all[THREADS];
    pthread_barrier_t barrier;
    struct timespec soon;
    volatile int flag = 0;
    void *result;
    long right = 0;

    sem_init(&semaphore, 0, 0);
    pthread_key_create(&key, destroy);
    for (long i = 0; i < THREADS; i++)
        pthread_create(&all[i], NULL, count, &all[i]);
    for (int i = 0; i < THREADS; i++)
        sem_wait(&semaphore);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(all[i], &result);
        right += (long)result == TIMES + 7;
    }
    printf("counted %ld, own counters %ld, destroyed %d, once %d, ours %ld\n", counter, right,
           destroyed, onces, own);

    for (int i = 0; i < THREADS; i++)
        pthread_create(&all[i], NULL, wait_for_change, (void *)&flag);
    pthread_mutex_lock(&mutex);
    flag = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
    for (int i = 0; i < THREADS; i++)
        pthread_join(all[i], NULL);
    printf("all woken\n");

    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec += 10000000;
    if (soon.tv_nsec >= 1000000000) {
        soon.tv_sec++;
        soon.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&mutex);
    check("wait timed out", pthread_cond_timedwait(&changed, &mutex, &soon) == ETIMEDOUT);
    pthread_mutex_unlock(&mutex);
    check("semaphore timed out", sem_timedwait(&semaphore, &soon) == -1 && errno == ETIMEDOUT);

    pthread_create(&all[0], NULL, wait_to_be_cancelled, NULL);
    pthread_cancel(all[0]);
    pthread_join(all[0], &result);
    check("cancelled", result == PTHREAD_CANCELED);
    pthread_barrier_init(&barrier, NULL, 1);
    check("barrier", pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD);
}

/* A robust mutex in shared memory: its owner is killed, and the next one learns of it. */
static void robust(void)
{
    pthread_mutexattr_t attributes;
    pthread_mutex_t *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int status;
    pid_t pid;

    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(shared, &attributes);
    pid = fork();
    if (pid == 0) {
        pthread_mutex_lock(shared);
        raise(SIGKILL);
    }
    waitpid(pid, &status, 0);
    check("owner died", pthread_mutex_lock(shared) == EOWNERDEAD);
    check("made consistent", pthread_mutex_consistent(shared) == 0 && pthread_mutex_unlock(shared) == 0);
}

/* ---- processes ---- */

static int exit_status(pid_t pid)
{
    int status;

    if (waitpid(pid, &status, 0) != pid)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void processes(void)
{
    char *const argv[] = {"sh", "-c", "exit 12", NULL};
    char text[100] = "";
    volatile int in_child = 0;
    FILE *pipe_file;
    pid_t pid = vfork();

    if (pid == 0) {
        in_child = 1;
        execv("/bin/sh", argv);
        _exit(99);
    }
    printf("vfork: shared memory %d, exit %d\n", in_child, exit_status(pid));
    pid = fork();
    if (pid == 0) {
        in_child = 2;
        _exit(13);
    }
    printf("fork: own memory %d, exit %d\n", in_child, exit_status(pid));
    check("spawned", posix_spawnp(&pid, "sh", NULL, NULL, argv, environ) == 0 && exit_status(pid) == 12);
    check("spawn failed", posix_spawn(&pid, "./missing", NULL, NULL, argv, environ) == ENOENT);
    printf("system: %d\n", WEXITSTATUS(system("exit 14")));
    pipe_file = popen("echo popen", "r");
    check("popen", fgets(text, sizeof text, pipe_file) != NULL && strcmp(text, "popen\n") == 0);
    printf("pclose: %d\n", pclose(pipe_file));
    pid = fork();
    if (pid == 0)
        abort();
    printf("abort: %d\n", exit_status(pid));
}

/* ---- signals ---- */

static sigjmp_buf back;
static volatile sig_atomic_t handled, value;

static void on_signal(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)context;
    handled++;
    value = info->si_value.sival_int;
}

static void on_fault(int number, siginfo_t *info, void *context)
{
    (void)context;
    siglongjmp(back, number == SIGSEGV && info->si_addr == (void *)16 ? 2 : 1);
}

static void on_altstack(int number)
{
    stack_t now;

    (void)number;
    sigaltstack(NULL, &now);
    handled = (now.ss_flags & SS_ONSTACK) != 0;
}

static void signals(void)
{
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO};
    struct itimerval timer = {.it_value.tv_usec = 10000};
    struct timespec pause_time = {.tv_sec = 20};
    stack_t stack = {.ss_sp = malloc(1 << 16), .ss_size = 1 << 16};
    union sigval number = {.sival_int = 42};
    sigset_t set, old;
    siginfo_t info;

    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGALRM, &action, NULL);
    sigqueue(getpid(), SIGUSR1, number);
    printf("handled %d, value %d\n", handled, value);

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &set, &old);
    for (int i = 0; i < 3; i++) {
        number.sival_int = i;
        sigqueue(getpid(), SIGRTMIN, number);
    }
    for (int i = 0; i < 3; i++)
        check("in order", sigwaitinfo(&set, &info) == SIGRTMIN && info.si_value.sival_int == i);
    raise(SIGUSR1);
    sigpending(&set);
    check("pending", sigismember(&set, SIGUSR1) && handled == 1);
    sigprocmask(SIG_SETMASK, &old, NULL);
    printf("handled %d\n", handled);

    setitimer(ITIMER_REAL, &timer, NULL);
    check("interrupted", nanosleep(&pause_time, &pause_time) == -1 && errno == EINTR && pause_time.tv_sec >= 10);

    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    sigaction(SIGSEGV, &action, NULL);
    for (int i = 0; i < 3; i++) {
        int from = sigsetjmp(back, 1);

        if (from == 0)
            *(volatile int *)16 = 1;
        printf("fault: %d\n", from);
    }
    sigaltstack(&stack, NULL);
    action.sa_handler = on_altstack;
    action.sa_flags = SA_ONSTACK;
    sigaction(SIGUSR2, &action, NULL);
    raise(SIGUSR2);
    check("on the other stack", handled == 1);
}

static atomic_int ticks;

static void on_timer(union sigval number)
{
    (void)number;
    ticks++;
}

static void timers(void)
{
    struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = on_timer};
    struct itimerspec each = {.it_value.tv_nsec = 1000000, .it_interval.tv_nsec = 1000000};
    timer_t timer;

    if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0)
        abort();
    timer_settime(timer, 0, &each, NULL);
    while (ticks < 5)
        usleep(500);
    timer_delete(timer);
    printf("timer ticked\n");
}

/* ---- memory and files ---- */

static int visited;

static int visit(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)path;
    (void)info;
    (void)type;
    (void)where;
    visited++;
    return 0;
}

static void memory(void)
{
    enum { COUNT = 2000 };
    static char *blocks[COUNT];
    int right = 0;
    char *big;

    for (int i = 0; i < COUNT; i++) {
        blocks[i] = malloc((size_t)(i * 37 % 5000 + 1));
        blocks[i][0] = (char)i;
    }
    for (int i = 0; i < COUNT; i += 2)
        free(blocks[i]);
    for (int i = 1; i < COUNT; i += 2) {
        blocks[i] = realloc(blocks[i], (size_t)(i * 91 % 9000 + 1));
        right += blocks[i][0] == (char)i;
    }
    printf("blocks %d\n", right);
    big = malloc(64 << 20);
    memset(big, 1, 64 << 20);
    big = realloc(big, 128 << 20);
    check("big", big != NULL && big[(64 << 20) - 1] == 1);
    free(big);
    check("too big", malloc((size_t)1 << 60) == NULL && errno == ENOMEM);
}

static void files(void)
{
    struct passwd *user = getpwuid(0);
    glob_t found;
    char text[100];
    FILE *file;

    mkdir("tour", 0755);
    for (int i = 0; i < 20; i++) {
        snprintf(text, sizeof text, "tour/%02d", i);
        file = fopen(text, "w+");
        fprintf(file, "number %d\n", i);
        rewind(file);
        if (fscanf(file, "number %d", &visited) != 1 || visited != i)
            abort();
        fclose(file);
    }
    visited = 0;
    nftw("tour", visit, 10, FTW_PHYS);
    glob("tour/1*", 0, NULL, &found);
    printf("visited %d, globbed %zu, user %s\n", visited, found.gl_pathc, user == NULL ? "?" : user->pw_name);
    globfree(&found);
    check("temporary", (file = tmpfile()) != NULL && fputs("x", file) >= 0 && fclose(file) == 0);
    check("real path", realpath("tour/../tour", text) == NULL || strstr(text, "/tour") != NULL);
}

static void sockets(void)
{
    struct pollfd watched;
    int pair[2];
    char byte = 'x';

    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
    watched = (struct pollfd){.fd = pair[1], .events = POLLIN};
    check("nothing yet", poll(&watched, 1, 5) == 0);
    check("sent", send(pair[0], &byte, 1, MSG_NOSIGNAL) == 1 && poll(&watched, 1, 5000) == 1);
    close(pair[1]);
    check("broken", send(pair[0], &byte, 1, MSG_NOSIGNAL) == -1 && errno == EPIPE);
}

#ifdef WITH_PLUGIN
static void plugins(const char *path)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    int (*add)(int);

    if (handle == NULL) {
        printf("dlopen: %s\n", dlerror());
        return;
    }
    add = (int (*)(int))dlsym(handle, "plugin_add");
    printf("plugin %d %d\n", add(40), add(2));
    check("no such symbol", dlsym(handle, "missing") == NULL);
    check("no such library", dlopen("./missing.so", RTLD_NOW) == NULL);
    dlclose(handle);
}
#endif

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    setvbuf(stdout, NULL, _IOLBF, 0);
    threads();
    robust();
    processes();
    signals();
    timers();
    memory();
    files();
    sockets();
#ifdef WITH_PLUGIN
    plugins(argc > 1 ? argv[1] : "./plugin.so");
#endif
    return 0;
}
