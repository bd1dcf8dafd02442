/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deadline.c - by timers that continue lxrun.
 *
 * lxrun stops when its guest does (attend.c), and a stopped process does nothing on
 * time.  The timers therefore send SIGCONT, which runs lxrun again before it is even
 * taken.  A SIGSTOP at that very moment would drop the first one; there is the second.
 */
#include "supervisor/deadline.h"

#include <signal.h>
#include <time.h>

#include "supervisor/guard.h"
#include "supervisor/hang.h"
#include "supervisor/say.h"

#define NS_PER_S UINT64_C(1000000000)
#define LOOK_AGAIN_NS 10000000

static uint64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * NS_PER_S + (uint64_t)now.tv_nsec;
}

static void wake_at(uint64_t ns)
{
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGCONT };
    const struct itimerspec when = {
        .it_value = { (time_t)(ns / NS_PER_S), (long)(ns % NS_PER_S) }
    };
    timer_t timer;

    if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0 ||
        timer_settime(timer, TIMER_ABSTIME, &when, NULL) != 0)
        say("cannot set a timer: --timeout is kept at the next signal only; raise the limit of "
            "pending signals (ulimit -i)");
}

void deadline_begin(struct deadline *deadline, const struct policy_limits *limits,
                    const struct started *run, const struct image *image)
{
    *deadline = (struct deadline){ .timeout_ns = limits->timeout_ns,
                                   .grace_ns = limits->kill_after_ns,
                                   .run = *run,
                                   .image = image };
    if (limits->timeout_ns == 0)
        return;
    deadline->at_ns = now_ns() + limits->timeout_ns;
    wake_at(deadline->at_ns);
    wake_at(deadline->at_ns + limits->kill_after_ns);
}

static void signal_all(const struct deadline *deadline, int signo)
{
    if (!guard_signal_run(deadline->image, signo))
        kill(deadline->run.guest, signo);
}

static void tell_and_end(struct deadline *deadline)
{
    deadline->has_passed = true;
    say("--timeout: the program has not ended within %g s and is ended now",
        (double)deadline->timeout_ns / (double)NS_PER_S);
    hang_report();
    signal_all(deadline, SIGTERM);
    signal_all(deadline, SIGCONT);
}

static void kill_all(struct deadline *deadline)
{
    deadline->has_killed = true;
    if (deadline->run.init > 0)
        kill(deadline->run.init, SIGKILL);
    else
        guard_kill_run(deadline->image);
}

void deadline_check(struct deadline *deadline)
{
    if (deadline->at_ns == 0 || now_ns() < deadline->at_ns)
        return;
    if (!deadline->has_passed)
        tell_and_end(deadline);
    if (deadline->has_killed || now_ns() < deadline->at_ns + deadline->grace_ns)
        return;
    kill_all(deadline);
    /* It is there: nobody else waits for it. */
    kill(deadline->run.guest, SIGKILL);
}

/* Whoever wants lxrun to end does not want to wait for the grace. */
static bool is_told_to_end(void)
{
    const struct timespec pause = { 0, LOOK_AGAIN_NS };
    sigset_t ends;

    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    return sigtimedwait(&ends, NULL, &pause) > 0;
}

void deadline_end(struct deadline *deadline)
{
    if (!deadline->has_passed || deadline->run.init > 0)
        return;
    while (now_ns() < deadline->at_ns + deadline->grace_ns &&
           guard_signal_run(deadline->image, 0) && !is_told_to_end())
        continue;
    kill_all(deadline);
}
