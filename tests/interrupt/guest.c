/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * guest.c - the program whose calls are interrupted; step.c is its tracer.
 *
 * guest SCENARIO VARIANT    repeat the scenario's call until the tracer is done
 * guest --list              the scenarios' names
 * guest --nothing           nothing
 */
#include "guest.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

/* With SA_RESTART, or on the alternate stack with SA_NODEFER, or neither, or
 * both; restarting makes a difference only to what sleeps. */
enum { RESTART = 1, ALTSTACK = 2 };
static const int variants_of_sleep[] = { 0, RESTART, ALTSTACK, RESTART | ALTSTACK };
static const int variants_of_others[] = { 0, RESTART | ALTSTACK };
#define ALTSTACK_SIZE 65536

/* Calls before the way is recorded: what happens only the first times is over, and
 * the site is rewritten (arch/x86_64/patch.c); where all of the text is read before, it
 * takes a trap for each kilobyte. */
#define WARM_UP 64
#define WARM_UP_LONG 1200

struct run run;
struct control *control;
const struct scenario *scenario;
struct registers call_in, call_out, child_out;
struct vectors vectors_in, vectors_out, vectors_of_child;
int vector_level;
const char *program;

#define ROUTINE(name) \
    void call_##name(void); \
    extern char call_##name##_at[], call_##name##_next[], call_##name##_end[]; \
    const struct routine name##_routine = { call_##name, call_##name##_at, \
                                            call_##name##_next, call_##name##_end }
ROUTINE(plain);
ROUTINE(forking);
ROUTINE(faulting);
ROUTINE(before_int3);
ROUTINE(near_int3);

extern char __executable_start[], etext[];

static char altstack[ALTSTACK_SIZE] __attribute__((aligned(64)));

static const struct scenario *const families[] = {
    plain_scenarios,  blocking_scenarios, waiting_scenarios,
    signal_scenarios, handler_scenarios,  task_scenarios,
};
#define FAMILIES (sizeof(families) / sizeof(families[0]))

const struct routine *routine(void)
{
    return scenario->routine != NULL ? scenario->routine : &plain_routine;
}

