/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * forks.c - forks in a row, first from one thread, then among busy threads.
 *
 * usage: forks [--forks N]        N forks, half of them among threads
 *
 * Each child checks that it is alone, is who it should be and has its parent's
 * memory as it was; uses malloc, signals and sometimes a thread of its own; and
 * may exec this program, which checks what exec keeps and what it resets.  What
 * a child does to its memory must not show in the parent, and none may be left.
 *
 * Limits  a child of a threaded parent uses more than POSIX promises it; glibc
 *         and musl allow it.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/wait.h>

#include "stress.h"

#define NAME "forks"
#define HAMMERS 4
#define STATE_WORDS 8192
#define STALL_SECONDS 30 /* then SIGALRM ends a child */
#define EXEC_ONE_IN 5
#define THREAD_ONE_IN 7
#define KEPT_FD 100
#define CLOSED_FD 101
#define STATUS_OF(number) ((int)((number) % 100) + 10) /* none that fail() uses */

static char *own_path;
static long state[STATE_WORDS];
static __thread long state_in_tls;
static atomic_int usr1_seen;

/* What the other threads do meanwhile. */

static pthread_mutex_t hammer_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t hammer_turn = PTHREAD_COND_INITIALIZER;
static atomic_bool hammers_stop;
static atomic_long hammer_blows;

static void hammer_futex(void)
{
    struct timespec soon;

    pthread_mutex_lock(&hammer_lock);
    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec += 100000;
    if (soon.tv_nsec >= 1000000000) {
        soon.tv_sec++;
        soon.tv_nsec -= 1000000000;
    }
    pthread_cond_signal(&hammer_turn);
    pthread_cond_timedwait(&hammer_turn, &hammer_lock, &soon);
    pthread_mutex_unlock(&hammer_lock);
}

static void hammer_memory(uint64_t *seed)
{
    size_t size = 1 + random_next(seed) % 300000;
    unsigned char *block = malloc(size);

    if (block == NULL)
        fail(NAME, "no memory for %zu bytes", size);
    memset(block, (int)size & 0xff, size);
    if (block[size / 2] != (size & 0xff))
        fail(NAME, "a block of %zu bytes changed", size);
    free(block);
}

static void *hammer(void *number)
{
    uint64_t seed = (uint64_t)(long)number + 1;

    while (!hammers_stop) {
        hammer_futex();
        hammer_memory(&seed);
        hammer_blows++;
    }
    return NULL;
}

/* The child. */

static void count_usr1(int number)
{
    if (number != SIGUSR1)
        fail(NAME, "the handler of SIGUSR1 got signal %d", number);
    usr1_seen++;
}

static void check_identity(pid_t parent)
{
    if (getpid() == parent || getppid() != parent)
        fail(NAME, "child %d of %d has the parent %d", getpid(), parent, getppid());
    if (syscall(SYS_gettid) != getpid())
        fail(NAME, "the tid of child %d is %ld", getpid(), syscall(SYS_gettid));
}

static void check_alone(void)
{
    long blows = hammer_blows;

    if (own_status("Threads") != 1)
        fail(NAME, "a child starts with %ld threads", own_status("Threads"));
    sleep_ms(1);
    if (hammer_blows != blows)
        fail(NAME, "a thread of the parent runs in the child");
}

static void check_state(long number)
{
    for (long i = 0; i < STATE_WORDS; i++)
        if (state[i] != number + i)
            fail(NAME, "fork %ld: word %ld is %ld", number, i, state[i] - i);
    if (state_in_tls != number)
        fail(NAME, "fork %ld: the TLS is that of fork %ld", number, state_in_tls);
}

static void scribble(void)
{
    memset(state, 0xff, sizeof state);
    state_in_tls = -1;
}

static void check_own_signal(void)
{
    int before = usr1_seen;

    if (kill(getpid(), SIGUSR1) != 0 || usr1_seen != before + 1)
        fail(NAME, "a child's signal to itself did not arrive");
}

static void *set_result(void *result)
{
    *(long *)result = syscall(SYS_gettid);
    return NULL;
}

static void check_own_thread(void)
{
    pthread_t thread;
    long tid = 0;

    if (pthread_create(&thread, NULL, set_result, &tid) != 0)
        fail(NAME, "a child cannot create a thread");
    if (pthread_join(thread, NULL) != 0 || tid == 0 || tid == getpid())
        fail(NAME, "a child's thread did not do its work");
}

static _Noreturn void exec_self(long number)
{
    char parent[24], text[24];
    char *argv[] = {own_path, "--child", parent, text, NULL};
    char *environment[] = {"FORKS=kept", NULL};

    snprintf(parent, sizeof parent, "%d", getppid());
    snprintf(text, sizeof text, "%ld", number);
    execve(number % 2 == 0 ? own_path : "/proc/self/exe", argv, environment);
    fail(NAME, "fork %ld: exec: %s", number, strerror(errno));
}

