/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run.c - the order of things. */
#include "supervisor/run.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "abi/boot.h"
#include "contain/wish.h"
#include "cgroup/group.h"
#include "report/status_fd.h"
#include "report/usage.h"
#include "supervisor/account.h"
#include "supervisor/attend.h"
#include "supervisor/deadline.h"
#include "supervisor/guard.h"
#include "supervisor/hang.h"
#include "supervisor/layer_use.h"
#include "supervisor/layers.h"
#include "supervisor/say.h"
#include "supervisor/start.h"
#include "supervisor/trace.h"

static int explain_image(long err)
{
    if (err == -EACCES)
        say("this system forbids programs in memory; as root: sysctl vm.memfd_noexec=1");
    else
        say("cannot prepare lxcore: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

static int prepare(struct start *start, struct run *run, const struct lx_config *config)
{
    long err;

    start->program = run->program;
    start->words = run->argv;
    start->boot_flags = run->no_rewrite ? BOOT_NO_REWRITE : 0;
    start->policy = &run->policy;
    err = image_make(&start->image, config);
    if (err == 0)
        err = image_map_gate(&start->image);
    return err != 0 ? explain_image(err) : limits_settle(&run->policy, &start->groups);
}

/* The core, if any, was the guest's to leave. */
static void die_of(int signo)
{
    prctl(PR_SET_DUMPABLE, 0);
    signals_take(signo);
}

static int exit_code_of(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_SIGNAL_BASE + WTERMSIG(status);
}

static int end_like(int status, const struct run *run)
{
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    if (run->exit_by_signal)
        die_of(WTERMSIG(status));
    return STATUS_SIGNAL_BASE + WTERMSIG(status);
}

static int begin_trace(struct run *run, struct lx_config *config,
                       struct start *start, struct trace **trace)
{
    int status;

    *trace = NULL;
    start->trace_fd = -1;
    if (!run->trace.is_on)
        return 0;
    run->trace.policy = &run->policy;
    status = trace_open(trace, &run->trace, config);
    if (status == 0)
        start->trace_fd = trace_memory(*trace);
    return status;
}

/* Started, but not traced, is not what was asked for. */
static int run_trace(struct trace *trace, const struct started *started,
                     const struct start *start)
{
    int status = trace == NULL ? 0 :
                                 trace_run(trace, started->guest, &start->target,
                                           &start->image);

    if (status == 0)
        return 0;
    kill(started->guest, SIGKILL);
    waitpid(started->guest, NULL, 0);
    end_init(started->init);
    return status;
}

/* What was started and cannot be watched as was asked for is ended. */
static int start_account(struct account *account, const struct started *started)
{
    int status = account_start(account, started->guest);

    if (status == 0)
        return 0;
    kill(started->guest, SIGKILL);
    waitpid(started->guest, NULL, 0);
    end_init(started->init);
    return status;
}

static int start_all(struct start *start, struct run *run, struct trace *trace,
                     struct account *account, struct started *started)
{
    int status = layers_start(start, run, trace, started);

    if (status == 0)
        status = run_trace(trace, started, start);
    return status != 0 ? status : start_account(account, started);
}

/* The trace names processes as the guest does. */
static int prepare_trace(struct trace *trace, struct contain *contain)
{
    if (trace == NULL || (contain->spaces & CLONE_NEWPID) == 0)
        return 0;
    return trace_find_inside(trace, contain);
}

/* With its init all that is left in a pid namespace ends, traced or not. */
static void end_trace(struct trace *trace, const struct started *started, int status)
{
    if (trace == NULL)
        return;
    end_init(started->init);
    trace_close(trace, status);
}

static int give_up(struct start *start, int status)
{
    groups_end(&start->groups);
    return layer_use_fail(status);
}

/* What the kernel has done to keep the limits, which looks like a crash otherwise. */
static void end_groups(struct groups *groups)
{
    uint64_t killed = groups_killed(groups), refused = groups_refused(groups);

    groups_end(groups);
    if (killed != 0)
        say("--memory: the program has used all that it may; the kernel killed %llu of its "
            "processes",
            (unsigned long long)killed);
    if (refused != 0)
        say("--pids-limit: the program was refused a process or thread %llu times",
            (unsigned long long)refused);
    status_fd_limits(killed, refused);
}

int run_guest(struct run *run)
{
    static struct start start;
    struct lx_config config = run->config;
    struct usage *usage = NULL;
    static struct account account;
    struct trace *trace;
    struct guard guard;
    struct deadline deadline;
    struct started started;
    int status = policy_complete(&run->policy), exit_code;

    start.usage_fd = -1;
    if (run->verbose || run->stats)
        usage = usage_share(&config, &start.usage_fd);
    config.has_call_list = policy_lists_calls(&run->policy);
    config.is_exec_refused = policy_refuses_exec(&run->policy);
    config.is_sealed = policy_is_contained(&run->policy);
    if (status == 0)
        status = begin_trace(run, &config, &start, &trace);
    if (status == 0)
        status = contain_wish(&start.contain, run);
    if (status == 0)
        status = prepare_trace(trace, &start.contain);
    if (status == 0)
        status = account_begin(&account, run, &config, &start);
    if (config.has_broker)
        start.contain.broker_fd = start.control_fd;
    if (status == 0)
        status = layer_use_begin(&start.contain, run);
    if (status == 0)
        status = prepare(&start, run, &config);
    if (status != 0)
        return give_up(&start, status);
    crash_expect(&start.image);
    signals_take_over(&start.signals);
    status = start_all(&start, run, trace, &account, &started);
    if (status != 0)
        return give_up(&start, status);
    /* The death of a pid namespace's init is guard enough. */
    if (started.init == 0)
        guard_begin(&guard, &start.image);
    hang_report_about(&start.image);
    deadline_begin(&deadline, &run->policy.limits, &started, &start.image);
    status = attend_guest(started.guest, &deadline, &account);
    deadline_end(&deadline);
    end_trace(trace, &started, status);
    if (started.init == 0)
        guard_release(&guard);
    else if (trace == NULL)
        end_init(started.init);
    layers_end();
    end_groups(&start.groups);
    layer_use_end(run);
    if (run->verbose)
        usage_tell(usage);
    if (run->stats)
        usage_tell_count(usage);
    exit_code = deadline.has_passed ? STATUS_TIMEOUT : exit_code_of(status);
    account_end(&account, status, exit_code, deadline.has_passed);
    return deadline.has_passed ? exit_code : end_like(status, run);
}
