/* SPDX-License-Identifier: GPL-2.0-or-later */
/* summary.c - see summary.h. */
#include "report/summary.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "report/amount.h"
#include "report/model.h"
#include "report/ranking.h"

#define NAME_WIDTH 60

static size_t limit(size_t count, size_t rows)
{
    return rows == 0 || count < rows ? count : rows;
}

static void write_rest(FILE *out, size_t count, size_t rows)
{
    if (limit(count, rows) < count)
        fprintf(out, "  and %s more\n", amount_count(count - rows));
}

static void write_overview(FILE *out, const struct model *model)
{
    fprintf(out, "%s calls in %s by %u process%s, %u thread%s; %s signal%s\n",
            amount_count(model->call_count), amount_time(model->end - model->begin),
            model->processes.process_count,
            model->processes.process_count == 1 ? "" : "es",
            model->processes.thread_count, model->processes.thread_count == 1 ? "" : "s",
            amount_count(model->signal_count), model->signal_count == 1 ? "" : "s");
    if (model->denied > 0)
        fprintf(out, "%s calls were refused by the policy\n",
                amount_count(model->denied));
    if (model->lost_count > 0)
        fprintf(out, "INCOMPLETE: %s records were dropped while it was traced\n",
                amount_count(model->lost_count));
}

static void write_calls(FILE *out, const struct model *model, size_t rows)
{
    size_t count;
    unsigned *calls = ranking_calls(model, &count);

    fprintf(out, "\nTime by call\n%9s %10s %8s %9s %9s %9s  %s\n", "time", "calls",
            "errors", "median", "99 %", "longest", "call");
    for (size_t i = 0; i < limit(count, rows); i++) {
        const struct call_stats *stats = &model->stats[calls[i]];

        fprintf(out, "%9s %10s %8s %9s %9s %9s  %s\n", amount_time(stats->time),
                amount_count(stats->calls),
                stats->errors > 0 ? amount_count(stats->errors) : "",
                amount_time(histogram_quantile(&stats->histogram, stats->calls, 0.5, stats->longest)),
                amount_time(histogram_quantile(&stats->histogram, stats->calls, 0.99, stats->longest)),
                amount_time(stats->longest), model_call_name(calls[i]));
    }
    write_rest(out, count, rows);
    free(calls);
}

static void write_errors(FILE *out, const struct model *model, size_t rows)
{
    size_t count;
    const struct error_count **errors = ranking_errors(model, &count);

    if (count > 0)
        fprintf(out, "\nErrors\n");
    for (size_t i = 0; i < limit(count, rows); i++) {
        const char *name = strerrorname_np(errors[i]->key.number);

        fprintf(out, "%10s  %-20s %s (%s)\n", amount_count(errors[i]->count),
                model_call_name((unsigned)errors[i]->key.nr), name != NULL ? name : "?",
                strerror(errors[i]->key.number));
    }
    write_rest(out, count, rows);
    free(errors);
}

static void write_answer(FILE *out, const struct slow_call *call)
{
    if (!call->is_answered)
        fprintf(out, "%-15s ", "unfinished");
    else if (call->is_failed)
        fprintf(out, "%-15s ",
                strerrorname_np((int)-call->result) ?
                    strerrorname_np((int)-call->result) :
                    "?");
    else
        fprintf(out, "%-15lld ", (long long)call->result);
}

static void write_slowest(FILE *out, const struct model *model, size_t rows)
{
    const struct slowest *slowest = &model->slowest;
    size_t most = slowest->count < 10 || rows == 0 ? slowest->count : 10;

    if (most > 0)
        fprintf(out, "\nSlowest calls\n%9s %9s %8s  %-16s %-15s %s\n", "time", "at",
                "thread", "call", "answer", "about");
    for (size_t i = 0; i < most; i++) {
        const struct slow_call *call = &slowest->calls[i];

        fprintf(out, "%9s %9s %8d  %-16s ", amount_time(call->duration),
                amount_time(call->start - model->begin), call->thread->tid,
                model_call_name(model_call_index(call->nr)));
        write_answer(out, call);
        fprintf(out, "%s\n",
                call->object != NULL ? amount_name(call->object->name, NAME_WIDTH) : "");
    }
}

