/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * waiting_scenarios.c - calls with a signal mask of their own.
 *
 * The signal is blocked around the call and open while it waits: it either
 * interrupts the call or is pending after it.
 */
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <time.h>

#include "guest.h"

#define LONG_TIME 1000

static struct pollfd pollfd;
static int epoll, ready_pipe[2], signal_fd;
static struct epoll_event event;
static fd_set set;
static struct timespec timeout;
static uint64_t wanted;
static struct {
    const uint64_t *mask;
    size_t size;
} mask_argument;
static siginfo_t info;
static struct signalfd_siginfo signalfd_info;

/* The call's own mask differs from the thread's in another signal, too. */
static void wait_with_signal_open(void)
{
    int signo = scenario->inject[0].signo;

    run.mask_before = run.mask_after |= BIT(signo);
    run.has_wait_mask = true;
    run.wait_mask = (run.mask_after & ~BIT(signo)) | BIT(SIGPROF);
}

static void prepare_ppoll(void)
{
    wait_with_signal_open();
    pollfd = (struct pollfd){ .fd = BYTE_READ_FD, .events = POLLIN };
    timeout = (struct timespec){ LONG_TIME, 0 };
    CALL(SYS_ppoll, &pollfd, 1, &timeout, &run.wait_mask, 8);
}

static void prepare_pselect6(void)
{
    wait_with_signal_open();
    FD_ZERO(&set);
    FD_SET(BYTE_READ_FD, &set);
    timeout = (struct timespec){ LONG_TIME, 0 };
    mask_argument.mask = &run.wait_mask;
    mask_argument.size = 8;
    CALL(SYS_pselect6, BYTE_READ_FD + 1, &set, 0, 0, &timeout, &mask_argument);
}

static void start_epoll(void)
{
    struct epoll_event in = { .events = EPOLLIN };

    epoll = epoll_create1(0);
    epoll_ctl(epoll, EPOLL_CTL_ADD, BYTE_READ_FD, &in);
}

static void prepare_epoll_pwait(void)
{
    wait_with_signal_open();
    timeout = (struct timespec){ LONG_TIME, 0 };
    CALL(SYS_epoll_pwait, epoll, &event, 1, -1, &run.wait_mask, 8);
}

/* Pending when the call ends by itself: its handler has to wait. */
static void finish_ppoll(void)
{
    if (expect_result_or_eintr(1))
        EXPECT_EQ(runs_of(scenario->inject[0].signo), 0);
    else
        EXPECT_EQ(control->was_unblocked, 0);
    expect(timeout.tv_sec == LONG_TIME - 1 || timeout.tv_sec == LONG_TIME ||
               timeout.tv_sec == LONG_TIME - 2,
           "%ld s are left", timeout.tv_sec);
    drain_byte();
}

static void start_ready(void)
{
    expect(pipe(ready_pipe) == 0 && write(ready_pipe[1], "x", 1) == 1, "pipe");
}

static void prepare_ready(void)
{
    wait_with_signal_open();
    pollfd = (struct pollfd){ .fd = ready_pipe[0], .events = POLLIN };
    CALL(SYS_ppoll, &pollfd, 1, 0, &run.wait_mask, 8);
}

static void finish_ready(void)
{
    expect_result(1);
    EXPECT_EQ(record_count, 0);
}

static void prepare_sigsuspend(void)
{
    wait_with_signal_open();
    CALL(SYS_rt_sigsuspend, &run.wait_mask, 8);
}

static void finish_sigsuspend(void)
{
    expect(!expect_result_or_eintr(-EINTR), "rt_sigsuspend: %ld", result());
}

/* The signal is asked for by number... */
static void prepare_take(void)
{
    run.mask_before = run.mask_after |= BIT(scenario->inject[0].signo);
    run.takes_signal = true;
    wanted = BIT(scenario->inject[0].signo);
    memset(&info, 0, sizeof(info));
    CALL(SYS_rt_sigtimedwait, &wanted, &info, 0, 8);
}

static void finish_take(void)
{
    int signo = scenario->inject[0].signo;

    if (!expect_result_or_eintr(signo))
        return;
    run.may_drop = true;
    EXPECT_EQ(runs_of(signo), 0);
    EXPECT_EQ(info.si_signo, signo);
    EXPECT_EQ(info.si_code, scenario->inject[0].how == TO_THREAD ? SI_TKILL : SI_USER);
    EXPECT_EQ(info.si_pid, control->tracer);
}