long sys_call(long nr, long a, long b, long c, long d, long e, long f)
{
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long ret;

    __asm__ volatile("syscall"
                     : "=a"(ret)
                     : "a"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return ret;
}

void call_is(long nr, long a, long b, long c, long d, long e, long f)
{
    call_in.r[RAX] = (uint64_t)nr;
    call_in.r[RDI] = (uint64_t)a;
    call_in.r[RSI] = (uint64_t)b;
    call_in.r[RDX] = (uint64_t)c;
    call_in.r[R10] = (uint64_t)d;
    call_in.r[R8] = (uint64_t)e;
    call_in.r[R9] = (uint64_t)f;
}

bool expect(bool claim, const char *format, ...)
{
    va_list args;

    if (claim || control->failure[0] != '\0')
        return claim;
    va_start(args, format);
    vsnprintf(control->failure, sizeof(control->failure), format, args);
    va_end(args);
    return false;
}

bool expect_eq(const char *what, const char *file, int line, long got, long want)
{
    return expect(got == want, "%s:%d: %s is %ld (%#lx), not %ld (%#lx)", file, line,
                  what, got, got, want, want);
}

void expect_result(long value)
{
    EXPECT_EQ(result(), value);
}

bool expect_result_or_eintr(long value)
{
    if (result() != -EINTR) {
        EXPECT_EQ(result(), value);
        return true;
    }
    for (int i = 0; i < record_count; i++)
        if (records[i].where == AFTER_CALL)
            return false;
    expect(false, "EINTR without a handler that returned to it");
    return false;
}

bool expect_result_or_restart(long value)
{
    if (!run.restarts)
        return expect_result_or_eintr(value);
    expect_result(value);
    return true;
}

int bytes_in_pipe(int fd)
{
    int count = -1;

    SYS(SYS_ioctl, fd, FIONREAD, &count);
    return count;
}

void drain_byte(void)
{
    char byte;

    if (control->was_unblocked)
        EXPECT_EQ(SYS(SYS_read, BYTE_READ_FD, &byte, 1), 1);
    EXPECT_EQ(bytes_in_pipe(BYTE_READ_FD), 0);
}

void raise_here(int signo)
{
    EXPECT_EQ(SYS(SYS_tgkill, control->pid, control->tid, signo), 0);
}

struct kernel_sigaction handler_action(void)
{
    return (struct kernel_sigaction){
        .handler = handler_entry,
        .flags = 0x04000000 /* SA_RESTORER */ | SA_SIGINFO |
                 (run.restarts ? SA_RESTART : 0) | (run.is_on_altstack ? SA_ONSTACK : 0) |
                 (run.is_nodefer ? SA_NODEFER : 0),
        .restorer = handler_restorer,
        .mask = run.handler_mask,
    };
}

void set_action(int signo, const struct kernel_sigaction *action)
{
    EXPECT_EQ(SYS(SYS_rt_sigaction, signo, action, 0, 8), 0);
}

void set_disposition(int signo, void (*handler)(int))
{
    const struct kernel_sigaction action = { .handler = (void *)handler };

    set_action(signo, &action);
}

/* Some signals are always blocked, one of them such as lxrun needs itself. */
static void set_defaults(void)
{
    run.mask_before = run.mask_after = BIT(SIGHUP) | BIT(SIGSYS) | BIT(SIGRTMAX);
    for (int i = 0; i < INJECTIONS; i++)
        if (scenario->inject[i].signo != 0)
            run.mask_before = run.mask_after &= ~BIT(scenario->inject[i].signo);
    run.handler_mask = run.handler_mask_after = BIT(SIGALRM) | BIT(SIGRTMAX - 1);
    run.has_wait_mask = run.may_drop = run.returns_mask = run.takes_signal = false;
    run.own_signo = scenario->unblock == BY_SIGNAL ? UNBLOCK_SIGNAL : 0;
    run.stack = run.stack_after =
        (stack_t){ .ss_sp = altstack, .ss_size = sizeof(altstack) };
}

void install_handlers(void)
{
    const struct kernel_sigaction action = handler_action();

    for (int i = 0; i < INJECTIONS; i++)
        if (scenario->inject[i].signo != 0)
            set_action(scenario->inject[i].signo, &action);
    if (run.own_signo != 0)
        set_action(run.own_signo, &action);
}

/* Values that no accident produces. */
static void fill(void *at, size_t size, uint64_t seed)
{
    uint64_t x = seed * 0x9e3779b97f4a7c15 + 88172645463325252;
    uint8_t *bytes = at;

    for (size_t i = 0; i < size; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        bytes[i] = (uint8_t)(x >> 32);
    }
}

static void fill_registers(unsigned seed)
{
    static const enum reg kept[] = { RBX, RBP, RCX, R11, R12, R13, R14, R15 };
    /* Carry, parity, adjust, zero, sign, direction, overflow. */
    static const uint64_t flags[] = { 0x202, 0xad7, 0x603, 0x646 };

    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
        fill(&call_in.r[kept[i]], 8, seed * 16 + i);
    call_in.r[FLAGS] = flags[seed % 4];
    fill(&vectors_in, sizeof(vectors_in), seed);
    vectors_in.mxcsr = 0x3f80; /* round down */
    vectors_in.fcw = 0x27f;    /* double precision */
}

static void prepare(void)
{
    set_defaults();
    control->was_injected = control->was_unblocked = control->was_handled = 0;
    control->was_helped = 0;
    record_count = 0;
    install_handlers();
    scenario->prepare();
    fill_registers(control->iteration);
}

/* Would the signal end a sleep in the call? */
static bool must_wake(void)
{
    uint64_t mask = run.has_wait_mask ? run.wait_mask : run.mask_before;

    return run.takes_signal ||
           (!run.may_drop && !(mask & BIT(scenario->inject[0].signo)));
}

static void make_call(void)
{
    EXPECT_EQ(SYS(SYS_sigaltstack, &run.stack, 0), 0);
    EXPECT_EQ(SYS(SYS_rt_sigprocmask, SIG_SETMASK, &run.mask_before, 0, 8), 0);
    control->must_wake = must_wake();
    routine()->run();
}

static void meet_tracer(void)
{
    control->tid = (int)SYS(SYS_gettid);
    control->is_traced = 0;
    control->is_ready = 1;
    while (!control->is_traced)
        usleep(200);
}

static void *make_last_call(void *unused)
{
    meet_tracer();
    make_call();
    return unused;
}

/* The signal is open only in the thread that ends. */
static void iterate_in_thread(void)
{
    uint64_t mask;
    pthread_t thread;

    prepare();
    mask = run.mask_before | BIT(scenario->inject[0].signo);
    EXPECT_EQ(SYS(SYS_rt_sigprocmask, SIG_SETMASK, &mask, 0, 8), 0);
    pthread_create(&thread, NULL, make_last_call, NULL);
    pthread_join(thread, NULL);
    check_after_end();
    tell_outcome();
    control->iteration++;
}

static void iterate(void)
{
    prepare();
    make_call();
    check_all();
    tell_outcome();
    control->iteration++;
}

static volatile bool is_asked;
static volatile uint64_t answer;

uint64_t pending_in_first_thread(void)
{
    is_asked = true;
    while (is_asked)
        SYS(SYS_sched_yield);
    return answer;
}

static void *iterate_until_over(void *unused)
{
    meet_tracer();
    while (!control->is_over)
        iterate();
    SYS(SYS_exit_group, 0);
    return unused;
}

static void answer_for_ever(void)
{
    uint64_t pending;
    sigset_t all;
    pthread_t thread;

    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, NULL);
    pthread_create(&thread, NULL, iterate_until_over, NULL);
    for (;; usleep(20)) {
        if (!is_asked)
            continue;
        SYS(SYS_rt_sigpending, &pending, 8);
        answer = pending;
        is_asked = false;
    }
}

