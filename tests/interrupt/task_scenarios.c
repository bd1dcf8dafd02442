/* SPDX-License-Identifier: GPL-2.0-or-later */
/* task_scenarios.c - calls that return twice; the signal is the parent's. */
#include <linux/futex.h>
#include <sched.h>
#include <sys/wait.h>

#include "guest.h"

#define STACK_SIZE 65536
#define THREAD_FLAGS \
    (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | \
     CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID)

static char child_stack[STACK_SIZE] __attribute__((aligned(64)));
static volatile int parent_tid, child_tid;
static bool child_executes;

void child_main(void);

/* A signal sent to its parent is not pending in it, nor does it run there. */
void child_main(void)
{
    const uint64_t nothing = 0;
    char *const argv[] = { "guest", "--nothing", NULL };
    uint64_t mask = 0, pending = 0;
    int runs = record_count;

    check_child();
    SYS(SYS_rt_sigprocmask, SIG_BLOCK, 0, &mask, 8);
    EXPECT_EQ(mask, run.mask_before);
    SYS(SYS_rt_sigpending, &pending, 8);
    EXPECT_EQ(pending, 0);
    for (int i = 0; i < runs && parent_tid == 0; i++)
        expect(records[i].where != AFTER_CALL && records[i].where != PAST_CALL,
               "the parent's signal came to the child");
    /* Other threads run handlers at the same time. */
    if (parent_tid == 0) {
        SYS(SYS_rt_sigprocmask, SIG_SETMASK, &nothing, 0, 8);
        EXPECT_EQ(record_count, runs);
    }
    if (child_executes && control->failure[0] == '\0')
        SYS(SYS_execve, program, argv, argv + 2);
    SYS(SYS_exit, control->failure[0] != '\0' || child_executes);
}

static void prepare_thread(void)
{
    parent_tid = -1;
    child_tid = 1;
    CALL(SYS_clone, THREAD_FLAGS, child_stack + STACK_SIZE, &parent_tid, &child_tid, 0);
}

static void finish_thread(void)
{
    int tid;

    EXPECT_EQ(parent_tid, result());
    expect(result() > 0, "clone: %ld", result());
    while ((tid = child_tid) != 0)
        SYS(SYS_futex, &child_tid, FUTEX_WAIT, tid, 0);
}

static void prepare_fork(void)
{
    CALL(SYS_fork);
}

static void prepare_vfork(void)
{
    CALL(SYS_vfork);
}

static void start_executing(void)
{
    child_executes = true;
}

static void prepare_exit(void)
{
    CALL(SYS_exit, 0);
}

static void finish_fork(void)
{
    int status = -1;

    expect(result() > 0, "no child: %ld", result());
    EXPECT_EQ(SYS(SYS_wait4, -1, &status, 0, 0), result());
    EXPECT_EQ(status, 0);
    EXPECT_EQ(SYS(SYS_wait4, -1, &status, 0, 0), -ECHILD);
}

#define USR1 { { SIGUSR1, TO_THREAD } }
#define PROCESS { { SIGUSR1, TO_PROCESS } }
#define SEGV { { SIGSEGV, TO_PROCESS } }
#define BUS { { SIGBUS, TO_THREAD } }
#define TWO { { SIGUSR1, TO_THREAD }, { SIGWINCH, TO_PROCESS } }
#define THREAD                                                                         \
    .routine = &forking_routine, .prepare = prepare_thread, .finish = finish_thread
#define FORK .routine = &forking_routine, .prepare = prepare_fork, .finish = finish_fork
#define VFORK .routine = &forking_routine, .prepare = prepare_vfork, .finish = finish_fork

const struct scenario task_scenarios[] = {
    { "thread", USR1, THREAD },
    { "thread.bus", BUS, THREAD },
    { "fork", USR1, FORK },
    { "fork.process", PROCESS, FORK },
    { "fork.segv", SEGV, FORK },
    { "fork.two", TWO, FORK },
    { "vfork", USR1, VFORK },
    { "vfork.process", PROCESS, VFORK },
    { "vfork.segv", SEGV, VFORK },
    { "vfork.two", TWO, VFORK },
    { "vfork.exec", USR1, .start = start_executing, VFORK },
    { "exit", PROCESS, .thread_ends = true, .may_end_otherwise = true,
      .prepare = prepare_exit },
    { 0 },
};