/* ...or another one is. */
static void prepare_take_other(void)
{
    wanted = BIT(SIGRTMIN_KERNEL + 9);
    CALL(SYS_rt_sigtimedwait, &wanted, 0, 0, 8);
}

static void finish_take_other(void)
{
    expect(!expect_result_or_eintr(-EINTR), "rt_sigtimedwait: %ld", result());
}

static void start_signalfd(void)
{
    const uint64_t signals = BIT(scenario->inject[0].signo);

    signal_fd = (int)SYS(SYS_signalfd4, -1, &signals, 8, SFD_NONBLOCK);
    expect(signal_fd >= 0, "signalfd4: %d", signal_fd);
}

static void prepare_signalfd(void)
{
    run.mask_before = run.mask_after |= BIT(scenario->inject[0].signo);
    memset(&signalfd_info, 0, sizeof(signalfd_info));
    CALL(SYS_read, signal_fd, &signalfd_info, sizeof(signalfd_info));
}

static void finish_signalfd(void)
{
    EXPECT_EQ(record_count, 0);
    if (result() == -EAGAIN)
        return;
    expect_result(sizeof(signalfd_info));
    EXPECT_EQ(signalfd_info.ssi_signo, scenario->inject[0].signo);
    EXPECT_EQ(signalfd_info.ssi_pid, control->tracer);
    run.may_drop = true;
}

#define USR1 { { SIGUSR1, TO_THREAD } }
#define SEGV { { SIGSEGV, TO_PROCESS } }
#define BUS { { SIGBUS, TO_THREAD } }
#define TWO { { SIGUSR1, TO_THREAD }, { SIGWINCH, TO_PROCESS } }

const struct scenario waiting_scenarios[] = {
    { "ppoll", USR1, BY_BYTE, .prepare = prepare_ppoll, .finish = finish_ppoll },
    { "ppoll.segv", SEGV, BY_BYTE, .prepare = prepare_ppoll, .finish = finish_ppoll },
    { "ppoll.two", TWO, BY_BYTE, .prepare = prepare_ppoll, .finish = finish_ppoll },
    { "ppoll.ready", USR1, .start = start_ready, .prepare = prepare_ready,
      .finish = finish_ready },
    { "ppoll.ready_segv", SEGV, .start = start_ready, .prepare = prepare_ready,
      .finish = finish_ready },
    { "pselect6", USR1, BY_BYTE, .prepare = prepare_pselect6, .finish = finish_ppoll },
    { "epoll_pwait", USR1, BY_BYTE, .start = start_epoll, .prepare = prepare_epoll_pwait,
      .finish = finish_ppoll },
    { "epoll_pwait.bus", BUS, BY_BYTE, .start = start_epoll,
      .prepare = prepare_epoll_pwait, .finish = finish_ppoll },
    { "sigsuspend", USR1, BY_SIGNAL, .prepare = prepare_sigsuspend,
      .finish = finish_sigsuspend },
    { "sigsuspend.segv", SEGV, BY_SIGNAL, .prepare = prepare_sigsuspend,
      .finish = finish_sigsuspend },
    { "sigsuspend.sys", { { SIGSYS, TO_THREAD } }, BY_SIGNAL,
      .prepare = prepare_sigsuspend, .finish = finish_sigsuspend },
    { "sigsuspend.two", TWO, BY_SIGNAL, .prepare = prepare_sigsuspend,
      .finish = finish_sigsuspend },
    { "sigtimedwait", USR1, BY_SIGNAL, .prepare = prepare_take, .finish = finish_take },
    { "sigtimedwait.segv", SEGV, BY_SIGNAL, .may_end_otherwise = true,
      .prepare = prepare_take, .finish = finish_take },
    { "sigtimedwait.bus", BUS, BY_SIGNAL, .may_end_otherwise = true,
      .prepare = prepare_take, .finish = finish_take },
    { "sigtimedwait.other", USR1, BY_SIGNAL, .prepare = prepare_take_other,
      .finish = finish_take_other },
    { "signalfd", USR1, .start = start_signalfd, .prepare = prepare_signalfd,
      .finish = finish_signalfd },
    { 0 },
};
