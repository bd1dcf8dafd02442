/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * resume.c - which of the host's requests carries out the tracer's.
 *
 *     where it is          the tracer wants       the host does
 *     -----------          ----------------       -------------
 *     guest code           anything               the same
 *     entry of a call      anything               PTRACE_CONT, up to the trap
 *     lxcore               PTRACE_CONT            the same
 *     lxcore               to stop in the guest   PTRACE_CONT if it will tell, else
 *                                                 PTRACE_SYSCALL, up to the exit of
 *                                                 the rt_sigreturn by which it leaves
 *
 * A skipped call's exit, which the host would report after the entry, is thus
 * never seen.
 */
#include "ptrace/resume.h"

#include "abi/errno.h"
#include "abi/signal.h"
#include "core/host.h"
#include "ptrace/deferred.h"
#include "ptrace/follow.h"
#include "ptrace/remote.h"
#include "ptrace/restart.h"
#include "ptrace/tracee.h"
#include "ptrace/view.h"
#include "task/task.h"

static bool is_to_stop_in_guest(const struct tracee *tracee)
{
    return tracee->request != PTRACE_CONT || tracee->is_booting ||
           !deferred_is_empty(tracee);
}

/* Signals that wait, and a call that begins again, show only at the entries of
 * lxcore's calls. */
static bool is_to_be_told(const struct tracee *tracee)
{
    return tracee->is_telling && !tracee->is_interrupted && deferred_is_empty(tracee);
}

static uint32_t host_request(const struct tracee *tracee)
{
    if (tracee->image == IMAGE_FOREIGN)
        return tracee->request;
    if (tracee->is_at_entry)
        return PTRACE_CONT;
    if (!tracee->is_in_core)
        return tracee->request;
    if (is_to_be_told(tracee) || !is_to_stop_in_guest(tracee))
        return PTRACE_CONT;
    return PTRACE_SYSCALL;
}

static uint64_t peek_register(const struct tracee *tracee, uint64_t offset)
{
    uint64_t value = 0;

    remote_request(PTRACE_PEEKUSR, tracee->tid, offset, HOST_POINTER(&value));
    return value;
}

/* At the entry of a call that is -1 the kernel takes what is in rax for its answer
 * (ptrace(2)). */
static void look_for_skip(struct tracee *tracee)
{
    const uint64_t nr = peek_register(tracee, offsetof(struct user_regs, orig_rax));

    tracee->is_skipping = (int)nr == -1;
    if (tracee->is_skipping)
        tracee->skip_answer = peek_register(tracee, offsetof(struct user_regs, rax));
}

long resume_hidden(struct tracee *tracee, int signo)
{
    uint32_t request = host_request(tracee);

    if (tracee->is_in_core && request == PTRACE_SYSCALL)
        remote_tell_traced(tracee->tid);
    if (tracee->is_at_entry)
        look_for_skip(tracee);
    tracee->is_at_entry = false;
    return remote_request(request, tracee->tid, 0, (uint64_t)signo);
}

/* The status of the stop that comes next without running, or 0.  After
 * PTRACE_EVENT_EXEC the exit of execve does, if the tracer follows calls. */
static int take_follow_up(struct tracee *tracee, enum tracee_made made)
{
    int status = tracee->follow_up;

    tracee->follow_up = 0;
    if (made != MADE_EXEC)
        return status;
    if (!tracee->is_exit_due || !tracee_wants_calls(tracee))
        status = 0;
    tracee->is_exit_due = false;
    return status;
}

/*
 * A signal that the tracer sends along with a request.  At an exit it stops for
 * it once more, at a step it does not (ptrace(2)); which is what the host does
 * at a system call and at a signal, respectively.
 */
static int pass_signal(struct tracee *tracee, enum tracee_made made, int signo)
{
    if (made == MADE_EXEC)
        return 0;
    if (made == MADE_STEP && !tracee->is_delivery)
        tracee->passing = signo;
    if (made != MADE_EXIT || signo == 0)
        return signo;
    host_call3(SYS_tkill, (uint64_t)tracee->tid, (uint64_t)signo, 0);
    return 0;
}

long resume_shown(struct task *task, struct tracee *tracee, uint32_t request, int signo)
{
    enum tracee_made made = tracee->made;
    int follow_up;
    long err;

    tracee_drop_report(tracee);
    if (tracee->view == VIEW_SECCOMP)
        tracee->call_nr = (uint32_t)view_asked_call(tracee);
    tracee->request = request;
    tracee->made = MADE_NOTHING;
    tracee->passed = signo;
    signo = pass_signal(tracee, made, signo);
    follow_up = take_follow_up(tracee, made);
    if (follow_up != 0) {
        tracee_set_report(tracee, follow_up);
        follow_owe_signal(task, tracee->tid, follow_up);
        return 0;
    }
    restart_begin(tracee);
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

    /* The signal whose stop has only been shown as an exit so far. */
    if (tracee->made == MADE_EXIT && tracee->follow_up != 0)
        signo = status_event(tracee->follow_up) ? 0 : status_signal(tracee->follow_up);
    deferred_raise(tracee);
    err = remote_request(PTRACE_DETACH, tracee->tid, 0, (uint64_t)signo);
    if (err == 0)
        tracee_forget(tracee->tid);
    return err;
}
