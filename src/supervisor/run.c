/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run.c - the order of things. */
#include "supervisor/run.h"

#include <errno.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "abi/boot.h"
#include "report/usage.h"
#include "supervisor/attend.h"
#include "supervisor/guard.h"
#include "supervisor/say.h"
#include "supervisor/start.h"

static int explain_image(long err)
{
    if (err == -EACCES)
        say("this system forbids programs in memory; as root: sysctl vm.memfd_noexec=1");
    else
        say("cannot prepare lxcore: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

static int prepare(struct start *start, struct run *run,
                   const struct lx_config *config)
{
    int status = target_open(&start->target, run->program, run->argv);
    long err;

    start->boot_flags = run->no_rewrite ? BOOT_NO_REWRITE : 0;
    start->policy = &run->policy;
    if (status != 0)
        return status;
    err = image_make(&start->image, config);
    if (err == 0)
        err = image_map_gate(&start->image);
    if (err != 0)
        return explain_image(err);
    policy_need_calls(&run->policy, 0);
    status = landlock_prepare(&start->landlock, &run->policy, 0);
    if (status != 0)
        return status;
    err = floor_make(&start->floor, &run->policy.calls, start->image.gate);
    if (err == 0)
        return 0;
    say("cannot compile the system call filter: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

/* The core, if any, was the guest's to leave. */
static void die_of(int signo)
{
    prctl(PR_SET_DUMPABLE, 0);
    signals_take(signo);
}

static int end_like(int status, const struct run *run)
{
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    if (run->exit_by_signal)
        die_of(WTERMSIG(status));
    return STATUS_SIGNAL_BASE + WTERMSIG(status);
}

int run_guest(struct run *run)
{
    static struct start start;
    struct lx_config config = run->config;
    struct usage *usage = run->verbose || run->stats ? usage_share(&config) : NULL;
    struct guard guard;
    pid_t guest;
    int status = policy_complete(&run->policy);

    if (status == 0)
        status = prepare(&start, run, &config);
    if (status != 0)
        return status;
    signals_take_over(&start.signals);
    status = start_guest(&start, &guest);
    if (status != 0)
        return status;
    guard_begin(&guard, &start.image);
    status = attend_guest(guest);
    guard_release(&guard);
    if (run->verbose)
        usage_tell(usage);
    if (run->stats)
        usage_tell_count(usage);
    return end_like(status, run);
}
