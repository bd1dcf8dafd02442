/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * attend.c - forward signals, follow stops, wait for the end.
 *
 * A terminal signals every process of the foreground group, so the guest has
 * such a signal already (unless it has left the group, and then the terminal
 * does not mean it): what the kernel sent is not forwarded.  A kill(2) to the
 * whole group cannot be told from one to lxrun alone; the guest gets it twice.
 */
#include "supervisor/attend.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

#include "supervisor/account.h"
#include "supervisor/deadline.h"
#include "supervisor/hang.h"
#include "supervisor/signals.h"

struct guest {
    pid_t pid;
    int status;
    int new_stop; /* the signal that stopped it, until lxrun has followed */
    bool is_stopped;
    bool was_followed; /* lxrun has stopped with it, and not yet seen SIGCONT */
    bool has_ended;
};

static void note_change(struct guest *guest, int status)
{
    guest->status = status;
    guest->is_stopped = WIFSTOPPED(status);
    guest->new_stop = guest->is_stopped ? WSTOPSIG(status) : 0;
    guest->has_ended = WIFEXITED(status) || WIFSIGNALED(status);
}

/* Other children are those of a container's first process: they are only
 * reaped. */
static void poll_guest(struct guest *guest)
{
    int status;
    pid_t pid;

    while (!guest->has_ended &&
           (pid = waitpid(-1, &status, WNOHANG | WUNTRACED | WCONTINUED)) > 0)
        if (pid == guest->pid)
            note_change(guest, status);
}

static void follow_stop(struct guest *guest, const struct deadline *deadline)
{
    int signo = guest->new_stop;

    guest->new_stop = 0;
    if (signo == 0 || deadline->has_passed)
        return;
    guest->was_followed = true;
    signals_take(signo);
}

/* When a whole job is continued the guest was, too (and may have stopped
 * again); when only lxrun was, the guest still stands.  Linux marks a process
 * as continued before it runs. */
static bool guest_knows_of_continue(struct guest *guest)
{
    bool was_followed = guest->was_followed;

    poll_guest(guest);
    guest->was_followed = false;
    return guest->new_stop != 0 || (was_followed && !guest->is_stopped);
}

static bool leads_session(void)
{
    return getsid(0) == getpid();
}

/* Timers survive exec, so an alarm that someone has set before lxrun began is
 * meant for the guest.  A terminal that goes away tells session leaders. */
static bool kernel_means_guest(int signo)
{
    switch (signo) {
    case SIGALRM:
    case SIGVTALRM:
    case SIGPROF:
    case SIGXCPU:
        return true;
    case SIGHUP:
        return leads_session();
    default:
        return false;
    }
}

static bool was_sent(const siginfo_t *info)
{
    return info->si_code == SI_USER || info->si_code == SI_QUEUE ||
           info->si_code == SI_TKILL;
}

static bool is_for_guest(struct guest *guest, const siginfo_t *info)
{
    if (info->si_code == SI_KERNEL)
        return kernel_means_guest(info->si_signo);
    if (!was_sent(info))
        return false;
    /* Signalled by the guest, as a member of its group: it has its own copy. */
    if (info->si_pid == guest->pid)
        return false;
    return info->si_signo != SIGCONT || !guest_knows_of_continue(guest);
}

int attend_guest(pid_t pid, struct deadline *deadline, struct account *account)
{
    struct guest guest = { .pid = pid };

    while (!guest.has_ended) {
        siginfo_t info;
        int signo = signals_wait(&info);

        if (signo == SIGCHLD)
            poll_guest(&guest);
        account_hear(account, &info);
        if (signo == SIGQUIT)
            hang_report();
        if (is_for_guest(&guest, &info) && !guest.has_ended)
            signals_forward(pid, &info);
        if (!guest.has_ended)
            deadline_check(deadline);
        follow_stop(&guest, deadline);
    }
    return guest.status;
}
