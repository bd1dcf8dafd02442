/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deep_stack.c - recursion to a given depth, on the main stack or on a thread's.
 *
 *     deep_stack main KIB            recurse until KIB are in use, and come back
 *     deep_stack thread KIB MIB      the same on a thread whose stack has MIB
 *     deep_stack handler KIB         overflow, and catch SIGSEGV on another stack
 *     deep_stack exec KIB            recurse, then start `true` from down there
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FRAME 1024

static uintptr_t top;
static int start_from_below;
static sigjmp_buf back;
static volatile uintptr_t fault_address;

static void run_true(void)
{
    pid_t pid = fork();
    int status;

    if (pid == 0) {
        execlp("true", "true", (char *)NULL);
        _exit(99);
    }
    waitpid(pid, &status, 0);
    printf("true: %d\n", status);
}

__attribute__((noinline)) static unsigned long dive(size_t bytes)
{
    volatile char frame[FRAME];
    unsigned long below = 0;

    memset((char *)frame, (int)(bytes / FRAME) & 0x7f, sizeof frame);
    if (top - (uintptr_t)frame < bytes)
        below = dive(bytes);
    else if (start_from_below)
        run_true();
    return below + (unsigned long)frame[FRAME / 2] + 1;
}

static void *dive_on_thread(void *bytes)
{
    char here;

    top = (uintptr_t)&here;
    return (void *)dive((size_t)bytes);
}

static void on_thread(size_t bytes, size_t stack)
{
    pthread_attr_t attributes;
    pthread_t thread;
    void *result;

    pthread_attr_init(&attributes);
    if (pthread_attr_setstacksize(&attributes, stack) != 0)
        abort();
    if (pthread_create(&thread, &attributes, dive_on_thread, (void *)bytes) != 0)
        abort();
    pthread_join(thread, &result);
    printf("thread came back: %s\n", result != NULL ? "yes" : "no");
}

static void on_fault(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)context;
    fault_address = (uintptr_t)info->si_addr;
    siglongjmp(back, 1);
}

static void catch_overflow(size_t bytes)
{
    stack_t other = {.ss_sp = malloc(1 << 16), .ss_size = 1 << 16};
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    uintptr_t distance;

    sigaltstack(&other, NULL);
    sigaction(SIGSEGV, &action, NULL);
    for (int round = 1; round <= 3; round++) {
        if (sigsetjmp(back, 1) == 0) {
            dive(bytes);
            printf("no overflow\n");
            return;
        }
        distance = top - fault_address;
        printf("overflow %d: %s\n", round,
               distance > bytes / 2 && distance < bytes ? "near the end" : "elsewhere");
    }
}

int main(int argc, char **argv)
{
    size_t bytes = argc > 2 ? strtoul(argv[2], NULL, 0) << 10 : 0;
    char here;

    setvbuf(stdout, NULL, _IOLBF, 0);
    top = (uintptr_t)&here;
    if (argc == 3 && strcmp(argv[1], "main") == 0) {
        printf("came back: %s\n", dive(bytes) != 0 ? "yes" : "no");
    } else if (argc == 4 && strcmp(argv[1], "thread") == 0) {
        on_thread(bytes, strtoul(argv[3], NULL, 0) << 20);
    } else if (argc == 3 && strcmp(argv[1], "handler") == 0) {
        catch_overflow(bytes);
    } else if (argc == 3 && strcmp(argv[1], "exec") == 0) {
        start_from_below = 1;
        printf("came back: %s\n", dive(bytes) != 0 ? "yes" : "no");
    } else {
        return 2;
    }
    return 0;
}
