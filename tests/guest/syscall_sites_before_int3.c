/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Behind functions there is `int3`, and whoever gets there gets SIGTRAP: however often
 * the system calls near by have been made, and by however many.
 */
#include "check.h"

#include <sys/ucontext.h>

#define BASE ((unsigned char *)0x10000000)
#define SIZE 0x10000UL
#define CALL 5 /* from a function to its `syscall` */
#define HOT 400
#define RUN 40 /* bytes of int3 */
#define STEPS_MOST 64

/* Two functions that call getppid(2): mov $110,%eax; syscall; ret and, with one added to
 * the result, mov $110,%eax; syscall; inc %rax; ret. */
static const unsigned char plain_code[] = { 0xb8, 110, 0, 0, 0, 0x0f, 0x05, 0xc3 };
static const unsigned char adding_code[] = { 0xb8, 110,  0,    0,    0,   0x0f,
                                             0x05, 0x48, 0xff, 0xc0, 0xc3 };

struct function {
    unsigned char *at, *padding;
    size_t size;
    long added;
};

static const struct function plain = { BASE + 0x100, BASE + 0x100 + sizeof plain_code,
                                       sizeof plain_code, 0 };
static const struct function adding = { BASE + 0x200, BASE + 0x200 + sizeof adding_code,
                                        sizeof adding_code, 1 };
/* Like the last one, but a jump of four, or of one byte leads to its int3. */
static const struct function far = { BASE + 0x300, BASE + 0x300 + sizeof adding_code,
                                     sizeof adding_code, 1 };
static const struct function close_by = { BASE + 0x400, BASE + 0x400 + sizeof adding_code,
                                          sizeof adding_code, 1 };
#define FAR_JUMP (BASE + 0x8000)
#define CLOSE_JUMP (BASE + 0x460)
#define JUMPED_TO 9 /* the first that lxrun would use */

static unsigned char image[SIZE];
static long parent;

static void put(const struct function *function, const unsigned char *code)
{
    memcpy(image + (function->at - BASE), code, function->size);
    memset(image + (function->padding - BASE), 0xcc, RUN);
}

static void put_image(void)
{
    int distance = (int)(far.padding + JUMPED_TO - (FAR_JUMP + 5));

    memset(image, 0x90, sizeof image);
    put(&plain, plain_code);
    put(&adding, adding_code);
    put(&far, adding_code);
    put(&close_by, adding_code);
    image[FAR_JUMP - BASE] = 0xe9;
    memcpy(image + (FAR_JUMP - BASE) + 1, &distance, sizeof distance);
    image[CLOSE_JUMP - BASE] = 0xeb;
    image[CLOSE_JUMP - BASE + 1] =
        (unsigned char)(close_by.padding + JUMPED_TO - (CLOSE_JUMP + 2));
}

static void map_image(void)
{
    int fd = CHECK_OK(open("image", O_RDWR | O_CREAT | O_TRUNC, 0700));

    CHECK_EQ(write(fd, image, sizeof image), sizeof image);
    CHECK(mmap(BASE, SIZE, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_FIXED, fd, 0) ==
          BASE);
    CHECK_OK(close(fd));
    CHECK_OK(unlink("image"));
}

static long enter(const unsigned char *at, long rax)
{
    asm volatile("lea -128(%%rsp), %%rsp\n\tcall *%1\n\tlea 128(%%rsp), %%rsp"
                 : "+a"(rax)
                 : "r"(at)
                 : "rcx", "r11", "memory", "cc");
    return rax;
}

static void call_often(const struct function *function)
{
    for (int i = 0; i < HOT; i++) {
        CHECK_EQ(enter(function->at, i), parent + function->added);
        CHECK_EQ(enter(function->at + CALL, SYS_getpid), getpid() + function->added);
        CHECK_EQ(enter(function->at + CALL + 2, i), i + function->added);
    }
}

/* Where SIGTRAP has found this thread; it goes on, or back to who has called it. */
static unsigned char *volatile trapped_at[STEPS_MOST];
static volatile int trap_count, traps_to_go;

static void on_trap(int signo, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    (void)info;
    CHECK_EQ(signo, SIGTRAP);
    CHECK(trap_count < STEPS_MOST);
    trapped_at[trap_count++] = (unsigned char *)regs[REG_RIP];
    if (--traps_to_go == 0) {
        regs[REG_RIP] = *(greg_t *)regs[REG_RSP];
        regs[REG_RSP] += 8;
        regs[REG_EFL] &= ~0x100L;
    }
}

static void handle(int signo, void (*handler)(int, siginfo_t *, void *))
{
    struct sigaction action = { .sa_sigaction = handler, .sa_flags = SA_SIGINFO };

    CHECK_OK(sigaction(signo, &action, NULL));
}

static void run_into(const unsigned char *jump, const unsigned char *int3, int traps)
{
    handle(SIGTRAP, on_trap);
    trap_count = 0;
    traps_to_go = traps;
    enter(jump, 0);
    CHECK_EQ(trap_count, traps);
    for (int i = 0; i < traps; i++)
        CHECK(trapped_at[i] == int3 + i + 1);
}

/* Only the first int3 that lxrun may use, and the byte behind it, are left out: for
 * somebody who computes their addresses, lxrun says that it does not see that. */
static void each_byte_of_padding_traps(const struct function *function)
{
    for (int i = 0; i < RUN; i++) {
        pid_t child;

        if (function != &plain && (i == JUMPED_TO || i == JUMPED_TO + 1))
            continue;
        child = CHECK_OK(fork());
        if (child == 0) {
            parent = getppid();
            map_image();
            call_often(function);
            run_into(function->padding + i, function->padding + i, 1);
            call_often(function);
            run_into(function->padding + i, function->padding + i, 1);
            _exit(0);
        }
        CHECK_EQ(wait_status(child), EXITED(0));
    }
}