static void write_objects(FILE *out, const struct model *model, enum object_kind kind,
                          const char *title, size_t rows)
{
    size_t count;
    const struct object **objects = ranking_objects(model, kind, &count);

    if (count > 0)
        fprintf(out, "\n%s\n%9s %9s %9s %8s %8s  %s\n", title, "read", "written", "time",
                "calls", "errors", "name");
    for (size_t i = 0; i < limit(count, rows); i++) {
        const struct object *object = objects[i];

        fprintf(out, "%9s %9s %9s %8s %8s  %s\n",
                object->read_bytes ? amount_bytes(object->read_bytes) : "",
                object->written_bytes ? amount_bytes(object->written_bytes) : "",
                amount_time(object->time),
                amount_count(object->reads + object->writes + object->other_calls),
                object->errors ? amount_count(object->errors) : "",
                amount_name(object->name, NAME_WIDTH));
    }
    write_rest(out, count, rows);
    free(objects);
}

static void write_locks(FILE *out, const struct model *model, size_t rows)
{
    size_t count;
    const struct lock **locks = ranking_locks(model, &count);

    if (count > 0)
        fprintf(out, "\nLocks waited for (futex)\n%9s %8s %9s %8s %8s  %s\n", "waited",
                "waits", "longest", "timeouts", "woken", "address");
    for (size_t i = 0; i < limit(count, rows); i++)
        fprintf(out, "%9s %8s %9s %8s %8s  %#llx in %s [%d]\n",
                amount_time(locks[i]->time), amount_count(locks[i]->waits),
                amount_time(locks[i]->longest), amount_count(locks[i]->timeouts),
                amount_count(locks[i]->woken), (unsigned long long)locks[i]->key.address,
                amount_name(process_name(locks[i]->key.process), 20),
                locks[i]->key.process->pid);
    write_rest(out, count, rows);
    free(locks);
}

static void write_signals(FILE *out, const struct model *model)
{
    if (model->signal_count == 0)
        return;
    fprintf(out, "\nSignals\n");
    for (int signo = 0; signo < MODEL_SIGNALS; signo++) {
        const char *name = signo < 32 ? sigabbrev_np(signo) : NULL;

        if (model->signals[signo] == 0)
            continue;
        if (name != NULL)
            fprintf(out, "%10s  SIG%s\n", amount_count(model->signals[signo]), name);
        else
            fprintf(out, "%10s  signal %d\n", amount_count(model->signals[signo]), signo);
    }
}

static void write_end(FILE *out, const struct process *process)
{
    if (!process->has_ended)
        fprintf(out, ", end not seen");
    else if (WIFSIGNALED(process->status))
        fprintf(out, ", killed by signal %d", WTERMSIG(process->status));
    else if (WEXITSTATUS(process->status) != 0)
        fprintf(out, ", status %d", WEXITSTATUS(process->status));
}

static void write_process(FILE *out, const struct process *process)
{
    int depth = process->depth < 20 ? (int)process->depth : 20;
    struct tally sum = { 0 };
    unsigned threads = 0;

    for (struct thread *thread = process->threads; thread != NULL;
         thread = thread->next) {
        sum.calls += thread->tally.calls;
        sum.time += thread->tally.time;
        threads++;
    }
    fprintf(
        out, "%*s%d %s  (%s calls, %s in them, ", 2 + 2 * depth, "", process->pid,
        amount_name(process->command != NULL ? process->command : "?", 70 - 2 * depth),
        amount_count(sum.calls), amount_time(sum.time));
    if (threads > 1)
        fprintf(out, "%u threads, ", threads);
    fprintf(
        out, "lived %s",
        amount_time(process->end > process->start ? process->end - process->start : 0));
    write_end(out, process);
    fprintf(out, ")\n");
}

static void write_tree(FILE *out, const struct model *model, size_t rows)
{
    const struct process *process = NULL;
    size_t count = model->processes.process_count;

    fprintf(out, "\nProcesses\n");
    for (size_t i = 0; i < limit(count, rows); i++) {
        process = processes_walk(&model->processes, process);
        write_process(out, process);
    }
    write_rest(out, count, rows);
}

void summary_write(FILE *out, const struct model *model, size_t rows)
{
    write_overview(out, model);
    write_calls(out, model, rows);
    write_errors(out, model, rows);
    write_slowest(out, model, rows);
    write_objects(out, model, OBJECT_FILE, "Files", rows);
    write_objects(out, model, OBJECT_SOCKET, "Network peers and sockets", rows);
    write_objects(out, model, OBJECT_OTHER, "Pipes and others", rows);
    write_locks(out, model, rows);
    write_signals(out, model);
    write_tree(out, model, rows);
}
