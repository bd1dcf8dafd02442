/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * resume.c - which of the host's requests carries out the tracer's.
 *
 *     where it is          the tracer wants       the host does
 *     -----------          ----------------       -------------
 *     guest code           anything               the same
 *     entry of a call      anything               PTRACE_CONT, up to the trap
 *     lxcore               PTRACE_CONT            the same
 *     lxcore               to stop in the guest   PTRACE_SYSCALL, up to the
 *                                                 exit of the rt_sigreturn
 *                                                 by which it leaves
 *
 * A skipped call's exit, which the host would report after the entry, is thus
 * never seen.
 */
#include "ptrace/resume.h"

#include "abi/errno.h"
#include "abi/signal.h"
#include "core/host.h"
#include "ptrace/deferred.h"
#include "ptrace/remote.h"
#include "ptrace/tracee.h"
#include "task/task.h"

static bool is_to_stop_in_guest(const struct tracee *tracee)
{
    return tracee->request != PTRACE_CONT || tracee->is_booting ||
           !deferred_is_empty(tracee);
}

static uint32_t host_request(const struct tracee *tracee)
{
    if (tracee->image == IMAGE_FOREIGN)
        return tracee->request;
    if (tracee->is_at_entry)
        return PTRACE_CONT;
    if (!tracee->is_in_core)
        return tracee->request;
    return is_to_stop_in_guest(tracee) ? PTRACE_SYSCALL : PTRACE_CONT;
}

long resume_hidden(struct tracee *tracee, int signo)
{
    uint32_t request = host_request(tracee);

    tracee->is_at_entry = false;
    return remote_request(request, tracee->tid, 0, (uint64_t)signo);
}

/* There is no stop of the host's for it, so nobody has sent a SIGCHLD. */
static void announce(const struct task *task, const struct tracee *tracee)
{
    const struct waitid_info info = {
        .signo = SIGCHLD,
        .code = CLD_TRAPPED,
        .pid = tracee->tid,
        .status = tracee->report_status >> 8,
    };

    host_queue_to_process(task->tgid, SIGCHLD, &info);
}

/* After PTRACE_EVENT_EXEC comes the exit of execve: to the host it is the same
 * stop.  True if the thread stays in it. */
static bool stay_for_exec_exit(const struct task *task, struct tracee *tracee)
{
    bool is_exit_due = tracee->is_exit_due;

    tracee->is_exit_due = false;
    if (!is_exit_due || !tracee_wants_calls(tracee))
        return false;
    tracee_set_report(tracee, tracee->exec_exit_status);
    announce(task, tracee);
    return true;
}

long resume_shown(struct task *task, struct tracee *tracee, uint32_t request, int signo)
{
    bool is_exec_event = tracee->is_exec_event;
    long err;

    tracee_drop_report(tracee);
    tracee->request = request;
    tracee->is_exec_event = false;
    if (is_exec_event) {
        tracee->has_info = false;
        signo = 0; /* not a stop that takes a signal (ptrace(2)) */
        if (stay_for_exec_exit(task, tracee))
            return 0;
    }
    /* The host has not stopped for a signal here, so it will do so now. */
    if (tracee->has_info)
        tracee->passing = signo;
    tracee->has_info = false;
    err = resume_hidden(tracee, signo);
    tracee->is_stopped = err != 0 && err != -ESRCH;
    return err;
}

long resume_listen(struct tracee *tracee)
{
    long err = remote_request(PTRACE_LISTEN, tracee->tid, 0, 0);

    if (err == 0) {
        tracee_drop_report(tracee);
        tracee->is_stopped = false;
    }
    return err;
}

long resume_detach(struct tracee *tracee, int signo)
{
    long err;

    deferred_raise(tracee);
    err = remote_request(PTRACE_DETACH, tracee->tid, 0, (uint64_t)signo);
    if (err == 0)
        tracee_forget(tracee->tid);
    return err;
}
