/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracee.c - the table; see tracee.h for who may touch an entry. */
#include "ptrace/tracee.h"

#include "abi/errno.h"
#include "core/host.h"
#include "core/string.h"
#include "task/task.h"

#define TRACEE_COUNT 2048

static struct tracee tracees[TRACEE_COUNT];
/* No slot from here on was ever taken; only grows. */
static int32_t tracees_end;
/* Entries with a report: almost always none. */
static int32_t reports;

static struct tracee *find_of(int32_t owner, int tid)
{
    int32_t end = __atomic_load_n(&tracees_end, __ATOMIC_ACQUIRE);

    for (int32_t i = 0; i < end; i++)
        if (__atomic_load_n(&tracees[i].owner, __ATOMIC_ACQUIRE) == owner &&
            tracees[i].tid == tid)
            return &tracees[i];
    return NULL;
}

struct tracee *tracee_find(const struct task *task, int tid)
{
    return find_of(task->tid, tid);
}

static bool try_take(struct tracee *tracee, int32_t owner)
{
    int32_t expected = 0;

    return __atomic_compare_exchange_n(&tracee->owner, &expected, owner, false,
                                       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

static void grow_to(int32_t end)
{
    int32_t before = __atomic_load_n(&tracees_end, __ATOMIC_RELAXED);

    while (before < end &&
           !__atomic_compare_exchange_n(&tracees_end, &before, end, false,
                                        __ATOMIC_RELEASE, __ATOMIC_RELAXED))
        ;
}

static struct tracee *take_slot(const struct task *task)
{
    for (int32_t i = 0; i < TRACEE_COUNT; i++) {
        if (!try_take(&tracees[i], task->tid))
            continue;
        grow_to(i + 1);
        return &tracees[i];
    }
    return NULL;
}

struct tracee *tracee_add(const struct task *task, int tid)
{
    struct tracee *tracee = tracee_find(task, tid);

    if (tracee == NULL)
        tracee = take_slot(task);
    if (tracee == NULL)
        return NULL;
    memset(&tracee->tid, 0, sizeof(*tracee) - offsetof(struct tracee, tid));
    tracee->request = PTRACE_CONT;
    tracee->tid = tid;
    return tracee;
}

void tracee_drop_report(struct tracee *tracee)
{
    if (tracee->has_report)
        __atomic_sub_fetch(&reports, 1, __ATOMIC_RELAXED);
    tracee->has_report = false;
}

/* Whoever has waited for the end of a thread may forget it: nothing can be
 * under way on an entry whose thread is gone. */
void tracee_forget(int tid)
{
    int32_t end = __atomic_load_n(&tracees_end, __ATOMIC_ACQUIRE);

    for (int32_t i = 0; i < end; i++) {
        if (tracees[i].tid != tid || tracees[i].owner == 0)
            continue;
        tracee_drop_report(&tracees[i]);
        tracees[i].tid = 0;
        __atomic_store_n(&tracees[i].owner, 0, __ATOMIC_RELEASE);
    }
}

struct tracee *tracee_rename(struct tracee *tracee, int old_tid)
{
    struct tracee *renamed = find_of(tracee->owner, old_tid);
    int tid = tracee->tid;

    if (renamed == NULL || renamed == tracee)
        return tracee;
    tracee_forget(tid);
    renamed->tid = tid;
    return renamed;
}

static bool is_waited_for(const struct tracee *tracee, int idtype, int id)
{
    if (idtype == P_PGID)
        return host_call3(SYS_getpgid, (uint64_t)tracee->tid, 0, 0) == id;
    return idtype == P_ALL || (idtype == P_PID && tracee->tid == id);
}

struct tracee *tracee_with_report(const struct task *task, int idtype, int id)
{
    int32_t end = __atomic_load_n(&tracees_end, __ATOMIC_ACQUIRE);

    if (likely(__atomic_load_n(&reports, __ATOMIC_RELAXED) == 0))
        return NULL;
    for (int32_t i = 0; i < end; i++)
        if (tracees[i].has_report && tracees[i].owner == task->tid &&
            is_waited_for(&tracees[i], idtype, id))
            return &tracees[i];
    return NULL;
}

bool tracee_announce_reports(const struct task *task)
{
    int32_t end = __atomic_load_n(&tracees_end, __ATOMIC_ACQUIRE);
    bool is_news = false;

    if (likely(__atomic_load_n(&reports, __ATOMIC_RELAXED) == 0))
        return false;
    for (int32_t i = 0; i < end; i++) {
        if (tracees[i].owner != task->tid || !tracees[i].has_report)
            continue;
        is_news |= !tracees[i].is_announced;
        tracees[i].is_announced = true;
    }
    return is_news;
}

struct tracee *tracee_next_running(const struct task *task, int *at)
{
    int32_t end = __atomic_load_n(&tracees_end, __ATOMIC_ACQUIRE);

    while (*at < end) {
        struct tracee *tracee = &tracees[(*at)++];

        if (tracee->owner == task->tid && !tracee->is_stopped)
            return tracee;
    }
    return NULL;
}

void tracee_set_report(struct tracee *tracee, int status)
{
    tracee_drop_report(tracee);
    tracee->has_report = true;
    tracee->is_announced = false;
    tracee->report_status = status;
    __atomic_add_fetch(&reports, 1, __ATOMIC_RELAXED);
}