static _Noreturn void run_child(pid_t parent, long number)
{
    uint64_t seed = (uint64_t)number + 1;

    signal(SIGALRM, SIG_DFL);
    alarm(STALL_SECONDS);
    check_identity(parent);
    check_alone();
    check_state(number);
    scribble();
    check_own_signal();
    hammer_memory(&seed);
    if (number % THREAD_ONE_IN == 0)
        check_own_thread();
    if (number % EXEC_ONE_IN == 0)
        exec_self(number);
    _exit(STATUS_OF(number));
}

/* The child after exec. */

static void (*disposition(int number))(int)
{
    struct sigaction action;

    if (sigaction(number, NULL, &action) != 0)
        fail(NAME, "the disposition of signal %d cannot be read", number);
    return action.sa_handler;
}

static void check_exec_signals(void)
{
    sigset_t mask;

    sigprocmask(SIG_SETMASK, NULL, &mask);
    if (sigismember(&mask, SIGUSR2) != 1 || sigismember(&mask, SIGUSR1) != 0)
        fail(NAME, "exec did not keep the signal mask");
    if (disposition(SIGUSR1) != SIG_DFL || disposition(SIGHUP) != SIG_IGN)
        fail(NAME, "exec did not reset or keep the dispositions");
}

static int run_executed(char **argv)
{
    long number = strtol(argv[3], NULL, 10);
    const char *kept = getenv("FORKS");

    check_identity((pid_t)strtol(argv[2], NULL, 10));
    check_exec_signals();
    if (own_status("Threads") != 1)
        fail(NAME, "exec leaves %ld threads", own_status("Threads"));
    if (kept == NULL || strcmp(kept, "kept") != 0)
        fail(NAME, "exec lost the environment");
    if (fcntl(KEPT_FD, F_GETFD) != 0 || fcntl(CLOSED_FD, F_GETFD) != -1)
        fail(NAME, "exec closed or kept the wrong descriptor");
    if (state[1] != 0 || state_in_tls != 0)
        fail(NAME, "exec left memory of the old program");
    return STATUS_OF(number);
}

/* The parent. */

static void on_stall(int number)
{
    (void)number;
    fail(NAME, "stalled: no child came back for %d s", STALL_SECONDS + 10);
}

static void set_state(long number)
{
    for (long i = 0; i < STATE_WORDS; i++)
        state[i] = number + i;
    state_in_tls = number;
}

static void fork_once(long number)
{
    pid_t parent = getpid(), pid, waited;
    int64_t began = now_ns();
    int status;

    alarm(STALL_SECONDS + 10);
    set_state(number);
    pid = fork();
    if (pid == 0)
        run_child(parent, number);
    if (pid < 0)
        fail(NAME, "fork %ld: %s", number, strerror(errno));
    waited = waitpid(pid, &status, 0);
    if (waited != pid)
        fail(NAME, "fork %ld: waited for %d, got %d", number, pid, waited);
    if (WIFSIGNALED(status))
        fail(NAME, "fork %ld: the child died by signal %d after %ld ms", number,
             WTERMSIG(status), (now_ns() - began) / 1000000);
    if (WEXITSTATUS(status) != STATUS_OF(number))
        fail(NAME, "fork %ld: exit status %d", number, WEXITSTATUS(status));
    check_state(number);
}

static void fork_among_threads(long from, long to)
{
    pthread_t threads[HAMMERS];

    for (long i = 0; i < HAMMERS; i++)
        if (pthread_create(&threads[i], NULL, hammer, (void *)i) != 0)
            fail(NAME, "thread %ld cannot be created", i);
    for (long number = from; number < to; number++)
        fork_once(number);
    hammers_stop = true;
    for (long i = 0; i < HAMMERS; i++)
        pthread_join(threads[i], NULL);
    if (hammer_blows == 0)
        fail(NAME, "the other threads never ran");
}

static void prepare_signals_and_descriptors(void)
{
    struct sigaction handled = {.sa_handler = count_usr1};
    struct sigaction stalled = {.sa_handler = on_stall};
    sigset_t blocked;

    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR2);
    if (sigprocmask(SIG_SETMASK, &blocked, NULL) != 0 ||
        sigaction(SIGUSR1, &handled, NULL) != 0 ||
        sigaction(SIGALRM, &stalled, NULL) != 0 || signal(SIGHUP, SIG_IGN) == SIG_ERR)
        fail(NAME, "the signals cannot be set up");
    if (dup2(STDERR_FILENO, KEPT_FD) != KEPT_FD ||
        dup3(STDERR_FILENO, CLOSED_FD, O_CLOEXEC) != CLOSED_FD)
        fail(NAME, "the descriptors cannot be set up");
}

static void expect_no_child(void)
{
    int status;

    if (waitpid(-1, &status, WNOHANG) != -1 || errno != ECHILD)
        fail(NAME, "a child is left");
}

int main(int argc, char **argv)
{
    long forks = number_option(argc, argv, "--forks", 500);

    if (argc == 4 && strcmp(argv[1], "--child") == 0)
        return run_executed(argv);
    own_path = argv[0];
    prepare_signals_and_descriptors();
    for (long number = 0; number < forks / 2; number++)
        fork_once(number);
    fork_among_threads(forks / 2, forks);
    expect_no_child();
    printf("forks: ok: %ld forks\n", forks);
    return 0;
}