static const struct scenario *find(const char *name)
{
    for (size_t i = 0; i < FAMILIES; i++)
        for (const struct scenario *s = families[i]; s->name != NULL; s++)
            if (strcmp(s->name, name) == 0)
                return s;
    fprintf(stderr, "no scenario %s\n", name);
    exit(2);
}

static int list(void)
{
    for (size_t i = 0; i < FAMILIES; i++)
        for (const struct scenario *s = families[i]; s->name != NULL; s++)
            puts(s->name);
    return 0;
}

static int find_vector_level(void)
{
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw"))
        return 2;
    return __builtin_cpu_supports("avx") ? 1 : 0;
}

static void introduce(void)
{
    memcpy(control->inject, scenario->inject, sizeof(control->inject));
    control->pid = getpid();
    control->variants = scenario->unblock == BY_ITSELF ? 2 : 4;
    control->unblock = scenario->unblock;
    control->warm_up = routine() == &near_int3_routine ? WARM_UP_LONG : WARM_UP;
    control->begin = (uint64_t)routine()->at;
    control->end = (uint64_t)routine()->end + 1;
    control->text = (uint64_t)__executable_start;
    control->text_end = (uint64_t)etext;
    control->size_must_stay = scenario->size_must_stay;
    control->unblocks_at_signal = scenario->unblocks_at_signal;
    control->thread_ends = scenario->thread_ends;
    control->may_end_otherwise = scenario->may_end_otherwise;
}

static void choose_variant(int number)
{
    int variant = scenario->unblock == BY_ITSELF ? variants_of_others[number] :
                                                   variants_of_sleep[number];

    run.restarts = variant & RESTART;
    run.is_on_altstack = run.is_nodefer = variant & ALTSTACK;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        return list();
    if (argc == 2 && strcmp(argv[1], "--nothing") == 0)
        return 0;
    program = argv[0];
    if (argc != 3)
        return 2;
    control =
        mmap(NULL, sizeof(*control), PROT_READ | PROT_WRITE, MAP_SHARED, CONTROL_FD, 0);
    if (control == MAP_FAILED)
        return 2;
    scenario = find(argv[1]);
    choose_variant(atoi(argv[2]));
    vector_level = find_vector_level();
    if (scenario->start != NULL)
        scenario->start();
    introduce();
    if (scenario->in_thread)
        answer_for_ever();
    if (!scenario->thread_ends)
        meet_tracer();
    while (!control->is_over)
        scenario->thread_ends ? iterate_in_thread() : iterate();
    return 0;
}