static void all_of_padding_is_run_through(const struct function *function)
{
    call_often(function);
    run_into(function->padding, function->padding, RUN);
    call_often(function);
    run_into(function->padding, function->padding, RUN);
    call_often(function);
}

static void jumps_of_the_text_trap(const struct function *function)
{
    const unsigned char *jump = function == &far ? FAR_JUMP : CLOSE_JUMP;

    call_often(function);
    run_into(jump, function->padding + JUMPED_TO, 1);
    call_often(function);
}

static void text_is_as_written(const struct function *function)
{
    for (int i = 0; i < 3; i++) {
        call_often(function);
        CHECK_OK(mprotect(BASE, SIZE, PROT_READ | PROT_WRITE));
        CHECK_EQ(memcmp(BASE, image, SIZE), 0);
        CHECK_OK(mprotect(BASE, SIZE, PROT_READ | PROT_EXEC));
    }
    /* Once more, where it may be rewritten again. */
    for (int i = 0; i < 3; i++) {
        map_image();
        call_often(function);
        CHECK_OK(munmap(BASE, PAGE));
        CHECK_EQ(memcmp(BASE + PAGE, image + PAGE, SIZE - PAGE), 0);
    }
}

static void other_code_comes_there(const struct function *function)
{
    call_often(function);
    image[function->at + 1 - BASE] = SYS_getpid;
    map_image();
    for (int i = 0; i < HOT; i++)
        CHECK_EQ(enter(function->at, i), getpid() + function->added);
    image[function->at + 1 - BASE] = SYS_getppid;
}

static void children_call_too(const struct function *function)
{
    for (int i = 0; i < 3; i++) {
        pid_t child = CHECK_OK(fork());

        if (child == 0) {
            parent = getppid();
            call_often(function);
            _exit(0);
        }
        CHECK_EQ(wait_status(child), EXITED(0));
        call_often(function);
    }
}

static const struct function *shared;

static void *call_in_thread(void *arg)
{
    call_often(shared);
    return arg;
}

static void threads_call(const struct function *function)
{
    pthread_t threads[8];

    shared = function;
    for (int i = 0; i < 8; i++)
        threads[i] = start_thread(call_in_thread, NULL);
    for (int i = 0; i < 8; i++)
        join_thread(threads[i]);
}

/* Never in padding, nor anywhere that is not the program's. */
static void on_alarm(int signo, siginfo_t *info, void *context)
{
    const unsigned char *rip =
        (unsigned char *)((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];

    (void)info;
    CHECK_EQ(signo, SIGALRM);
    if (rip >= BASE && rip < BASE + SIZE)
        CHECK(rip < shared->padding && rip >= shared->at);
}

static void signals_come(const struct function *function)
{
    struct itimerval often = { { 0, 200 }, { 0, 200 } }, never = { { 0, 0 }, { 0, 0 } };

    shared = function;
    handle(SIGALRM, on_alarm);
    CHECK_OK(setitimer(ITIMER_REAL, &often, NULL));
    for (int i = 0; i < 5; i++)
        call_often(function);
    CHECK_OK(setitimer(ITIMER_REAL, &never, NULL));
}

/* A program that steps through the call sees its own instructions only: but for the
 * one behind the `syscall`, which the processor runs before it traps again. */
static void it_can_be_stepped(const struct function *function)
{
    const unsigned char *expected[] = { function->at, function->at + CALL,
                                        function->at + CALL + 5 };
    int count = 0, expected_count = function->added ? 3 : 2;
    long result;

    call_often(function);
    handle(SIGTRAP, on_trap);
    trap_count = 0;
    traps_to_go = 1000;
    asm volatile("lea -128(%%rsp), %%rsp\n\t"
                 "pushfq\n\torl $0x100, (%%rsp)\n\tpopfq\n\t"
                 "call *%1\n\t"
                 "pushfq\n\tandl $~0x100, (%%rsp)\n\tpopfq\n\t"
                 "lea 128(%%rsp), %%rsp"
                 : "=a"(result)
                 : "r"(function->at)
                 : "rcx", "r11", "memory", "cc");
    CHECK_EQ(result, parent + function->added);
    for (int i = 0; i < trap_count; i++) {
        if (trapped_at[i] < BASE || trapped_at[i] >= BASE + SIZE)
            continue;
        CHECK(count < expected_count && trapped_at[i] == expected[count]);
        count++;
    }
    CHECK_EQ(count, expected_count);
}

static void try(void (*scenario)(const struct function *),
                const struct function *function)
{
    pid_t child = CHECK_OK(fork());

    if (child == 0) {
        parent = getppid();
        map_image();
        scenario(function);
        _exit(0);
    }
    CHECK_EQ(wait_status(child), EXITED(0));
}

int main(void)
{
    static void (*const scenarios[])(const struct function *) = {
        each_byte_of_padding_traps,
        all_of_padding_is_run_through,
        text_is_as_written,
        other_code_comes_there,
        children_call_too,
        threads_call,
        signals_come,
        it_can_be_stepped,
    };

    put_image();
    for (size_t i = 0; i < sizeof scenarios / sizeof scenarios[0]; i++) {
        try(scenarios[i], &plain);
        try(scenarios[i], &adding);
    }
    try(jumps_of_the_text_trap, &far);
    try(jumps_of_the_text_trap, &close_by);
    return passed();
}
