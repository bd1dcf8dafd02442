/* SPDX-License-Identifier: GPL-2.0-or-later */
/* deferred.c - see deferred.h. */
#include "ptrace/deferred.h"

#include "core/host.h"
#include "ptrace/remote.h"
#include "ptrace/tracee.h"

/* A standard signal that is pending already is not queued twice (signal(7)). */
static struct deferred *find_slot(struct tracee *tracee, int signo)
{
    struct deferred *unused = NULL;

    for (int i = 0; i < DEFERRED_COUNT; i++) {
        struct deferred *slot = &tracee->deferred[i];

        if (slot->is_used && slot->info.signo == signo)
            return slot;
        if (!slot->is_used)
            unused = slot;
    }
    return unused;
}

bool deferred_keep(struct tracee *tracee, const struct siginfo *info)
{
    struct deferred *slot = find_slot(tracee, info->signo);

    if (slot == NULL)
        return false;
    if (!slot->is_used)
        *slot = (struct deferred){ .is_used = true, .info = *info };
    return true;
}

bool deferred_is_empty(const struct tracee *tracee)
{
    for (int i = 0; i < DEFERRED_COUNT; i++)
        if (tracee->deferred[i].is_used && !tracee->deferred[i].is_raised)
            return false;
    return !tracee->is_stop_deferred;
}

void deferred_raise(struct tracee *tracee)
{
    for (int i = 0; i < DEFERRED_COUNT; i++) {
        struct deferred *slot = &tracee->deferred[i];

        if (!slot->is_used || slot->is_raised)
            continue;
        slot->is_raised = true;
        host_call3(SYS_tkill, (uint64_t)tracee->tid, (uint64_t)slot->info.signo, 0);
    }
    if (tracee->is_stop_deferred)
        remote_request(PTRACE_INTERRUPT, tracee->tid, 0, 0);
    tracee->is_stop_deferred = false;
}

void deferred_recognise(struct tracee *tracee, struct siginfo *info)
{
    struct deferred *slot = find_slot(tracee, info->signo);

    if (slot == NULL || !slot->is_used || !slot->is_raised)
        return;
    *info = slot->info;
    slot->is_used = false;
    remote_set_siginfo(tracee->tid, info);
}
